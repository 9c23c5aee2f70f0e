import quantile from '@stdlib/stats-base-dists-negative-binomial-quantile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aStream, T0 } from '../../../test/builders/events.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import { type ForecastInput, forecastOf } from './forecast.ts';
import { quantileOf } from './negative-binomial.ts';

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
type Case = { planned: number; minutes: number; length: number; net: number; available?: number; unseen?: number };

function input({ planned, minutes, length, net, available = 500, unseen = 0 }: Case): ForecastInput {
  const sales: SkuSales = {
    sku: 'TEE',
    kind: 'channelFalls',
    ordered: net,
    released: 0,
    net,
    byMinute: net === 0 ? [] : [{ minute: T0, units: net }],
    unknownSince: null,
    provisional: 0,
    lastSaleAt: null,
  };
  return {
    sku: 'TEE',
    stream: aStream('acc', T0, T0 + length * MINUTE),
    asOf: T0 + minutes * MINUTE,
    sales,
    stock: { ...STOCK, available, unseen },
    prior: { mean: planned, from: 'planned' },
    otherDaily: 0,
    threshold: 0.5,
  };
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
        const { net, soldSoFar } = forecastOf(input(one));
        expect(soldSoFar).toBe(one.net);
        expect(net.mean).toBeGreaterThanOrEqual(one.net);
        expect(net.p10).toBeGreaterThanOrEqual(one.net);
        expect(net.median).toBeGreaterThanOrEqual(net.p10);
        expect(net.p90).toBeGreaterThanOrEqual(net.median);
      }),
    );
  });

  it('is not lowered by another sale', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 50 }), (one, more) => {
        const after = forecastOf(input({ ...one, net: one.net + more }));
        expect(after.net.mean).toBeGreaterThan(forecastOf(input(one)).net.mean);
      }),
    );
  });

  it('is calm between sales: a cycle of five seconds moves it by one unit or 2 % at most', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const before = input(one);
        const mean = forecastOf(before).net.mean;
        const after = forecastOf({ ...before, asOf: before.asOf + 5 * SECOND }).net.mean;
        expect(Math.abs(after - mean)).toBeLessThanOrEqual(Math.max(1, 0.02 * mean) + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('starts at the plan and ends at what is sold', () => {
    expect(forecastOf(input({ planned: 120, minutes: 0, length: 180, net: 0 })).net.mean).toBeCloseTo(120);
    expect(forecastOf(input({ planned: 120, minutes: 180, length: 180, net: 77 })).net).toEqual({
      mean: 77,
      median: 77,
      p10: 77,
      p90: 77,
    });
  });

  it('believes sales over the plan by the middle of the stream', () => {
    const { net } = forecastOf(input({ planned: 10, minutes: 90, length: 180, net: 100 }));
    expect(net.mean).toBeGreaterThan(150);
    expect(net.mean).toBeLessThan(200);
  });
});

describe('running out', () => {
  it('is never less likely, nor sooner to be enough, with less stock', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 100 }), (one, less) => {
        const more = forecastOf(input(one)).stockOut;
        const fewer = forecastOf(input({ ...one, available: one.available - less })).stockOut;
        expect(fewer.chance).toBeGreaterThanOrEqual(more.chance - 1e-9);
        if (more.shortBy !== null) expect(fewer.shortBy).toBeGreaterThanOrEqual(more.shortBy);
      }),
    );
  });

  it.each<[string, Partial<Case>, { chance: (chance: number) => boolean; shortBy: boolean }]>([
    ['is sure where nothing is left', { available: 0 }, { chance: (chance) => chance === 1, shortBy: true }],
    [
      'counts what the warehouse has not seen',
      { available: 300, unseen: 300 },
      { chance: (chance) => chance === 1, shortBy: true },
    ],
    ['is nearly sure where a tenth is there', { available: 30 }, { chance: (chance) => chance > 0.99, shortBy: true }],
    ['is nil where ten times as much is there', { available: 3_000 }, { chance: (chance) => chance < 0.01, shortBy: false }],
  ])('%s', (_name, more, wanted) => {
    const { stockOut } = forecastOf(input({ planned: 300, minutes: 60, length: 180, net: 150, ...more }));
    expect(wanted.chance(stockOut.chance)).toBe(true);
    expect(stockOut.shortBy !== null).toBe(wanted.shortBy);
  });

  it('says a time within the stream', () => {
    const { stockOut } = forecastOf(input({ planned: 300, minutes: 60, length: 180, net: 150, available: 100 }));
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
