import { type Spread, spreadScore } from '../../core/app/backtest/measures.ts';
import { type Moment, replay, spreadOf } from '../../core/app/backtest/replay.ts';
import { runRate } from '../../core/decide/forecast/reference.ts';
import { netOf } from '../../core/domain/recording.ts';
import { conjugate } from './conjugate.ts';
import { informedOf } from './informed.ts';
import { oracleOf } from './oracle.ts';
import { chanceFrom } from './random.ts';
import { type Made, streamsOf } from './stream.ts';

/** What each method missed of one stream at one share, units; and our forecasts, for their intervals. */
export type Judged = {
  readonly share: number;
  readonly ours: number;
  readonly runRate: number;
  readonly conjugate: number;
  readonly informed: number;
  readonly oracle: number;
  readonly spreads: readonly Spread[];
};
/** The last `scored` of so many streams of a seed. */
export function judge(seed: number, streams: number, scored: number): readonly Judged[] {
  const made = streamsOf(seed, streams);
  const judged: Judged[] = [];
  let index = 0;
  for (const { moments } of replay(made.map(({ recording }) => recording))) {
    const stream = made[index];
    if (stream !== undefined && index >= streams - scored)
      for (const moment of moments) judged.push({ share: moment.share, ...missedBy(stream, moment) });
    index += 1;
  }
  return judged;
}

function missedBy(made: Made, { known, history, outcomes }: Moment): Omit<Judged, 'share'> {
  const sum = { ours: 0, runRate: 0, conjugate: 0, informed: 0, oracle: 0 };
  const informed = informedOf(made, known);
  const spreads = outcomes.map((outcome) => {
    const { sku } = outcome;
    const fact = netOf(made.recording, sku);
    const spread = spreadOf(outcome, fact);
    sum.ours += Math.abs(spread.median - fact);
    sum.runRate += Math.abs(runRate(known, history, sku) - fact);
    sum.conjugate += Math.abs(conjugate(known, history, sku) - fact);
    sum.informed += Math.abs((informed.get(sku) ?? 0) - fact);
    sum.oracle += Math.abs(oracleOf(made, sku, known.at) - fact);
    return spread;
  });
  return { ...sum, spreads };
}

type Method = 'ours' | 'conjugate' | 'informed';
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
