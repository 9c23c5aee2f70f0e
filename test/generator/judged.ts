import { listedIn } from '../../core/app/backtest/listed.ts';
import { type Spread, spreadScore } from '../../core/app/backtest/measures.ts';
import { runRate } from '../../core/decide/forecast/reference.ts';
import { learn, type Miss, NOTHING_LEARNED } from '../../core/decide/forecast/stream/learned.ts';
import {
  forecastStream,
  missesOf,
  modelOf,
  type Outcome,
  totalAtMost,
  totalMean,
  totalQuantile,
} from '../../core/decide/forecast/stream/outcome.ts';
import { knownAt, netOf, type Recording } from '../../core/domain/recording.ts';
import { conjugate } from './conjugate.ts';
import { oracleOf } from './oracle.ts';
import { chanceFrom } from './random.ts';
import { catalogue } from './shop.ts';
import { type Made, makeStream } from './stream.ts';

/** What each method missed of one stream at one share, units; and our forecasts, for their intervals. */
export type Judged = {
  readonly share: number;
  readonly ours: number;
  readonly runRate: number;
  readonly conjugate: number;
  readonly oracle: number;
  readonly spreads: readonly Spread[];
};
const SHARES = [0.1, 0.25, 0.5, 0.75];
const LEAST_HISTORY = 2;

/** The last `scored` of so many streams of a seed. What is stripped from a recording nobody recorded. */
export function judge(
  seed: number,
  streams: number,
  scored: number,
  strip: (recording: Recording) => Recording = (one) => one,
): readonly Judged[] {
  const chance = chanceFrom(seed);
  const products = catalogue(chance, streams);
  const judged: Judged[] = [];
  const history: Recording[] = [];
  let learned = NOTHING_LEARNED;
  for (let index = 0; index < streams; index += 1) {
    const made = makeStream(chance, products, index);
    const recording = strip(made.recording);
    const model = modelOf(learned);
    const misses: Miss[] = [];
    for (const share of SHARES) {
      const at = recording.startsAt + share * (recording.plannedEndsAt - recording.startsAt);
      if (at >= recording.endsAt) continue;
      const known = knownAt(recording, at);
      const outcomes = forecastStream(model, known, listedIn(known, history));
      misses.push(...missesOf(model, outcomes, share, (sku) => netOf(recording, sku)));
      if (index >= streams - scored) judged.push({ share, ...missedBy(made, known, history, outcomes) });
    }
    learned = learn(learned, recording, model.course, learned.streams.length < LEAST_HISTORY ? [] : misses);
    history.push(recording);
  }
  return judged;
}

function missedBy(
  made: Made,
  known: ReturnType<typeof knownAt>,
  history: readonly Recording[],
  outcomes: readonly Outcome[],
): Omit<Judged, 'share'> {
  const sum = { ours: 0, runRate: 0, conjugate: 0, oracle: 0 };
  const spreads: Spread[] = [];
  for (const outcome of outcomes) {
    const { sku } = outcome;
    const fact = netOf(made.recording, sku);
    const median = totalQuantile(outcome, 0.5);
    spreads.push({
      mean: totalMean(outcome),
      median,
      p10: totalQuantile(outcome, 0.1),
      p90: totalQuantile(outcome, 0.9),
      below: totalAtMost(outcome, fact - 1),
      upTo: totalAtMost(outcome, fact),
      fact,
    });
    sum.ours += Math.abs(median - fact);
    sum.runRate += Math.abs(runRate(known, history, sku) - fact);
    sum.conjugate += Math.abs(conjugate(known, history, sku) - fact);
    sum.oracle += Math.abs(oracleOf(made, sku, known.at) - fact);
  }
  return { ...sum, spreads };
}

type Method = 'ours' | 'conjugate';
/** How far of the way from the run rate's miss to the oracle's a method gets. */
export function closes(judged: readonly Judged[], method: Method): number {
  const sum = (of: (one: Judged) => number) => judged.reduce((total, one) => total + of(one), 0);
  const worst = sum((one) => one.runRate);
  return (worst - sum((one) => one[method])) / (worst - sum((one) => one.oracle));
}

/** The lower bound of a 95 % interval over streams drawn anew. Source: Efron and Tibshirani, An Introduction to the Bootstrap, 13.3. */
export function atLeast(judged: readonly Judged[], method: Method): number {
  const chance = chanceFrom(5);
  const drawn = Array.from({ length: 1_000 }, () =>
    closes(
      judged.map(() => judged[chance.whole(0, judged.length - 1)] as Judged),
      method,
    ),
  );
  return drawn.toSorted((a, b) => a - b)[25] ?? Number.NaN;
}

export const coverage = (judged: readonly Judged[]): number => spreadScore(judged.flatMap(({ spreads }) => spreads)).coverage80;
