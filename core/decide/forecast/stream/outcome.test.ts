import { describe, expect, it } from 'vitest';
import { aRecording, EVENING } from '../../../../test/builders/recordings.ts';
import { HOUR, MINUTE } from '../../../domain/instant.ts';
import { knownAt, type StockSeen } from '../../../domain/recording.ts';
import { learn, NOTHING_LEARNED } from './learned.ts';
import { lessonOf } from './lesson.ts';
import { modelOf } from './model.ts';
import { forecastStream, totalMean, totalQuantile } from './outcome.ts';

const each = (to: number, step: number) => Array.from({ length: Math.ceil(to / step) }, (_, n) => n * step);
/** Six evenings of forty units, one each three minutes. */
const model = modelOf(
  [0, 1, 2, 3, 4, 5]
    .map((day) => aRecording(day, { TEE: each(120, 3) }))
    .reduce((all, one) => learn(all, lessonOf(modelOf(all), one, [])), NOTHING_LEARNED),
);

/** Half of the seventh evening is over, twenty units are sold, and this was told of the stock, minute by minute. */
function afterAnHour(stock: readonly (readonly [minute: number, available: number | null])[]) {
  const startsAt = EVENING + 7 * 24 * HOUR;
  const seen = stock.map(([minute, available]): StockSeen => ({ sku: 'TEE', at: startsAt + minute * MINUTE, available }));
  const evening = aRecording(7, { TEE: each(120, 3) }, { stock: seen });
  const [outcome] = forecastStream(model, knownAt(evening, startsAt + HOUR), ['TEE']);
  if (outcome === undefined) throw new Error('Nothing was said.');
  return { most: outcome.most, mean: totalMean(outcome), p90: totalQuantile(outcome, 0.9) };
}

describe('no more can be sold than there is', () => {
  it.each([
    ['at the start 22, and 20 are sold', [[0, 22]], 22],
    ['at half an hour 15, and 10 are sold since', [[30, 15]], 25],
    ['at the very moment 5', [[60, 5]], 25],
    [
      'last nothing',
      [
        [0, 22],
        [50, 0],
      ],
      20,
    ],
    ['last less than nothing', [[50, -2]], 20],
  ] as const)('%s', (_, stock, most) => {
    const said = afterAnHour(stock);
    expect(said.most).toBe(most);
    expect(said.mean).toBeLessThanOrEqual(most);
    expect(said.mean).toBeGreaterThan(19);
    expect(said.p90).toBeLessThanOrEqual(most);
  });

  it.each([
    ['nobody told', []],
    ['there was some, nobody said how many', [[30, null]]],
    ['more was sold than there was: some came in that nobody told of', [[0, 12]]],
  ] as const)('and nobody knows how much there is where %s', (_, stock) => {
    expect(afterAnHour(stock).most).toBeNull();
    expect(afterAnHour(stock).mean).toBeGreaterThan(30);
  });
});
