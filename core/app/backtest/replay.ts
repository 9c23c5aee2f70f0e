import { learn, NOTHING_LEARNED } from '../../decide/forecast/stream/learned.ts';
import { type Model, modelOf } from '../../decide/forecast/stream/model.ts';
import { type Outcome, totalAtMost, totalMean, totalQuantile } from '../../decide/forecast/stream/outcome.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Recording } from '../../domain/recording.ts';
import { type Moment as Lived, livedThrough } from '../lived.ts';
import { listedIn } from './listed.ts';
import type { Spread } from './measures.ts';

/** At these shares of the planned length a forecast is scored. */
export const SHARES = [0.1, 0.25, 0.5, 0.75] as const;

/** One stream at one share of it, and the streams that were over then. */
export type Moment = Lived & { readonly history: readonly Recording[] };

/**
 * Lives through the streams, each forecast from what was known then: a stream teaches from the moment it is over, and tells
 * nothing while it runs beside another. In the order of their ends.
 */
export function* replay(
  recordings: readonly Recording[],
): Generator<{ readonly recording: Recording; readonly moments: readonly Moment[] }> {
  const byEnd = recordings.toSorted((a, b) => a.endsAt - b.endsAt);
  const asked = earliestStarts(byEnd);
  let taught: readonly Taught[] = [{ from: Number.NEGATIVE_INFINITY, streams: 0, model: modelOf(NOTHING_LEARNED) }];
  for (const [index, recording] of byEnd.entries()) {
    // What is older is asked for by no stream any more: of hundreds of streams few versions are kept at a time.
    taught = taught.slice(taught.findLastIndex(({ from }) => from <= (asked[index] ?? from)));
    const by = (at: Instant): Taught => taught.findLast(({ from }) => from <= at) ?? (taught[0] as Taught);
    const over = (at: Instant) => byEnd.slice(0, by(at).streams);
    const { moments, lesson } = livedThrough(
      (at) => by(at).model,
      recording,
      (known) => listedIn(known, over(known.at)),
    );
    yield { recording, moments: moments.map((moment) => ({ ...moment, history: over(moment.known.at) })) };
    const { learned } = (taught.at(-1) as Taught).model;
    taught = [...taught, { from: recording.endsAt, streams: index + 1, model: modelOf(learn(learned, lesson)) }];
  }
}

/** What so many streams taught, which were over by then. */
type Taught = { readonly from: Instant; readonly streams: number; readonly model: Model };

/** When the first of this stream and all that end after it begins. */
function earliestStarts(byEnd: readonly Recording[]): readonly Instant[] {
  let first = Number.POSITIVE_INFINITY;
  const starts = byEnd.toReversed().map(({ startsAt }) => {
    first = Math.min(first, startsAt);
    return first;
  });
  return starts.reverse();
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
