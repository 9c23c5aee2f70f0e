import { learn, NOTHING_LEARNED } from '../../decide/forecast/stream/learned.ts';
import { modelOf } from '../../decide/forecast/stream/model.ts';
import { type Outcome, totalAtMost, totalMean, totalQuantile } from '../../decide/forecast/stream/outcome.ts';
import type { Recording } from '../../domain/recording.ts';
import { type Moment as Lived, livedThrough } from '../lived.ts';
import { listedIn } from './listed.ts';
import type { Spread } from './measures.ts';

/** At these shares of the planned length a forecast is scored. */
export const SHARES = [0.1, 0.25, 0.5, 0.75] as const;

/** One stream at one share of it, and the streams that were over then. */
export type Moment = Lived & { readonly history: readonly Recording[] };

/** Lives through the streams in their order, each forecast from what was known and learned from once it is over. Oldest first. */
export function* replay(
  recordings: readonly Recording[],
): Generator<{ readonly recording: Recording; readonly moments: readonly Moment[] }> {
  let learned = NOTHING_LEARNED;
  for (const [index, recording] of recordings.entries()) {
    const over = (at: number) => recordings.slice(0, index).filter((one) => one.endsAt <= at);
    const { moments, lesson } = livedThrough(modelOf(learned), recording, (known) => listedIn(known, over(known.at)));
    yield { recording, moments: moments.map((moment) => ({ ...moment, history: over(moment.known.at) })) };
    learned = learn(learned, lesson);
  }
}

/** What was said of one SKU against what came. */
export const spreadOf = (outcome: Outcome, fact: number): Spread => ({
  mean: totalMean(outcome),
  median: totalQuantile(outcome, 0.5),
  p10: totalQuantile(outcome, 0.1),
  p90: totalQuantile(outcome, 0.9),
  below: totalAtMost(outcome, fact - 1),
  upTo: totalAtMost(outcome, fact),
  fact,
});
