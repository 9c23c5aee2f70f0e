import { lessonOf } from '../decide/forecast/stream/lesson.ts';
import { missesOf } from '../decide/forecast/stream/misses.ts';
import type { Model } from '../decide/forecast/stream/model.ts';
import { forecastStream, type Outcome } from '../decide/forecast/stream/outcome.ts';
import type { Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Lesson, Miss } from '../domain/lesson.ts';
import { type Known, knownAt, netOf, type Recording } from '../domain/recording.ts';

/** At these shares of the planned length a stream is forecast when it is looked back upon; at the first nothing is sold yet. */
export const LOOKED_AT = [0, 0.1, 0.25, 0.5, 0.75] as const;
/** So many streams make a history: what was said without it was a guess, and says nothing of how wrong we are. */
const LEAST_HISTORY = 2;

/** A stream at one share of it: what was known then, and what we said of each SKU that counts. */
export type Moment = { readonly share: number; readonly known: Known; readonly outcomes: readonly Outcome[] };

/**
 * Lives through a stream that is over as if it were not, and learns from it. `modelAt`: what had been learned by a moment, the
 * stream's own lesson never in it; `listed`: the SKUs that count then.
 */
export function livedThrough(
  modelAt: (at: Instant) => Model,
  recording: Recording,
  listed: (known: Known) => readonly Sku[],
): { readonly moments: readonly Moment[]; readonly lesson: Lesson } {
  const misses: Miss[] = [];
  const moments: Moment[] = [];
  const last = modelAt(recording.endsAt);
  const wanted = wantedIn(last, recording, listed);
  for (const share of LOOKED_AT) {
    const at = recording.startsAt + share * (recording.plannedEndsAt - recording.startsAt);
    if (at > recording.endsAt) continue;
    const model = modelAt(at);
    const known = knownAt(recording, at);
    const outcomes = forecastStream(model, known, listed(known));
    // At the very end no rest is left to be wrong about.
    if (model.learned.streams >= LEAST_HISTORY && at < recording.endsAt)
      for (const miss of missesOf(model, outcomes, share, wanted)) misses.push(miss);
    moments.push({ share, known, outcomes });
  }
  return { moments, lesson: lessonOf(last, untilEnd(recording), misses) };
}

/** Whoever still counts viewers when it is over tells of no stream. */
const untilEnd = (recording: Recording): Recording => ({
  ...recording,
  viewers: recording.viewers.filter(({ at }) => at <= recording.endsAt),
});

/**
 * Units that a stream would have sold of a SKU, had it been there to be bought all the time. What ran out says nothing of how wrong a
 * forecast of demand was: held against what was sold it would teach to expect too little, the more so the more often a shop runs out.
 */
function wantedIn(model: Model, recording: Recording, listed: (known: Known) => readonly Sku[]): (sku: Sku) => number {
  const lost = new Map<Sku, number>();
  if (recording.stock.length > 0) {
    const known = knownAt(recording, recording.endsAt);
    for (const { sku, parts } of forecastStream(model, known, listed(known)))
      lost.set(sku, parts.shutPrior * parts.evening * parts.pace * model.kept);
  }
  return (sku) => netOf(recording, sku) + (lost.get(sku) ?? 0);
}
