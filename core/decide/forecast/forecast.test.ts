import quantile from '@stdlib/stats-base-dists-negative-binomial-quantile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aStream, T0 } from '../../../test/builders/events.ts';
import type { Forecast } from '../../domain/forecast.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import { forecastOf } from './forecast.ts';
import { cappedAt, quantileOf } from './negative-binomial.ts';
import { countOf } from './stream/count.ts';
import { NO_TOTALS, withCounted } from './stream/evidence.ts';
import { NOTHING_LEARNED } from './stream/learned.ts';
import { modelOf } from './stream/model.ts';
import { expectedEnd, nowOf, outcomesOf } from './stream/outcome.ts';
import { stageOf } from './stream/stage.ts';

const STOCK: SkuStock = {
  sku: 'TEE',
  places: [],
  available: 500,
  unknownPlaces: 0,
  unseen: 0,
  channelSellable: null,
  channelWithheld: 0,
  inboundInTime: 0,
  safeToPromise: 500,
  uncertain: 0,
  frozen: false,
  onSale: true,
  readAt: T0,
};
type Case = {
  readonly planned: number;
  readonly minutes: number;
  readonly length: number;
  readonly net: number;
  readonly available?: number | null;
  readonly unseen?: number;
  readonly others?: number;
  readonly shutMinutes?: number;
  /** Of what was ordered, given back so far. */
  readonly released?: number;
};

/** On the first day: nothing is known but a plan, and so many units were sold evenly so far. */
function forecast({
  planned,
  minutes,
  length,
  net,
  available = 500,
  unseen = 0,
  others = 0,
  shutMinutes = 0,
  released = 0,
}: Case): Forecast {
  const asOf = T0 + minutes * MINUTE;
  const steps = Math.min(net, 40);
  const byMinute = Array.from({ length: steps }, (_, step) => ({
    minute: T0 + ((step + 0.5) / steps) * minutes * MINUTE,
    units: Math.floor((net * (step + 1)) / steps) - Math.floor((net * step) / steps),
  }));
  const sales: SkuSales = {
    sku: 'TEE',
    kind: 'channelFalls',
    ordered: net,
    released,
    net: net - released,
    byMinute,
    unknownSince: null,
    provisional: 0,
    lastSaleAt: null,
  };
  const plannedEndsAt = T0 + length * MINUTE;
  const show = { startsAt: T0, plannedEndsAt, at: asOf, rundown: [], pins: [], viewers: [], offers: [] };
  const model = modelOf(NOTHING_LEARNED);
  const until = expectedEnd(show, model.course);
  const left = available === null ? null : Math.max(0, available - unseen);
  const counted = countOf(model, stageOf(show, model.course, until), {
    sku: 'TEE',
    sales: byMinute.map(({ minute, units }) => ({ at: minute, units })),
    shut: shutMinutes > 0 ? [{ from: asOf - shutMinutes * MINUTE, to: asOf }] : [],
    left,
    settled: net - released,
    plan: { units: planned, worth: 1.5 },
  });
  const [outcome] = outcomesOf(model, nowOf(show), withCounted(NO_TOTALS, counted), [counted]);
  if (outcome === undefined) throw new Error('There is one SKU.');
  return forecastOf({
    sku: 'TEE',
    stream: aStream('acc', T0, plannedEndsAt),
    asOf,
    until,
    sales,
    stock: { ...STOCK, available, unseen },
    outcome,
    partBy: (at) => (until > asOf ? (at - asOf) / (until - asOf) : 1),
    others,
    threshold: 0.5,
    reasons: { from: 'planned', hours: length / 60, slots: 0, shown: false, offered: false, begun: true },
  });
}

const cases = fc
  .record({
    planned: fc.integer({ min: 1, max: 3_000 }),
    length: fc.integer({ min: 60, max: 480 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    net: fc.integer({ min: 0, max: 5_000 }),
    available: fc.integer({ min: -20, max: 5_000 }),
  })
  .map(({ share, ...rest }) => ({ ...rest, minutes: share * rest.length }));

describe('a forecast', () => {
  it('is never below what is sold, and its quantiles are in order', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { net, soldSoFar } = forecast(one);
        expect(soldSoFar).toBe(one.net);
        expect(net.mean).toBeGreaterThanOrEqual(one.net);
        expect(net.p10).toBeGreaterThanOrEqual(one.net);
        expect(net.median).toBeGreaterThanOrEqual(net.p10);
        expect(net.p90).toBeGreaterThanOrEqual(net.median);
      }),
    );
  });

  it('promises no more than what is left, and says apart what could have been sold', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { net, lost, drain } = forecast(one);
        expect(net.mean).toBeLessThanOrEqual(one.net + Math.max(0, one.available) + 1e-6);
        expect(lost.toCome).toBeGreaterThanOrEqual(0);
        expect(net.mean - one.net + lost.toCome).toBeCloseTo(drain.mean, 3);
      }),
    );
  });

  it('starts at the plan', () => {
    expect(forecast({ planned: 120, minutes: 0, length: 180, net: 0, available: null }).net.mean).toBeCloseTo(120, 0);
  });

  it('believes sales over the plan by the middle of the stream', () => {
    const { net } = forecast({ planned: 10, minutes: 90, length: 180, net: 100 });
    expect(net.mean).toBeGreaterThan(150);
    expect(net.mean).toBeLessThan(230);
  });

  it('does not count again what was given back, and expects as much to be given back of what is to come', () => {
    const one = { planned: 240, minutes: 120, length: 240, net: 120, available: null };
    const [kept, back] = [forecast(one), forecast({ ...one, released: 30 })];
    expect(back.soldSoFar).toBe(90);
    expect(back.net.p10).toBeGreaterThanOrEqual(90);
    expect(back.net.mean - 90).toBeLessThan(0.85 * (kept.net.mean - 120));
    expect(back.net.mean - 90).toBeGreaterThan(0.7 * (kept.net.mean - 120));
  });

  it('blames an hour in which nothing could be bought on the stock, not on the buyers', () => {
    const one = { planned: 120, minutes: 120, length: 240, net: 60 };
    const open = forecast(one);
    const shut = forecast({ ...one, shutMinutes: 60 });
    expect(shut.net.mean).toBeGreaterThan(open.net.mean + 10);
    expect(shut.lost.soFar).toBeGreaterThan(20);
    expect(open.lost.soFar).toBe(0);
  });
});

describe('running out', () => {
  it('is never less likely, nor sooner to be enough, with less stock', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 100 }), (one, less) => {
        const more = forecast(one).stockOut;
        const fewer = forecast({ ...one, available: one.available - less }).stockOut;
        expect(fewer.chance).toBeGreaterThanOrEqual(more.chance - 1e-9);
        if (more.shortBy !== null) expect(fewer.shortBy).toBeGreaterThanOrEqual(more.shortBy);
      }),
    );
  });

  it('is more likely where other channels take from the same pool', () => {
    const one = { planned: 300, minutes: 60, length: 180, net: 100, available: 220 };
    const [alone, shared] = [forecast(one), forecast({ ...one, others: 80 })];
    expect(shared.stockOut.chance).toBeGreaterThan(alone.stockOut.chance);
    expect(shared.drain.mean).toBeCloseTo(alone.drain.mean + 80);
    expect(shared.net.mean).toBeCloseTo(alone.net.mean);
  });

  it.each<[string, Partial<Case>, { chance: (chance: number) => boolean; shortBy: boolean }]>([
    ['is sure where nothing is left', { available: 0 }, { chance: (chance) => chance === 1, shortBy: true }],
    [
      'counts what the warehouse has not seen',
      { available: 300, unseen: 300 },
      { chance: (chance) => chance === 1, shortBy: true },
    ],
    ['is nearly sure where a tenth is there', { available: 30 }, { chance: (chance) => chance > 0.97, shortBy: true }],
    ['is nil where ten times as much is there', { available: 3_000 }, { chance: (chance) => chance < 0.01, shortBy: false }],
    [
      'is not spoken of where nobody knows what is there',
      { available: null },
      { chance: (chance) => chance === 0, shortBy: false },
    ],
  ])('%s', (_name, more, wanted) => {
    const { stockOut } = forecast({ planned: 300, minutes: 60, length: 180, net: 150, ...more });
    expect(wanted.chance(stockOut.chance)).toBe(true);
    expect(stockOut.shortBy !== null).toBe(wanted.shortBy);
  });

  it('says a time within the stream', () => {
    const { stockOut } = forecast({ planned: 300, minutes: 60, length: 180, net: 150, available: 100 });
    expect(stockOut.at).toBeGreaterThan(T0 + HOUR);
    expect(stockOut.at).toBeLessThan(T0 + 3 * HOUR);
  });
});

describe('a quantile', () => {
  it.each([
    [2, 350, 0.1],
    [2, 350, 0.9],
    [40, 900, 0.5],
    [1.5, 2_000, 0.9],
  ])('of size %d and mean %d at %d is the library’s own, found faster', (size, mean, share) => {
    expect(quantileOf({ size, mean }, share)).toBe(quantile(share, size, size / (size + mean)));
  });

  it('ends where next to nothing is to come', () => {
    expect(quantileOf({ size: 2, mean: 1e-30 }, 0.9)).toBe(0);
  });
});

it('what a cap leaves is what a sum over all cases says', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 20, noNaN: true }),
      fc.double({ min: 0.1, max: 40, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      (size, mean, cap) => {
        const p = size / (size + mean);
        let [chance, once, twice, rest] = [p ** size, 0, 0, 1];
        for (let units = 0; units < cap; units += 1) {
          once += chance * units;
          twice += chance * units * units;
          rest -= chance;
          chance *= ((units + size) / (units + 1)) * (1 - p);
        }
        once += rest * cap;
        twice += rest * cap * cap;
        const capped = cappedAt({ size, mean }, cap);
        expect(capped.mean).toBeCloseTo(once, 2);
        expect(capped.variance).toBeCloseTo(twice - once * once, 0);
      },
    ),
  );
});
