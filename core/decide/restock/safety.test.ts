import { describe, expect, it } from 'vitest';
import { afterDays, aStreamDemand, NOW } from '../../../test/builders/restock.ts';
import { ratioOf, rhythmOf } from './cadence.ts';
import { demandOf, totalOf, unitsUntil } from './demand.ts';
import { chanceFrom, normalAt, spreadOf, unitsAt } from './random.ts';
import { safetyOf } from './safety.ts';

const nothing = { now: NOW, until: afterDays(60), base: null, streams: [], starts: [], cadence: null };
const sourced = (given: Parameters<typeof demandOf>[0], more: { spread?: number; serviceLevel?: number; seed?: number } = {}) =>
  safetyOf({
    demand: demandOf(given),
    arrivesAt: afterDays(30),
    spread: more.spread ?? 0,
    serviceLevel: more.serviceLevel ?? 0.95,
    chance: chanceFrom(more.seed ?? 1),
  });
const safety = (given: Parameters<typeof demandOf>[0], more: { spread?: number; serviceLevel?: number; seed?: number } = {}) =>
  sourced(given, more).units;

describe('chance', () => {
  it.each([
    [0.5, 0],
    [0.95, 1.6448536],
    [0.975, 1.959964],
    [0.999, 3.0902323],
    [0.01, -2.3263479],
    [1e-12, -7.0344838],
  ])("the standard normal's quantile at %s is %s", (share, z) => {
    expect(normalAt(share)).toBeCloseTo(z, 5);
  });
  it('is even, between 0 and 1, and the same for the same seed', () => {
    const chance = chanceFrom(3);
    const all = Array.from({ length: 20_000 }, (_, run) => chance(run, 5));
    expect(Math.min(...all)).toBeGreaterThan(0);
    expect(Math.max(...all)).toBeLessThan(1);
    expect(all.reduce((sum, one) => sum + one, 0) / all.length).toBeCloseTo(0.5, 1);
    for (let tenth = 0; tenth < 10; tenth += 1)
      expect(all.filter((one) => Math.floor(one * 10) === tenth).length / 2_000).toBeCloseTo(1, 0.8);
    expect(chanceFrom(3)(7, 8)).toBe(chance(7, 8));
    expect(chanceFrom(4)(7, 8)).not.toBe(chance(7, 8));
  });
  it('draws units of the mean and the spread that are asked for', () => {
    const chance = chanceFrom(9);
    const all = Array.from({ length: 20_000 }, (_, run) => unitsAt(spreadOf(50, 0.25), normalAt(chance(run, 0))));
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length);
    expect(mean).toBeGreaterThan(49);
    expect(mean).toBeLessThan(51);
    // √(50 + 0.25 × 50²)
    expect(spread).toBeGreaterThan(25);
    expect(spread).toBeLessThan(27);
    expect(unitsAt(spreadOf(0, 1), 3)).toBe(0);
  });
});

describe('safety stock', () => {
  it('is z·σ over the lead time, with its own spread, where there are no streams', () => {
    const base = { perDay: 10, ratio: 0.5 };
    // 30 days of 10 + 5² each, and 10 a day over 4 days of spread.
    expect(safety({ ...nothing, base }, { spread: 4 })).toBeCloseTo(1.6448536 * Math.sqrt(30 * 35 + 1_600), 3);
    expect(safety({ ...nothing, base }, { serviceLevel: 0.4 })).toBeCloseTo(0);
    expect(safety(nothing)).toBe(0);
  });

  it('is simulated where there are: so much more than the mean that the lead time is lived through in that share of runs', () => {
    const given = { ...nothing, base: { perDay: 10, ratio: 0.5 }, streams: [aStreamDemand(5, 100), aStreamDemand(20, 100)] };
    const mean = totalOf(unitsUntil(demandOf(given), afterDays(30)));
    const chance = chanceFrom(77);
    for (const serviceLevel of [0.8, 0.95]) {
      const stock = mean + safety(given, { serviceLevel });
      // Lived through anew, by other luck: as many are served.
      const served = Array.from({ length: 4_000 }, (_, run) => {
        const z = (which: number) => normalAt(chance(run, which));
        return (
          unitsAt(spreadOf(300, 0.25 / 30), z(0)) + unitsAt(spreadOf(100, 0.25), z(1)) + unitsAt(spreadOf(100, 0.25), z(2)) <=
          stock
        );
      });
      expect(served.filter(Boolean).length / served.length).toBeGreaterThan(serviceLevel - 0.04);
      expect(served.filter(Boolean).length / served.length).toBeLessThan(serviceLevel + 0.04);
    }
  });

  it('is the same for the same seed, and grows with what is asked of it', () => {
    const given = { ...nothing, streams: [aStreamDemand(5, 100)] };
    expect(safety(given)).toBe(safety(given));
    expect(safety(given, { serviceLevel: 0.99 })).toBeGreaterThan(safety(given, { serviceLevel: 0.8 }));
    expect(safety({ ...given, base: { perDay: 10, ratio: 0.5 } }, { spread: 10 })).toBeGreaterThan(
      safety({ ...given, base: { perDay: 10, ratio: 0.5 } }),
    );
    // A stream after the goods are there is none of its business.
    expect(safety({ ...nothing, streams: [aStreamDemand(40, 100)] })).toBe(0);
  });

  it('says how it was found, and with how many streams', () => {
    expect(sourced({ ...nothing, base: { perDay: 10, ratio: 0.5 } }).source).toEqual({ by: 'formula', level: 0.95 });
    const streams = [aStreamDemand(5, 100), aStreamDemand(40, 100)];
    expect(sourced({ ...nothing, streams }).source).toEqual({ by: 'simulated', streams: 1, runs: 400, level: 0.95 });
    // Two a week over 30 days, of which one is scheduled.
    const cadence = { perWeek: 2, countRatio: 0, units: 50, ratio: 0.5 };
    const starts = streams.slice(0, 1).map(({ at }) => at);
    expect(sourced({ ...nothing, streams, starts, cadence }).source).toMatchObject({ by: 'simulated', streams: 9 });
  });

  it('covers the usual streams, too: both their number and their units vary', () => {
    const cadence = { perWeek: 2, countRatio: 0, units: 50, ratio: 0.5 };
    const even = safety({ ...nothing, cadence });
    expect(even).toBeGreaterThan(0);
    expect(safety({ ...nothing, cadence: { ...cadence, countRatio: 1 } })).toBeGreaterThan(even);
  });
});

describe('usual streams', () => {
  const ago = (...days: readonly number[]) => days.map((back) => afterDays(-back));
  it.each([
    ['none', [], null],
    ['one', [10], null],
    ['two within a week', [2, 5], null],
    ['weekly', [7, 14, 21, 28, 35, 42, 49, 55.9], 1],
    ['three a week', [2, 4, 7, 9, 11, 14], 3],
    ['only those of the last eight weeks', [7, 14, 60, 61, 62, 63, 64], 1],
  ] as const)('%s', (_, days, perWeek) => {
    const rhythm = rhythmOf(ago(...days), NOW);
    if (perWeek === null) expect(rhythm).toBeNull();
    else expect(rhythm?.perWeek).toBeCloseTo(perWeek, 1);
  });
  it('that are to come are no past', () => {
    expect(rhythmOf([...ago(7, 14), afterDays(3)], NOW)?.perWeek).toBe(1);
  });
  it('come like clockwork, or by chance', () => {
    expect(rhythmOf(ago(3, 10, 17, 24), NOW)?.countRatio).toBeCloseTo(0);
    expect(rhythmOf(ago(1, 2, 3, 4, 28), NOW)?.countRatio).toBeGreaterThan(1);
  });
  it('vary as their own history says, the more of it the more', () => {
    expect(ratioOf([])).toBe(0.8);
    expect(ratioOf([100])).toBe(0.8);
    expect(ratioOf([100, 100, 100, 100])).toBeCloseTo(0.566, 2);
    expect(ratioOf(new Array<number>(16).fill(100))).toBeLessThan(0.4);
    expect(ratioOf([0, 400, 0, 0, 350, 0])).toBeGreaterThan(1);
  });

  it('count each stream once: a week that is scheduled expects the rest of its usual only', () => {
    const cadence = { perWeek: 2, countRatio: 0, units: 50, ratio: 0.5 };
    const streams = [aStreamDemand(1, 80), aStreamDemand(3, 60), aStreamDemand(5, 70), aStreamDemand(9, 90)];
    const starts = streams.map(({ at }) => at);
    const parts = unitsUntil(demandOf({ ...nothing, until: afterDays(21), streams, starts, cadence }), afterDays(21));
    // Week one has three, more than usual; week two one of two; week three none of two.
    expect(parts).toEqual({ base: 0, scheduled: 300, cadence: 150 });
    // One that does not offer the SKU stands for a usual one all the same.
    const others = unitsUntil(demandOf({ ...nothing, until: afterDays(21), starts, cadence }), afterDays(21));
    expect(others).toEqual({ base: 0, scheduled: 0, cadence: 150 });
  });
});
