import { describe, expect, it } from 'vitest';
import { aPosition, T0 } from '../../../test/builders/events.ts';
import { at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import type { Position } from '../../domain/position.ts';

const stock = (onHand: number, reserved: number) => aPosition(SKU, 'LAX', { onHand, reserved });

const hand = (onHand: number, reserved: number, unsellable: number) => aPosition(SKU, 'LAX', { onHand, reserved, unsellable });

describe('what a change of level is', () => {
  it.each<[string, Position, Position, { ordered: number; released: number }]>([
    ['a sale', at(40), at(37), { ordered: 3, released: 0 }],
    ['a restock', at(40), at(90), { ordered: 0, released: 0 }],
    ['a sale into the negative', at(1), at(-2), { ordered: 3, released: 0 }],
    ['nothing, within a whole unit', at(40.9), at(40.1), { ordered: 0, released: 0 }],
    ['frozen', at(40, 'LAX', { unsellable: 0 }), at(35, 'LAX', { unsellable: 5 }), { ordered: 0, released: 0 }],
    ['frozen and a sale', at(40, 'LAX', { unsellable: 0 }), at(33, 'LAX', { unsellable: 5 }), { ordered: 2, released: 0 }],
    ['frozen, on hand', hand(40, 0, 0), hand(35, 0, 5), { ordered: 0, released: 0 }],
    ['a sale beside freezing that leaves it on hand', hand(40, 0, 0), hand(40, 2, 5), { ordered: 2, released: 0 }],
    ['a sale beside freezing, on hand', hand(40, 0, 0), hand(35, 2, 5), { ordered: 2, released: 0 }],
    ['thawed, on hand', hand(35, 0, 5), hand(40, 0, 0), { ordered: 0, released: 0 }],
    ['thawed', at(35, 'LAX', { unsellable: 5 }), at(40, 'LAX', { unsellable: 0 }), { ordered: 0, released: 0 }],
    ['locked', at(40, 'LAX', { locked: 0 }), at(20, 'LAX', { locked: 20 }), { ordered: 0, released: 0 }],
    [
      'a sale: what a vendor does not say explains nothing',
      at(40),
      at(35, 'LAX', { unsellable: 5 }),
      { ordered: 5, released: 0 },
    ],
    ['putaway', at(40, 'LAX', { awaitingPutaway: 30 }), at(70, 'LAX', { awaitingPutaway: 0 }), { ordered: 0, released: 0 }],
    ['picked', stock(40, 5), stock(37, 2), { ordered: 0, released: 0 }],
    ['reserved by an order', stock(40, 0), stock(40, 5), { ordered: 5, released: 0 }],
    ['shipped without a reservation', stock(40, 0), stock(37, 0), { ordered: 3, released: 0 }],
    ['given back', stock(40, 5), stock(40, 3), { ordered: 0, released: 2 }],
    ['a restock beside a sale, where both figures are known', stock(40, 0), stock(50, 3), { ordered: 3, released: 0 }],
    ['damaged, where no order took it from hand', stock(40, 5), stock(36, 2), { ordered: 1, released: 0 }],
  ])('%s', (_name, before, after, sold) => {
    const it = shop();
    it.read(0, [before]);
    it.read(5, [after]);
    expect(it.sold()).toMatchObject(sold);
    const place = it.place();
    expect((place?.first ?? 0) + (place?.rises ?? 0) - (place?.falls ?? 0)).toBe(place?.level);
  });

  it('books a sale and a restock of one interval each, where the vendor tells both', () => {
    const it = shop();
    it.read(0, [stock(40, 0)]);
    it.read(5, [stock(50, 3)]);
    expect(it.place()).toMatchObject({ first: 40, rises: 10, falls: 3, level: 47 });
  });
});

describe('a fall that is far too large', () => {
  const fallsBy = (units: number, options: Parameters<typeof shop>[0] = {}, seconds = 5) => {
    const it = shop(options);
    it.read(0, [at(2_000)]);
    it.read(seconds, [at(2_000 - units)]);
    return it;
  };

  it.each([
    ['50 units are believed of any SKU', 50, {}, 50],
    ['51 are not', 51, {}, 0],
    // 3 hours of 4,320 units are 2 each 5 s: 40 are 20 times that, and 50 the least.
    ['20 times a plan is', 80, { settings: planned(8_640) }, 80],
    ['more is not', 81, { settings: planned(8_640) }, 0],
  ])('%s', (_name, units, options, net) => {
    expect(fallsBy(units, options).sold().net).toBe(net);
  });

  it('is measured by a gap too, where nobody has planned anything', () => {
    expect(fallsBy(300, { lag: 75 }, 75 * 60).sold().net).toBe(300);
    expect(fallsBy(400, { lag: 75 }, 75 * 60).sold().net).toBe(0);
  });

  it('is measured by the lag in which it was sold: a batch after 75 minutes of a brisk stream is sales', () => {
    const it = fallsBy(300, { lag: 75, settings: planned(600) }, 75 * 60);
    expect(it.sold().net).toBe(300);
    expect(it.place()?.unexplained).toEqual([]);
  });

  it('is believed where a channel had told of it', () => {
    const it = shop({ channel: true });
    it.read(0, [at(900)]);
    it.read(0, [at(900, 'shop')], 'shop');
    for (let step = 1; step <= 10; step += 1) it.read(step * 5, [at(900 - 40 * step, 'shop')], 'shop');
    it.read(1_295, [at(900)]);
    it.read(1_300, [at(500)]);
    expect(it.stock()).toMatchObject({ unseen: 0, available: 500 });
    expect(it.place()?.unexplained).toEqual([]);
  });

  it('lowers what may be sold, waits for a person, and counts as what it was', () => {
    const it = fallsBy(300);
    expect(it.stock().safeToPromise).toBe(1_700);
    expect(it.place()?.unexplained).toEqual([{ at: T0 + 5 * SECOND, units: 300 }]);
    const body = { sku: SKU, source: 'wms', location: 'LAX', fallAt: T0 + 5 * SECOND } as const;
    it.log(T0 + MINUTE, { type: 'explained', body: { ...body, was: 'damage' } });
    expect(it.sold().net).toBe(0);
    expect(it.place()?.unexplained).toEqual([]);
    it.log(T0 + MINUTE, { type: 'explained', body: { ...body, was: 'sale' } });
    expect(it.sold().net).toBe(0);
  });

  function planned(units: number) {
    const facts = { sku: SKU, title: '', safetyStock: null, dailySales: null, buffer: 0, setAside: 0, group: null };
    return { skus: [{ ...facts, plannedUnits: units }] };
  }
});

describe('when it was sold', () => {
  it('is when it was read, from one answer to the next', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(30)]);
    expect(it.sold()).toMatchObject({ byMinute: [{ minute: T0, units: 10 }], lastSaleAt: T0 + 5 * SECOND });
  });

  it('is anywhere in a gap longer than two intervals', () => {
    const it = shop();
    it.read(0, [at(100)]);
    it.read(600, [at(60)]);
    const { byMinute, net } = it.sold();
    expect(net).toBe(40);
    expect(byMinute.map(({ units }) => units)).toEqual(Array.from({ length: 10 }, () => 4));
  });

  it('is anywhere in the lag of a warehouse that is late, whatever size the batch has', () => {
    const it = shop({ lag: 75 });
    it.read(0, [at(400)]);
    it.read(80 * 60, [at(350)]);
    const { byMinute, net, unknownSince } = it.sold();
    expect(net).toBe(50);
    expect(Math.max(...byMinute.map(({ units }) => units))).toBeLessThanOrEqual(1);
    expect(unknownSince).toBe(T0 + 5 * MINUTE);
  });

  it('is lost to no window: what was sold before the stream began is not the stream’s', () => {
    const it = shop({ lag: 60 });
    it.read(0, [at(400)]);
    it.read(30 * 60, [at(340)]);
    expect(it.sold().net).toBe(30);
    expect(it.place()).toMatchObject({ falls: 60 });
  });

  it('knows what comes in before the end', async () => {
    const it = shop();
    const inbound = (quantity: number, expectedAt: number | null) => ({ stage: 'shipped' as const, quantity, expectedAt });
    it.read(0, [at(4, 'LAX', { inbound: [inbound(20, T0 + HOUR), inbound(30, T0 + 9 * HOUR), inbound(40, null)] })]);
    const { stockOf } = await import('./stock.ts');
    expect(stockOf(it.ledger(), SKU, 'acc', T0 + 3 * HOUR).inboundInTime).toBe(20);
  });
});
