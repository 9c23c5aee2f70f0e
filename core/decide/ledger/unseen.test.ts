import { describe, expect, it } from 'vitest';
import { aSource, T0 } from '../../../test/builders/events.ts';
import { aCommand, at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { HOUR, SECOND } from '../../domain/instant.ts';

/** A warehouse with 400, a channel with 300. */
function both(options: Parameters<typeof shop>[0] = {}) {
  const it = shop({ channel: true, ...options });
  it.read(0, [at(400)]);
  it.read(0, [at(300, 'shop')], 'shop');
  return {
    ...it,
    channel: (seconds: number, level: number) => it.read(seconds, [at(level, 'shop')], 'shop'),
    warehouse: (seconds: number, level: number) => it.read(seconds, [at(level)]),
  };
}

describe('orders that the warehouse has not seen', () => {
  it('are what the channel sold, until the warehouse falls for them, once', () => {
    const it = both({ lag: 75 });
    it.channel(5, 290);
    expect(it.stock()).toMatchObject({ available: 400, unseen: 10, channelSellable: 290, safeToPromise: 290 });
    it.warehouse(4_500, 394);
    expect(it.stock()).toMatchObject({ available: 394, unseen: 4 });
    it.warehouse(4_505, 390);
    expect(it.stock()).toMatchObject({ available: 390, unseen: 0 });
    expect(it.sold()).toMatchObject({ kind: 'channelFalls', net: 10 });
  });

  it('are none where a prompt warehouse was asked before the channel', () => {
    const it = both();
    it.warehouse(5, 397);
    it.channel(6, 297);
    expect(it.stock()).toMatchObject({ available: 397, unseen: 0 });
  });

  it('are not set off by a fall of more than a minute ago, nor by one of a warehouse that is late', () => {
    const it = both();
    it.warehouse(5, 397);
    it.channel(66, 297);
    expect(it.stock().unseen).toBe(3);
    const late = both({ lag: 75 });
    late.warehouse(5, 397);
    late.channel(6, 297);
    expect(late.stock().unseen).toBe(3);
  });

  it('are never below nothing', () => {
    const it = both();
    it.warehouse(5, 380);
    it.warehouse(100, 370);
    expect(it.stock().unseen).toBe(0);
  });

  it('come of the orders where there are any: a difference to what fell is set right', () => {
    const it = both({ lag: 75 });
    it.channel(5, 295);
    const line = {
      source: 'shop',
      order: 'o1',
      line: '1',
      revision: 1,
      sku: SKU,
      quantity: 7,
      createdAt: T0 + 4 * SECOND,
      state: 'unpaid' as const,
    };
    it.order(10, 10, [line]);
    expect(it.stock().unseen).toBe(7);
    it.order(15, 15, [{ ...line, revision: 2, state: 'released' }]);
    expect(it.stock().unseen).toBe(0);
    it.order(20, 20, [{ ...line, order: 'o2', createdAt: T0 + 18 * SECOND, state: 'gift' }]);
    expect(it.stock().unseen).toBe(7);
    expect(it.sold()).toMatchObject({ net: 0 });
  });

  it('come of a fall that orders have not told of yet, and are not counted twice when they do', () => {
    const it = both({ lag: 75 });
    it.order(1, 1, []);
    it.channel(5, 295);
    expect(it.stock().unseen).toBe(5);
    const lines = [1, 2, 3, 4, 5].map((order) => ({
      source: 'shop',
      order: `o${order}`,
      line: '1',
      revision: 1,
      sku: SKU,
      quantity: 1,
      createdAt: T0 + order * 900,
      state: 'paid' as const,
    }));
    it.order(6, 6, lines);
    it.order(11, 11, []);
    expect(it.stock().unseen).toBe(5);
    expect(it.sold()).toMatchObject({ kind: 'orders', net: 5, provisional: 0 });
  });

  it('count from the lag before the first answer: an older order was in the first level', () => {
    const it = both({ lag: 75 });
    const line = { source: 'shop', line: '1', revision: 1, sku: SKU, quantity: 4, state: 'paid' as const };
    it.order(5, 5, [
      { ...line, order: 'old', createdAt: T0 - 2 * HOUR },
      { ...line, order: 'new', createdAt: T0 - HOUR },
    ]);
    expect(it.stock().unseen).toBe(4);
  });

  it('leave through a system that both ships and sells, too', () => {
    const it = both({ sources: [aSource('erp', 'both')] });
    it.read(0, [at(100, 'ERP')], 'erp');
    it.channel(5, 290);
    it.read(10, [at(90, 'ERP')], 'erp');
    expect(it.stock().unseen).toBe(0);
  });

  it('are forgotten after two days', () => {
    const it = both({ lag: 75 });
    it.channel(5, 290);
    it.log(T0 + 49 * HOUR, { type: 'tick', body: { now: T0 + 49 * HOUR, intervalMs: 300_000, start: false } });
    expect(it.stock().unseen).toBe(0);
  });
});

describe('safe to promise', () => {
  const facts = { sku: SKU, title: '', safetyStock: null, dailySales: null, plannedUnits: null, group: null };

  it('is the lesser of what the channel sells and what the warehouse can ship, less what is kept', () => {
    const settings = { skus: [{ ...facts, buffer: 20, setAside: 100 }] };
    const it = both({ settings });
    expect(it.stock().safeToPromise).toBe(280);
    it.channel(5, 290);
    expect(it.stock().safeToPromise).toBe(270);
    it.warehouse(6, 90);
    expect(it.stock().safeToPromise).toBe(0);
  });

  it('is unknown where the channel’s figure is', () => {
    const it = both();
    it.channel(5, 290);
    it.read(10, [], 'shop');
    expect(it.stock()).toMatchObject({ channelSellable: null, available: 400 });
  });

  it('counts what a channel was given beyond what we held back there', () => {
    const it = both();
    const place = { source: 'shop', location: 'shop' };
    const [instant, id] = [T0 + 5 * SECOND, 'r'];
    const command = { ...aCommand('resume', id, instant), targets: [{ source: 'shop', sku: SKU, ref: null }] };
    const write = { place, sku: SKU, lever: 'adjust' as const, before: 300, change: 50 };
    const back = { source: 'shop', sku: SKU, onSale: null, levels: [{ location: 'shop', level: 350 }], at: instant };
    it.log(instant, { type: 'command', body: { step: 'requested', id, command } });
    it.log(instant, { type: 'command', body: { step: 'executing', id, writes: [write], at: instant } });
    it.log(instant, { type: 'command', body: { step: 'confirmed', id, readBack: [back], at: instant } });
    expect(it.stock()).toMatchObject({ channelSellable: 350, channelWithheld: 0, safeToPromise: 350 });
    expect(it.sold().net).toBe(0);
  });

  it('counts a system that is warehouse and channel once', () => {
    const it = shop({
      sources: [aSource('erp', 'both')],
      settings: {
        sources: [aSource('erp', 'both')],
        accounts: [{ id: 'acc', name: '', profile: '', site: '', channel: 'erp', pool: [{ source: 'erp', location: 'LAX' }] }],
      },
    });
    it.read(0, [at(40)], 'erp');
    it.read(5, [at(37)], 'erp');
    expect(it.stock()).toMatchObject({ available: 37, channelSellable: 37, unseen: 0, safeToPromise: 37 });
    expect(it.sold()).toMatchObject({ kind: 'channelFalls', net: 3 });
  });
});
