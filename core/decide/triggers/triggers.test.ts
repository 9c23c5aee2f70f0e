import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSkuCase } from '../../../test/builders/cases.ts';
import { aSource, aStream, T0 } from '../../../test/builders/events.ts';
import type { Forecast } from '../../domain/forecast.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import { DEFAULT_PREFERENCES, NO_FACTS } from '../../domain/settings.ts';
import { blind } from './blind.ts';
import { pulse } from './pulse.ts';
import { safety } from './safety.ts';
import { stale } from './stale.ts';
import { stockOut } from './stock-out.ts';
import type { SkuCase, SourceCase } from './trigger.ts';

const { triggers: settings } = DEFAULT_PREFERENCES;
type Given = {
  available?: number | null;
  net?: number;
  daily?: number | null;
  out?: Partial<Forecast['stockOut']>;
  soldOut?: boolean;
  planned?: number | null;
  /** It has been in past streams. */
  past?: boolean;
};

function given({
  available = 100,
  net = 0,
  daily = null,
  out = {},
  soldOut = false,
  planned = 60,
  past = false,
}: Given): SkuCase {
  const one = aSkuCase({ available, net, safety: 20, rest: 1, out, dailySales: daily });
  return {
    ...one,
    facts: { sku: 'TEE', ...NO_FACTS, safetyStock: 20, plannedUnits: planned },
    stream: aStream('acc', T0, T0 + 3 * HOUR, soldOut ? { plannedSellOut: ['TEE'] } : {}),
    forecast: one.forecast && { ...one.forecast, own: past || planned !== null || daily !== null },
  };
}
const source = (sinceSeconds: number | null, failures = 0): SourceCase => ({
  kind: 'source',
  now: T0,
  config: aSource('wms', 'warehouse'),
  health: {
    source: 'wms',
    lastGoodAt: sinceSeconds === null ? null : T0 - sinceSeconds * SECOND,
    observedAt: null,
    skew: null,
    coverage: null,
    failures,
    problem: null,
    rowProblems: [],
    skus: 1,
    lastMovedAt: null,
  },
  settings,
  isStale: sinceSeconds !== null && sinceSeconds > 15,
  overdue: { units: 0, margin: MINUTE },
  settles: 30 * SECOND,
});

describe('at its border', () => {
  it.each<[string, number | null, boolean, boolean]>([
    ['is quiet above it', 21, false, false],
    ['is raised at it', 20, false, true],
    ['stays within the margin', 22, true, true],
    ['is cleared past the margin', 23, true, false],
    ['is quiet where nothing is known', null, false, false],
  ])('safety %s', (_name, available, was, raised) => {
    expect(safety.judge(given({ available }), was) !== null).toBe(raised);
  });

  it.each<[string, number, number | null, 'operator' | 'controller']>([
    // Ten a day, forty sold: fourteen days are 140.
    ['leaves enough for the days to come', 141, null, 'operator'],
    ['brings it below the line', 139, null, 'controller'],
    ['came when it was below the line already', 90, null, 'controller'],
    ['leaves less than the next stream needs', 300, 301, 'controller'],
    ['leaves just what the next stream needs', 300, 300, 'operator'],
    ['came when the next stream had too little anyway', 300, 400, 'controller'],
  ])('a pulse that %s goes where it belongs', (_name, available, nextNeeds, goesTo) => {
    const one = { ...given({ net: 40, daily: 10, available }), nextNeeds };
    // All of its forecast is sold: what is there now is what is left.
    const forecast =
      one.forecast === null ? null : { ...one.forecast, soldSoFar: 40, net: { mean: 40, median: 40, p10: 40, p90: 40 } };
    expect(pulse.judge({ ...one, forecast }, false)?.goesTo ?? pulse.goesTo).toBe(goesTo);
  });

  it.each<[string, Partial<Forecast['stockOut']>, boolean, boolean]>([
    ['is quiet below the chance', { chance: 0.49 }, false, false],
    ['is raised at the chance', { chance: 0.5 }, false, true],
    ['stays within the margin', { chance: 0.11 }, true, true],
    ['is cleared past the margin', { chance: 0.09 }, true, false],
    ['is quiet at 15 minutes', { minutesLeft: 15 }, false, false],
    ['is raised below 15 minutes', { minutesLeft: 14.9 }, false, true],
    ['stays below 24 minutes', { minutesLeft: 23.9 }, true, true],
    ['is cleared at 24 minutes', { minutesLeft: 24 }, true, false],
  ])('stock-out %s', (_name, out, was, raised) => {
    expect(stockOut.judge(given({ out }), was) !== null).toBe(raised);
  });

  it.each<[string, Given, boolean]>([
    ['interrupts nobody', {}, false],
    ['counts once one was sold', { net: 1 }, true],
    ['counts where an average day is known', { daily: 4 }, true],
    ['counts where past streams tell of it', { past: true }, true],
    ['is no matter where it is sold out', { available: 0 }, true],
  ])('a stock-out that is only a guess %s', (_name, one, raised) => {
    expect(stockOut.judge(given({ planned: null, out: { chance: 1 }, ...one }), false) !== null).toBe(raised);
  });

  it('stock-out is quiet for what is meant to sell out', () => {
    expect(stockOut.judge(given({ available: 0, out: { chance: 1, minutesLeft: 0 }, soldOut: true }), false)).toBeNull();
  });

  it.each<[string, number, number | null, boolean, boolean]>([
    ['is quiet at three times an average day', 30, 10, false, false],
    ['is raised above it', 31, 10, false, true],
    ['needs ten units', 9, 1, false, false],
    ['is raised at ten units', 10, 1, false, true],
    ['stays when a few are given back', 28, 10, true, true],
    ['is quiet where no average is known', 500, null, false, false],
  ])('pulse %s', (_name, net, daily, was, raised) => {
    expect(pulse.judge(given({ net, daily }), was) !== null).toBe(raised);
  });

  it.each<[string, SourceCase, boolean]>([
    ['is quiet at three intervals', source(15), false],
    ['is raised past them', source(15.001), true],
    ['is raised where a source was never read and fails', source(null, 1), true],
    ['is quiet where it has not been asked yet', source(null), false],
  ])('stale %s', (_name, one, raised) => {
    expect(stale.judge(one, false) !== null).toBe(raised);
  });
});

describe('fresh but blind', () => {
  type Blind = {
    role?: 'warehouse' | 'channel' | 'both';
    lag: number;
    movedMinutesAgo: number | null;
    units: number;
    stale?: boolean;
  };
  const blindCase = ({ role = 'warehouse', lag, movedMinutesAgo, units, stale: isStale = false }: Blind): SourceCase => {
    const base = source(5);
    const lastMovedAt = movedMinutesAgo === null ? null : base.now - movedMinutesAgo * MINUTE;
    return {
      ...base,
      config: aSource('wms', role, lag),
      health: base.health === null ? null : { ...base.health, lastMovedAt },
      isStale,
      overdue: { units, margin: MINUTE },
    };
  };

  it.each<[string, Blind, boolean, boolean]>([
    ['is raised at five units', { lag: 0, movedMinutesAgo: 2, units: 5 }, false, true],
    ['is quiet at four', { lag: 0, movedMinutesAgo: 2, units: 4 }, false, false],
    ['is quiet while the warehouse moves', { lag: 0, movedMinutesAgo: 1, units: 500 }, false, false],
    ['waits for a lag of 75 minutes', { lag: 75, movedMinutesAgo: 76, units: 50 }, false, false],
    ['is raised past it', { lag: 75, movedMinutesAgo: 76.1, units: 50 }, false, true],
    ['waits for a lag of six hours', { lag: 360, movedMinutesAgo: 361, units: 50 }, false, false],
    ['is raised where it never moved', { lag: 0, movedMinutesAgo: null, units: 5 }, false, true],
    ['stays while one unit is overdue', { lag: 0, movedMinutesAgo: 5, units: 1 }, true, true],
    ['is cleared when the warehouse moves', { lag: 0, movedMinutesAgo: 0, units: 40 }, true, false],
    ['is cleared when all are seen', { lag: 0, movedMinutesAgo: 5, units: 0 }, true, false],
    ['never stands beside stale', { lag: 0, movedMinutesAgo: 5, units: 50, stale: true }, true, false],
    ['is nothing that a channel can be', { role: 'channel', lag: 0, movedMinutesAgo: null, units: 50 }, false, false],
    ['is nothing that its own channel can be', { role: 'both', lag: 0, movedMinutesAgo: null, units: 50 }, false, false],
  ])('%s', (_name, one, was, raised) => {
    expect(blind.judge(blindCase(one), was) !== null).toBe(raised);
  });
});

describe('urgency', () => {
  const stock = fc.integer({ min: 0, max: 60 });
  it('never rises with more stock', () => {
    fc.assert(
      fc.property(stock, fc.integer({ min: 1, max: 20 }), fc.boolean(), (available, more, was) => {
        const low = safety.judge(given({ available }), was)?.urgency ?? 0;
        expect(safety.judge(given({ available: available + more }), was)?.urgency ?? 0).toBeLessThanOrEqual(low);
      }),
    );
  });

  it('never falls with a greater chance, or with fewer minutes', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    const minutes = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(chance, minutes, chance, minutes, fc.boolean(), (a, m, b, n, was) => {
        const worse = given({ out: { chance: Math.max(a, b), minutesLeft: Math.min(m, n) } });
        const better = given({ out: { chance: Math.min(a, b), minutesLeft: Math.max(m, n) } });
        const urgency = (one: SkuCase) => stockOut.judge(one, was)?.urgency ?? 0;
        expect(urgency(worse)).toBeGreaterThanOrEqual(urgency(better));
      }),
    );
  });

  it('of a pulse never falls with more sales', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 50 }), fc.boolean(), (net, more, was) => {
        const before = pulse.judge(given({ net, daily: 10 }), was)?.urgency ?? 0;
        expect(pulse.judge(given({ net: net + more, daily: 10 }), was)?.urgency ?? 0).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
