import { type Spread, spreadScore } from '../../core/app/backtest/measures.ts';
import { type Moment, spreadOf } from '../../core/app/backtest/replay.ts';
import { historyMean, lastHalfHour, pickup, type Reference, runRate } from '../../core/decide/forecast/reference.ts';
import { knownAt, netOf } from '../../core/domain/recording.ts';
import { conjugate } from './conjugate.ts';
import { informedOf } from './informed.ts';
import { oracleOf } from './oracle.ts';
import { chanceFrom } from './random.ts';
import { livedIn, RECORDED, type Situation } from './situations.ts';
import { type Made, streamsOf } from './stream.ts';

const SAID = { runRate, lastHalfHour, historyMean, pickup, conjugate } satisfies Record<string, Reference>;
export const METHODS = [
  'ours',
  'runRate',
  'lastHalfHour',
  'historyMean',
  'pickup',
  'conjugate',
  'informed',
  'oracle',
] as const satisfies readonly (keyof typeof SAID | 'ours' | 'informed' | 'oracle')[];
export type Method = (typeof METHODS)[number];

/** What each method missed of one stream at one share, units; and our forecasts, for their intervals. */
export type Judged = Readonly<Record<Method, number>> & {
  readonly share: number;
  /** Units that came. */
  readonly units: number;
  readonly spreads: readonly Spread[];
};

const madeOf = remembered((key: string) => {
  const [seed, streams] = key.split(' ');
  return streamsOf(Number(seed), Number(streams));
});
/** The last `scored` of so many streams of a seed. */
export function judge(seed: number, streams: number, scored: number, situation: Situation = RECORDED): readonly Judged[] {
  const made = madeOf(`${seed} ${streams}`);
  const judged: Judged[] = [];
  const recordings = made.map(({ recording }) => recording);
  for (const { index, moments } of livedIn(recordings, streams - scored, situation))
    for (const moment of moments) judged.push({ share: moment.share, ...missedBy(made[index] as Made, moment) });
  return judged;
}

const informedBy = remembered((made: Made) => remembered((at: number) => informedOf(made, knownAt(made.recording, at))));

/** Who knows more than anybody knows all that is recorded, whatever the situation. */
function missedBy(made: Made, { known, history, outcomes }: Moment): Omit<Judged, 'share'> {
  const missed = Object.fromEntries(METHODS.map((method) => [method, 0])) as Record<Method, number>;
  const informed = informedBy(made)(known.at);
  let units = 0;
  const spreads = outcomes.map((outcome) => {
    const { sku } = outcome;
    const fact = netOf(made.recording, sku);
    const spread = spreadOf(outcome, fact);
    const miss = (method: Method, said: number) => {
      missed[method] += Math.abs(said - fact);
    };
    miss('ours', spread.median);
    for (const [method, says] of Object.entries(SAID)) miss(method as Method, says(known, history, sku));
    miss('informed', informed.get(sku) ?? 0);
    miss('oracle', oracleOf(made, sku, known.at));
    units += fact;
    return spread;
  });
  return { ...missed, units, spreads };
}

/** The sum of all misses over all units. */
export const wape = (judged: readonly Judged[], method: Method): number =>
  sum(judged, (one) => one[method]) / sum(judged, ({ units }) => units);

/** How far of the way from the run rate's miss to the oracle's a method gets. */
export function closes(judged: readonly Judged[], method: Method): number {
  const worst = sum(judged, (one) => one.runRate);
  return (worst - sum(judged, (one) => one[method])) / (worst - sum(judged, (one) => one.oracle));
}
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

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

function remembered<From, To>(of: (from: From) => To): (from: From) => To {
  const known = new Map<From, To>();
  return (from) => {
    const to = known.get(from) ?? of(from);
    known.set(from, to);
    return to;
  };
}
