import { expect, it } from 'vitest';
import { placeOfSku } from '../../test/builders/place.ts';
import { applyEvent, emptyLedger } from '../decide/ledger/ledger.ts';
import type { LogEvent } from '../domain/event.ts';
import { factsOf } from './facts.ts';

it('sees a SKU in every place of every source, a channel included', () => {
  const { position } = placeOfSku('A', true);
  const reading = (source: string, originSeq: number): LogEvent => ({
    id: source,
    v: 1,
    type: 'reading',
    shopId: 'main',
    origin: 'o',
    originSeq,
    at: { wall: originSeq, count: 0 },
    actor: { name: '', origin: 'o', surface: 'worker' },
    body: {
      source,
      observedAt: null,
      receivedAt: originSeq,
      skew: null,
      coverage: { kind: 'full' },
      changed: [position],
      gone: [],
      hash: '',
      problems: [],
    },
  });
  const facts = factsOf({
    ledger: [reading('shop', 1), reading('wms', 2)].reduce(applyEvent, emptyLedger('main')),
    outlooks: {},
  });
  expect(facts.places('A')).toEqual([
    { place: { source: 'shop', location: 'LAX' }, sku: 'A', position, gone: false, level: 10, withheld: 0, othersAt: null },
    { place: { source: 'wms', location: 'LAX' }, sku: 'A', position, gone: false, level: 10, withheld: 0, othersAt: null },
  ]);
  expect(facts.places('nowhere')).toEqual([]);
});
