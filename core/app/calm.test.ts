import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContext } from '../../test/builders/context.ts';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import { NO_FACTS } from '../domain/settings.ts';
import { wantsOf } from './ahead.ts';
import { stockIn } from './counts.ts';
import { advance, emptyState, panelOf, type ShopState } from './cycle.ts';

const SLOW = 30_000;
const CONTEXT = aContext();

/** A stream that sells from a channel; what the warehouse has of it moves as the test wills. Seconds count from its start. */
function onAir(warehouse: number) {
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  let [channel, stock, now] = [50_000, warehouse, T0];
  const feed = (draft: Parameters<typeof make>[1]) => {
    state = advance(state, make(now, draft));
  };
  const read = (source: string, sellable: number, from = state) =>
    advance(
      from,
      make(now, {
        type: 'reading',
        body: readingBody(from.ledger, aReading(source, now, [aPosition('TEE', source, { sellable, onSale: true })])),
      }),
    );
  feed({
    type: 'settings',
    body: {
      sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')],
      accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'shop', pool: null }],
      streams: [aStream('acc', T0, T0 + 3 * HOUR)],
      skus: [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 300 }],
    },
  });
  const known = (of: ShopState) => {
    const outlook = of.outlooks.stream?.TEE;
    const stream = of.ledger.settings.streams.stream;
    if (outlook === undefined || stream === undefined) throw new Error('It is forecast.');
    const { available, unseen } = stockIn(of.ledger, stream, 'acc', 'TEE');
    return { ...outlook, room: (available ?? 0) - unseen };
  };
  return {
    step(seconds: number, sold: number, level: number) {
      now += seconds * SECOND;
      channel -= sold;
      stock = level;
      const states = [state, read('shop', channel)];
      state = read('wms', stock, states[1]);
      states.push(state);
      feed({ type: 'tick', body: { now, intervalMs: 5 * SECOND, start: false } });
      return [...states, state];
    },
    known: (of = state) => known(of),
    stock: () => stock,
    /** As it would be with another level read just now. */
    with: (level: number) => known(read('wms', level)),
    row: () => Object.values(panelOf(state, CONTEXT).rows)[0],
  };
}
/** Half an hour in which two are sold a minute, as the warehouse sees at once. */
function half(warehouse: number) {
  const shop = onAir(warehouse);
  shop.step(1, 0, warehouse);
  for (let minute = 0; minute < 30; minute += 1) shop.step(60, 2, shop.stock() - 2);
  return shop;
}

describe('a stock that changes while nothing is sold', () => {
  it('makes it short by what buyers will ask for and is not there, at once, and enough again', () => {
    const shop = half(2_000);
    const before = shop.known().forecast;
    expect(before.stockOut.shortBy).toBe(null);
    shop.step(5, 0, 20);
    const { forecast } = shop.known();
    expect(forecast.net.mean).toBeLessThanOrEqual(80);
    expect(Math.abs(forecast.drain.mean - before.drain.mean)).toBeLessThan(10);
    expect(forecast.stockOut.shortBy).toBe(Math.ceil(forecast.drain.mean - 20));
    expect(shop.row()).toMatchObject({ left: 20, verdict: { kind: 'short', by: forecast.stockOut.shortBy } });
    // What it wants in all is what it wanted: sold, what is there, and what is not.
    expect(wantsOf(forecast)).toBeCloseTo(60 + forecast.drain.mean, 0);
    shop.step(5, 0, 2_000);
    expect(Math.abs(shop.known().forecast.drain.mean - forecast.drain.mean)).toBeLessThan(10);
    expect(shop.row()).toMatchObject({ left: 2_000, verdict: { kind: 'enough' } });
  });

  it('stays short when only a part of what is missing comes in', () => {
    const shop = half(91);
    shop.step(5, 0, 30);
    const short = shop.known().forecast.stockOut.shortBy ?? 0;
    shop.step(5, 0, 130);
    const { stockOut, drain } = shop.known().forecast;
    expect(stockOut.chance).toBeGreaterThan(0.5);
    expect(stockOut.shortBy).toBe(Math.ceil(drain.mean - 130));
    expect(stockOut.shortBy).toBeGreaterThan(short - 110);
  });

  const step = fc.record({
    seconds: fc.constantFrom(5, 20, 60),
    sold: fc.constantFrom(0, 0, 0, 1, 4),
    level: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 4_000 })),
    more: fc.integer({ min: 0, max: 1_000 }),
  });
  it(
    'moves what is asked for a little at a time, whatever it does, and never sells what is not there',
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 61, max: 2_000 }), fc.array(step, { minLength: 1, maxLength: 8 }), (first, steps) => {
          const shop = half(first);
          for (const { seconds, sold, level, more } of steps) {
            const cycles = shop.step(seconds, sold, level).map((state) => shop.known(state));
            const { forecast, room, wanted } = shop.known();
            const { net, drain, stockOut, soldSoFar } = forecast;
            expect(net.mean).toBeLessThanOrEqual(soldSoFar + Math.max(0, room) + 1e-6);
            expect(net.p90).toBeLessThanOrEqual(soldSoFar + Math.max(0, room));
            expect(wantsOf(forecast)).toBeCloseTo(wanted, 3);
            for (const [index, cycle] of cycles.entries()) {
              const before = cycles[index - 1];
              if (sold > 0 || before === undefined) continue;
              const moved = Math.abs(cycle.forecast.drain.mean - before.forecast.drain.mean);
              expect(moved).toBeLessThanOrEqual(Math.max(1, 0.02 * before.wanted) + 1e-6);
            }
            expect(stockOut.shortBy ?? 0).toBeLessThanOrEqual(Math.max(1, Math.ceil(drain.mean + Math.max(0, -room))));
            const fuller = shop.with(level + more).forecast.stockOut;
            expect(fuller.shortBy ?? 0).toBeLessThanOrEqual(stockOut.shortBy ?? 0);
            expect(fuller.chance).toBeLessThanOrEqual(stockOut.chance + 1e-9);
          }
        }),
        { numRuns: 25 },
      );
    },
    SLOW,
  );
});

describe('before a stream', () => {
  it('holds a stock that changed against what the stream will sell at once', () => {
    const shop = aShop({ TEE: 400 });
    shop.stock.set('TEE', 1_500);
    shop.read(0);
    shop.feed(1, {
      type: 'settings',
      body: { streams: [aStream('acc', T0 + DAY, T0 + DAY + 2 * HOUR, { actualStart: null })] },
    });
    const row = () => Object.values(panelOf(shop.state(), CONTEXT).rows).find(({ key }) => key === 'TEE');
    expect(row()).toMatchObject({ left: 1_500, verdict: { kind: 'enough' } });
    shop.stock.set('TEE', 50);
    shop.read(5);
    expect(row()).toMatchObject({ left: 50, verdict: { kind: 'short', by: 350 } });
    expect(wantsOf(shop.forecast('TEE'))).toBeCloseTo(400, 0);
    // It runs out in the stream, not while nobody sells yet.
    expect(shop.forecast('TEE')?.stockOut.at).toBeGreaterThan(T0 + DAY);
    shop.stock.set('TEE', 2_000);
    shop.read(10);
    expect(row()).toMatchObject({ left: 2_000, verdict: { kind: 'enough' } });
  });
});

describe('the time of running out', () => {
  it('waits for the slot in which it sells', () => {
    const shop = aShop({});
    for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
    shop.stock.set('CAP', 50);
    evening(shop, 'D', { from: 3 * 24 * 60, minutes: 120 }, 30);
    // Presented from 80 to 100, ten a minute then, and next to nothing before.
    const minute = ((shop.forecast('CAP', 'D')?.stockOut.at ?? 0) - T0 - 3 * DAY) / MINUTE;
    expect(minute).toBeGreaterThan(80);
    expect(minute).toBeLessThan(100);
  });
});
