import { describe, expect, it } from 'vitest';
import { aShop, evening } from '../../test/builders/evening-shop.ts';
import type { RowSeen } from '../domain/console.ts';
import type { SkuStock } from '../domain/stock.ts';
import { stockIn } from './counts.ts';
import { shutNow, shutUntil } from './shut.ts';

function standing(stock: Partial<SkuStock>, row: Partial<RowSeen> = {}) {
  const shop = aShop();
  const stream = evening(shop, 'A', undefined, 1);
  shop.page(2, 'TEE', 1_000, { TEE: row });
  const { ledger } = shop.state();
  return shutNow(ledger, stream, { ...stockIn(ledger, stream, 'acc', 'TEE'), ...stock });
}

describe('why a SKU cannot be bought', () => {
  it.each<[string, Partial<SkuStock>, Partial<RowSeen>, ReturnType<typeof standing>]>([
    ['it can', {}, {}, null],
    ['nothing is left of it', { available: 0 }, {}, 'out'],
    ['what is left is ordered already', { available: 5, unseen: 5 }, {}, 'out'],
    ['nothing is left of it, and it is paused too', { available: 0, onSale: false }, { state: 'paused' }, 'out'],
    ['a flag stops it', { onSale: false }, {}, 'paused'],
    ['all that the channel has is held back by us', { channelSellable: 40, channelWithheld: 40 }, {}, 'paused'],
    ['the channel has sold its share, the warehouse has more', { channelSellable: 0, channelWithheld: 0 }, {}, 'wave'],
    [
      'the channel has none, and nobody knows of a warehouse',
      { available: null, channelSellable: 0, channelWithheld: 0 },
      {},
      'out',
    ],
    ['its row says paused', {}, { state: 'paused' }, 'paused'],
    ['its row was taken away', {}, { state: 'removed' }, 'paused'],
    ['its row says sold out, the warehouse has more', {}, { state: 'soldOut' }, 'wave'],
    ['its row says sold out, and nobody knows more', { available: null, channelSellable: null }, { state: 'soldOut' }, 'out'],
  ])('%s', (_name, stock, row, why) => {
    expect(standing(stock, row)).toBe(why);
  });
});

it('keeps times apart by why, without a gap between them', () => {
  let shut = shutUntil([], 'paused', 10);
  shut = shutUntil(shut, 'paused', 20);
  shut = shutUntil(shut, 'out', 30);
  shut = shutUntil(shut, null, 40);
  expect(shutUntil(shut, null, 50)).toEqual([
    { from: 10, to: 30, open: false, why: 'paused' },
    { from: 30, to: 40, open: false, why: 'out' },
  ]);
});
