import { learn, NOTHING_LEARNED } from '../../decide/forecast/stream/learned.ts';
import { lessonOf } from '../../decide/forecast/stream/lesson.ts';
import { modelOf } from '../../decide/forecast/stream/model.ts';
import {
  forecastStream,
  missesOf,
  type Outcome,
  totalAtMost,
  totalMean,
  totalQuantile,
} from '../../decide/forecast/stream/outcome.ts';
import type { Miss } from '../../domain/lesson.ts';
import { type Known, knownAt, netOf, type Recording } from '../../domain/recording.ts';
import { listedIn } from './listed.ts';
import type { Spread } from './measures.ts';

/** At these shares of the planned length a stream is forecast. */
export const SHARES = [0.1, 0.25, 0.5, 0.75] as const;
/** So many streams make a history. */
const LEAST_HISTORY = 2;

/** One stream at one share of it: what was known then, the streams that were over, and what we said of each SKU that counts. */
export type Moment = {
  readonly share: number;
  readonly known: Known;
  readonly history: readonly Recording[];
  readonly outcomes: readonly Outcome[];
};

/** Lives through the streams in their order, each forecast from what was known and learned from once it is over. Oldest first. */
export function* replay(
  recordings: readonly Recording[],
): Generator<{ readonly recording: Recording; readonly moments: readonly Moment[] }> {
  let learned = NOTHING_LEARNED;
  for (const [index, recording] of recordings.entries()) {
    const model = modelOf(learned);
    const misses: Miss[] = [];
    const moments: Moment[] = [];
    for (const share of SHARES) {
      const at = recording.startsAt + share * (recording.plannedEndsAt - recording.startsAt);
      if (at >= recording.endsAt) continue;
      const known = knownAt(recording, at);
      const history = recordings.slice(0, index).filter((one) => one.endsAt <= at);
      const outcomes = forecastStream(model, known, listedIn(known, history));
      for (const miss of missesOf(model, outcomes, share, (sku) => netOf(recording, sku))) misses.push(miss);
      moments.push({ share, known, history, outcomes });
    }
    yield { recording, moments };
    // What was said without any history was a guess: it says nothing of how wrong we are.
    learned = learn(learned, lessonOf(model, recording, learned.streams < LEAST_HISTORY ? [] : misses));
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
