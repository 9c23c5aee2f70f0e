import { expect, it } from 'vitest';
import { type BacktestPoint, overallOf, type ReferenceName, standingOf } from './backtest.ts';

function point(ours: number, others: Partial<Record<ReferenceName, number>>, units = 100): BacktestPoint {
  const score = (wape: number) => ({ wape, bias: 0 });
  return {
    elapsed: 0.25,
    n: 10,
    units,
    unlisted: 0,
    methods: {
      stockcue: { ...score(ours), pinball: 0.1, coverage80: 0.8, width80: 0.5 },
      runRate: score(others.runRate ?? 0.9),
      lastHalfHour: score(others.lastHalfHour ?? 0.9),
      historyMean: score(others.historyMean ?? 0.9),
      pickup: score(others.pickup ?? 0.9),
    },
  };
}

it('stands beside the best of the others, not beside the worst', () => {
  expect(standingOf(point(0.37, { runRate: 0.44, pickup: 0.41 }))).toEqual({ how: 'ahead', best: 'pickup' });
  expect(standingOf(point(0.43, { runRate: 0.44, historyMean: 0.38 }))).toEqual({ how: 'behind', best: 'historyMean' });
});

it('takes less than half a printed per cent for no difference, either way', () => {
  expect(standingOf(point(0.229, { lastHalfHour: 0.226 }))?.how).toBe('level');
  expect(standingOf(point(0.226, { lastHalfHour: 0.229 }))?.how).toBe('level');
  expect(standingOf(point(0.226, { lastHalfHour: 0.232 }))?.how).toBe('ahead');
  expect(standingOf(point(0.232, { lastHalfHour: 0.226 }))?.how).toBe('behind');
});

it('says nothing of a share at which nothing was sold', () => {
  const none = point(Number.NaN, {}, 0);
  expect(standingOf(none)).toBeNull();
  expect(overallOf([none])).toEqual({ moments: 0, ahead: 0, behind: 0 });
});

it('counts the moments at which it was better, and at which it was worse', () => {
  const points = [point(0.3, {}), point(0.9, {}), point(0.95, {}), point(0.2, {}, 0)];
  expect(overallOf(points)).toEqual({ moments: 3, ahead: 1, behind: 1 });
});
