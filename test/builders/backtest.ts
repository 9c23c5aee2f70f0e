import type { BacktestPoint, BacktestReport } from '../../core/domain/backtest.ts';

const score = (wape: number, bias = 0) => ({ wape, bias });

/** What was said at one share, ours wrong by so much; the best of the others, the run rate, is wrong by 44 %. */
export function aPoint(elapsed: number, ours: number, over: Partial<BacktestPoint> = {}): BacktestPoint {
  return {
    elapsed,
    n: 300,
    units: 5_210,
    unlisted: 0,
    methods: {
      stockcue: { ...score(ours, -0.04), pinball: 0.1, coverage80: 0.79, width80: 0.62 },
      runRate: score(0.44, 0.12),
      lastHalfHour: score(0.5),
      historyMean: score(0.61),
      pickup: score(0.47),
    },
    ...over,
  };
}

/** Better, level, worse, and nothing to say. */
export const aReport = (): BacktestReport => ({
  streams: 12,
  skus: 40,
  points: [
    aPoint(0.1, 0.37, { unlisted: 210 }),
    aPoint(0.25, 0.441),
    aPoint(0.5, 0.52, { n: 12 }),
    aPoint(0.75, Number.NaN, { n: 0, units: 0 }),
  ],
});
