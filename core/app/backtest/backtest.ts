import { historyMean, lastHalfHour, pickup, type Reference, runRate } from '../../decide/forecast/reference.ts';
import { learn, type Miss, NOTHING_LEARNED } from '../../decide/forecast/stream/learned.ts';
import {
  forecastStream,
  missesOf,
  modelOf,
  type Outcome,
  totalAtMost,
  totalMean,
  totalQuantile,
} from '../../decide/forecast/stream/outcome.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Known, knownAt, netOf, type Recording } from '../../domain/recording.ts';
import { listedIn } from './listed.ts';
import { type Point, type PointScore, pointScore, type Spread, type SpreadScore, spreadScore } from './measures.ts';

/** So many streams make a history. */
const LEAST_HISTORY = 2;
export const SHARES = [0.1, 0.25, 0.5, 0.75] as const;
const REFERENCES = { runRate, lastHalfHour, historyMean, pickup } satisfies Record<string, Reference>;
type ReferenceName = keyof typeof REFERENCES;
const NAMES = Object.keys(REFERENCES) as ReferenceName[];

export type Report = {
  readonly streams: number;
  readonly skus: number;
  readonly points: readonly {
    readonly elapsed: number;
    readonly n: number;
    readonly units: number;
    readonly unlisted: number;
    readonly methods: { readonly stockcue: SpreadScore } & Readonly<Record<ReferenceName, PointScore>>;
  }[];
};

/** What was said at one share over all streams. */
type Tally = { readonly ours: Spread[]; readonly references: Record<ReferenceName, Point[]>; unlisted: number };
const emptyTally = (): Tally => ({
  ours: [],
  references: { runRate: [], lastHalfHour: [], historyMean: [], pickup: [] },
  unlisted: 0,
});

/**
 * Forecasts every stream from what was known then, earlier streams being the history; the last `test` of them are scored
 * (all without it). `said` is told after each stream.
 */
export function backtest(
  recordings: readonly Recording[],
  test = recordings.length,
  said: (done: number) => void = () => {},
): Report {
  const tallies = SHARES.map(emptyTally);
  const skus = new Set<string>();
  let learned = NOTHING_LEARNED;
  const first = Math.max(0, recordings.length - test);
  for (const [index, recording] of recordings.entries()) {
    const model = modelOf(learned);
    const misses: Miss[] = [];
    for (const [place, share] of SHARES.entries()) {
      const moment = momentOf(recording, share, recordings.slice(0, index));
      if (moment === null) continue;
      const outcomes = forecastStream(model, moment.known, moment.listed);
      for (const miss of missesOf(model, outcomes, share, (sku) => netOf(recording, sku))) misses.push(miss);
      const tally = tallies[place];
      if (index < first || tally === undefined) continue;
      score(tally, recording, moment, outcomes);
      for (const sku of moment.listed) skus.add(sku);
    }
    // What was said without any history was a guess: it says nothing of how wrong we are.
    learned = learn(learned, recording, model.course, learned.streams.length < LEAST_HISTORY ? [] : misses);
    said(index + 1);
  }
  const points = SHARES.map((share, place) => pointOf(share, tallies[place] ?? emptyTally()));
  return { streams: recordings.length - first, skus: skus.size, points };
}

/** What was known at a share of the planned length, and of which SKUs; null after the stream's end. */
type Moment = { readonly known: Known; readonly history: readonly Recording[]; readonly listed: readonly Sku[] };
function momentOf(recording: Recording, share: number, earlier: readonly Recording[]): Moment | null {
  const { startsAt, plannedEndsAt, endsAt } = recording;
  const at = startsAt + share * (plannedEndsAt - startsAt);
  if (at >= endsAt) return null;
  const known = knownAt(recording, at);
  const history = earlier.filter((one) => one.endsAt <= at);
  return { known, history, listed: listedIn(known, history) };
}

function score(tally: Tally, recording: Recording, { known, history, listed }: Moment, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    const { sku } = outcome;
    const fact = netOf(recording, sku);
    tally.ours.push({
      mean: totalMean(outcome),
      median: totalQuantile(outcome, 0.5),
      p10: totalQuantile(outcome, 0.1),
      p90: totalQuantile(outcome, 0.9),
      below: totalAtMost(outcome, fact - 1),
      upTo: totalAtMost(outcome, fact),
      fact,
    });
    for (const name of NAMES) {
      const units = REFERENCES[name](known, history, sku);
      tally.references[name].push({ mean: units, median: units, fact });
    }
  }
  tally.unlisted += unlistedIn(recording, new Set(listed));
}

function unlistedIn(recording: Recording, listed: ReadonlySet<string>): number {
  let units = 0;
  for (const sku of Object.keys(recording.sales)) if (!listed.has(sku)) units += netOf(recording, sku);
  return units;
}

function pointOf(elapsed: number, { ours, references, unlisted }: Tally): Report['points'][number] {
  return {
    elapsed,
    n: ours.length,
    units: ours.reduce((sum, { fact }) => sum + fact, 0),
    unlisted,
    methods: {
      stockcue: spreadScore(ours),
      runRate: pointScore(references.runRate),
      lastHalfHour: pointScore(references.lastHalfHour),
      historyMean: pointScore(references.historyMean),
      pickup: pointScore(references.pickup),
    },
  };
}
