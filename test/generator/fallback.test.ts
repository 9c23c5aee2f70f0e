import { describe, expect, it } from 'vitest';
import { backtest } from '../../core/app/backtest/backtest.ts';
import type { Recording } from '../../core/domain/recording.ts';
import { streamsOf } from './stream.ts';

/** What most sellers have on the first day: orders and stream times. */
const bare = (recording: Recording): Recording => ({ ...recording, rundown: [], pins: [], viewers: [], stock: [], offers: [] });
/** Each SKU in every fourth stream only, and nobody says which. */
const rotating = (recording: Recording, stream: number): Recording => ({
  ...bare(recording),
  sales: Object.fromEntries(Object.entries(recording.sales).filter(([sku]) => Number(sku.slice(4)) % 4 === stream % 4)),
});
/** Half as much from stream to stream five further on. */
const shrinking = (recording: Recording, stream: number): Recording => ({
  ...bare(recording),
  sales: Object.fromEntries(
    Object.entries(recording.sales).map(([sku, sales]) => [
      sku,
      sales.filter((_, index) => (index * 0.618) % 1 < 0.5 ** (stream / 10)),
    ]),
  ),
});

/** A share with so many forecasts at least is judged. */
const LEAST = 100;
const WORSE = 1.1;
/** Two hundred streams counted from end to end. */
const LONG = 120_000;

/** Whatever it is given, it is at most a tenth worse than the better of run rate and history mean. */
describe('falls back', () => {
  const recordings = [11, 12].map((seed) => streamsOf(seed, 32).map(({ recording }) => recording));

  it.each<[string, (recording: Recording, stream: number) => Recording]>([
    ['on orders and times alone', bare],
    ['where SKUs take turns and nobody says whose it is', rotating],
    ['in a shop that shrinks', shrinking],
    ['with pins and viewers, but no rundown', (recording) => ({ ...recording, rundown: [] })],
  ])(
    '%s',
    (_name, as) => {
      for (const all of recordings)
        for (const { elapsed, n, methods } of backtest(all.map(as), 24).points) {
          if (n < LEAST) continue;
          const best = Math.min(methods.runRate.wape, methods.historyMean.wape);
          expect(methods.stockcue.wape / best, `at ${elapsed}`).toBeLessThanOrEqual(WORSE);
        }
    },
    LONG,
  );
});
