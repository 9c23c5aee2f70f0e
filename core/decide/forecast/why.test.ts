import { expect, it } from 'vitest';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import type { Parts } from './stream/outcome.ts';
import { type Reasons, whyOf } from './why.ts';

const parts = {
  seenPrior: 10,
  shutPrior: 0,
  restPrior: 10,
  wholePrior: 20,
  evening: 1.5,
  pace: 1.2,
  turn: 0.1,
} as unknown as Parts;
const reasons: Reasons = { from: 'own', hours: 2, slots: 0, shown: false, offered: false, begun: true };
const facts = { sales: { unknownSince: null } as SkuSales, stock: { onSale: true } as SkuStock, rest: 18.4 };

it.each<[string, Partial<Reasons>, Partial<Parts>]>([
  ['plain', {}, {}],
  ['slots', { slots: 2 }, {}],
  ['shown', { shown: true, slots: 1 }, {}],
  ['offered', { offered: true }, {}],
  ['before', { begun: false }, {}],
  ['turn', {}, { turn: 0.8 }],
  // What is planned or on now says more than how it usually goes.
  ['slots', { slots: 1 }, { turn: 0.8 }],
  ['shown', { shown: true }, { turn: 0.8 }],
])('says %s by what the forecast rests on', (kind, how, of) => {
  const { key, values } = whyOf({ ...reasons, ...how }, { ...facts, parts: { ...parts, ...of } });
  expect(key).toBe(`core:why.${kind}`);
  expect(values).toMatchObject({ from: 'own', usual: 10, times: 1.8, rest: 18, whole: 30 });
});
