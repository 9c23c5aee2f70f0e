import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';
import { commentRate } from './air.ts';

/** Totals as the page shows them, by seconds of the stream; null: the page tells none. */
function rateAt(seconds: number, totals: readonly (readonly [number, number | null])[]): number | null {
  const it = shop();
  for (const [at, comments] of totals) {
    const seenAt = T0 + at * SECOND;
    const page = { live: 'live', room: null, viewers: null, comments } as const;
    it.log(seenAt, { type: 'consoleSeen', body: { account: 'acc', seenAt, page, changed: [], keys: ['L'], complete: true } });
  }
  return commentRate(it.ledger(), 'acc', T0 + seconds * SECOND);
}
/** Thirty a minute, told each ten seconds. */
const steady = (from: number, to: number, start = 0): [number, number][] =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, step) => [from + 10 * step, start + 5 * step]);

describe('comments a minute', () => {
  it.each<[string, number, [number, number | null][], number | null]>([
    ['are the difference of two totals by their time', 200, steady(0, 200), 30],
    [
      'are of the last five minutes',
      900,
      [...steady(0, 600), ...steady(610, 900, 300).map(([at]) => [at, 300] as [number, number])],
      0,
    ],
    ['fall as nobody writes', 720, steady(0, 600), 18],
    ['are no running total', 3_600, steady(0, 3_600, 100_000), 30],
    ['are unknown in the first minute', 50, steady(0, 50), null],
    [
      'are unknown where the page does not count',
      600,
      [
        [0, null],
        [600, null],
      ],
      null,
    ],
    ['are unknown while the page is gone', 610, [...steady(0, 600), [605, null]], null],
    ['start anew after a gap', 1_250, [...steady(0, 600), [605, null], [1_200, 5_000], [1_250, 5_010]], null],
    ['start anew where the total does', 700, [...steady(0, 600), ...steady(610, 700)], 30],
  ])('%s', (_name, at, totals, rate) => {
    const found = rateAt(at, totals);
    if (rate === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(rate, 0);
  });
});
