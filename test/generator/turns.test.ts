import { describe, expect, it } from 'vitest';
import { backtest } from '../../core/app/backtest/backtest.ts';
import { replay } from '../../core/app/backtest/replay.ts';
import { totalMean } from '../../core/decide/forecast/stream/outcome.ts';
import { netOf } from '../../core/domain/recording.ts';
import { type Turns, turnsOf } from './turns.ts';

const A_MINUTE = 60_000;
const plain: Turns = { seed: 1, streams: 32, skus: 12, idle: 0.2, swing: 0.3, told: false };

/** Orders and times alone, and each SKU sells in its one turn: who is quiet so far has it to come, who is brisk has had it. */
describe('a SKU that has its turn once, when nobody says', () => {
  it.each<[string, Partial<Turns>]>([
    ['and sells a little whenever', {}],
    ['and sells nothing else', { idle: 0, seed: 2 }],
    ['where evenings swing', { swing: 0.5, seed: 3 }],
    ['where buyers take six at once', { batch: 6, seed: 4 }],
  ])(
    'is forecast no worse than by its history or its run rate, %s',
    (_name, how) => {
      for (const { elapsed, methods, n } of backtest(turnsOf({ ...plain, ...how }), 24).points) {
        expect(n).toBeGreaterThan(100);
        const { stockcue, runRate, historyMean } = methods;
        expect(stockcue.wape / Math.min(runRate.wape, historyMean.wape), `at ${elapsed}`).toBeLessThanOrEqual(1.1);
        expect(stockcue.coverage80, `at ${elapsed}`).toBeGreaterThan(0.7);
      }
    },
    A_MINUTE,
  );
});

/** Mean of all SKUs against what came, at a share of the last of these streams. */
function saidOf(odd: Turns['odd'], share: number): number {
  const last = [...replay(turnsOf({ ...plain, streams: 12, swing: 0.05, told: true, ...(odd === undefined ? {} : { odd }) }))].at(
    -1,
  );
  const outcomes = last?.moments.find((one) => one.share === share)?.outcomes ?? [];
  const fact = last === undefined ? 0 : outcomes.reduce((sum, { sku }) => sum + netOf(last.recording, sku), 0);
  return outcomes.reduce((sum, one) => sum + totalMean(one), 0) / fact;
}

describe('one odd evening before this one', () => {
  it.each<[string, NonNullable<Turns['odd']>, number, number]>([
    ['of five times the viewers and sales', { stream: 10, viewers: 5, sales: 5 }, 0, 0.25],
    ['of ten times the viewers and sales', { stream: 10, viewers: 10, sales: 10 }, 0, 0.35],
    ['of a tenth of both', { stream: 10, viewers: 0.1, sales: 0.1 }, 0, 0.25],
    ['of ten times the viewers, who bought as usual, at a quarter', { stream: 10, viewers: 10, sales: 1 }, 0.25, 0.2],
  ])('%s does not spoil it', (_name, odd, share, most) => {
    expect(Math.abs(saidOf(odd, share) - saidOf(undefined, share))).toBeLessThan(most);
  });
});
