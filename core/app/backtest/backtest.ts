import { historyMean, lastHalfHour, pickup, type Reference, runRate } from '../../decide/forecast/reference.ts';
import type { BacktestPoint, BacktestReport, ReferenceName } from '../../domain/backtest.ts';
import { netOf, type Recording } from '../../domain/recording.ts';
import { type Point, pointScore, type Spread, spreadScore } from './measures.ts';
import { type Moment, replay, SHARES, spreadOf } from './replay.ts';

const REFERENCES: Readonly<Record<ReferenceName, Reference>> = { runRate, lastHalfHour, historyMean, pickup };
const NAMES = Object.keys(REFERENCES) as ReferenceName[];

/** What was said at one share over all streams. */
type Tally = { readonly ours: Spread[]; readonly references: Record<ReferenceName, Point[]>; unlisted: number };
const emptyTally = (): Tally => ({
  ours: [],
  references: { runRate: [], lastHalfHour: [], historyMean: [], pickup: [] },
  unlisted: 0,
});

/**
 * Forecasts every stream from what was known then, streams that were over being the history; of the streams, oldest first, the
 * last `test` are scored (all without it). `said` is told after each stream.
 */
export function backtest(
  recordings: readonly Recording[],
  test = recordings.length,
  said: (done: number) => void = () => {},
): BacktestReport {
  const tallies = new Map(SHARES.map((share) => [share as number, emptyTally()]));
  const skus = new Set<string>();
  const scored = new Set(recordings.slice(Math.max(0, recordings.length - test)));
  let done = 0;
  for (const { recording, moments } of replay(recordings)) {
    for (const moment of moments) {
      const tally = tallies.get(moment.share);
      if (!scored.has(recording) || tally === undefined) continue;
      score(tally, recording, moment);
      for (const { sku } of moment.outcomes) skus.add(sku);
    }
    done += 1;
    said(done);
  }
  const points = [...tallies].map(([share, tally]) => pointOf(share, tally));
  return { streams: scored.size, skus: skus.size, points };
}

function score(tally: Tally, recording: Recording, { known, history, outcomes }: Moment): void {
  for (const outcome of outcomes) {
    const { sku } = outcome;
    const fact = netOf(recording, sku);
    tally.ours.push(spreadOf(outcome, fact));
    for (const name of NAMES) {
      const units = REFERENCES[name](known, history, sku);
      tally.references[name].push({ mean: units, median: units, fact });
    }
  }
  tally.unlisted += unlistedIn(recording, new Set(outcomes.map(({ sku }) => sku)));
}

function unlistedIn(recording: Recording, listed: ReadonlySet<string>): number {
  let units = 0;
  for (const sku of Object.keys(recording.sales)) if (!listed.has(sku)) units += netOf(recording, sku);
  return units;
}

function pointOf(elapsed: number, { ours, references, unlisted }: Tally): BacktestPoint {
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
