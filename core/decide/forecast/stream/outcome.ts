import type { Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import { type Known, shutIn } from '../../../domain/recording.ts';
import { atMost, cappedAt, quantileOf, type Units } from '../negative-binomial.ts';
import { blendOf } from './blend.ts';
import { type Counted, countOf } from './count.ts';
import { begunAt, eveningsOf, NO_TOTALS, type Totals, withCounted } from './evidence.ts';
import type { Model } from './model.ts';
import { type Course, stageOf } from './stage.ts';
import { lineSpreadsAt, spreadAt, type Tempers, tempersAt } from './tempers.ts';

/** What a stream will have sold of one SKU at its end: `sold` net of what is usually given back, and `rest` to come. */
export type Outcome = {
  readonly sku: Sku;
  readonly sold: number;
  readonly rest: Units;
  /** No more than this can be sold: what was, and what is left; null where nobody says. */
  readonly most: number | null;
  /** Units that buyers will still ask for, whatever there is; and of these the mean of those for which there is nothing. */
  readonly demand: Units;
  readonly unmet: number;
  /** Of units still to be ordered, the share that is not given back. */
  readonly kept: number;
  readonly parts: Parts;
};
/** Of what the forecast is made; kept for the sentence that explains it, and for learning. */
export type Parts = Counted & {
  /** The whole stream against the usual, and this SKU against that, as far as each is believed. */
  readonly evening: number;
  readonly pace: number;
  /** What each of WAYS says of the rest, and how far the last, that a SKU has its turn once, is believed. */
  readonly said: readonly number[];
  readonly turn: number;
};

/** Other evenings' share of what is kept counts as so many units of tonight. */
const KEPT_WORTH = 20;
/** So little more than a Poisson's variance is none. */
const EVEN = 0.001;

/** How far a stream has come, 0 to 1, and for how long it has run, ms. */
export type Now = { readonly share: number; readonly elapsed: number };
export function nowOf({ startsAt, plannedEndsAt, at }: Pick<Known, 'startsAt' | 'plannedEndsAt' | 'at'>): Now {
  const elapsed = Math.max(0, at - startsAt);
  return { elapsed, share: Math.min(1, elapsed / Math.max(1, plannedEndsAt - startsAt)) };
}

/** When it will end, as streams usually do against their plan; while it runs, some of what is left of the plan is left always. */
export function expectedEnd({ at, plannedEndsAt }: Pick<Known, 'at' | 'plannedEndsAt'>, { late, lateSpread }: Course): Instant {
  const left = Math.max(0, plannedEndsAt - at);
  return at + Math.max(LEAST_LEFT * left, left + late, OVERRUN * lateSpread - left);
}
const LEAST_LEFT = 0.25;
/** A stream that still runs when it should have ended goes on for a part of what streams' ends vary by. */
const OVERRUN = 0.4;

/** What the stream will have sold of each of these SKUs: first how the whole evening runs, then each SKU against that. */
export function forecastStream(model: Model, known: Known, skus: readonly Sku[]): readonly Outcome[] {
  const stage = stageOf(known, model.course, expectedEnd(known, model.course));
  const shut = shutIn(known);
  const counted = skus.map((sku) =>
    countOf(model, stage, {
      sku,
      sales: known.sales[sku] ?? [],
      shut: shut.get(sku) ?? [],
      left: leftOf(known, sku),
      settled: null,
    }),
  );
  const totals = counted.reduce((sum, one) => withCounted(sum, one), NO_TOTALS);
  return outcomesOf(model, nowOf(known), totals, counted);
}

/**
 * What its last reading said, less what was sold since. Null where nobody says, and where more was sold than there was: some came
 * in that was not told.
 */
function leftOf({ stock, sales }: Known, sku: Sku): number | null {
  const seen = stock.findLast((one) => one.sku === sku);
  if (seen === undefined || seen.available === null) return null;
  if (seen.available <= 0) return 0;
  let left = seen.available;
  for (const { at, units } of sales[sku] ?? []) if (at >= seen.at) left -= units;
  return left < 0 ? null : left;
}

export function outcomesOf(
  model: Model,
  { share, elapsed }: Now,
  totals: Totals,
  counted: readonly Counted[],
): readonly Outcome[] {
  const { misses } = model.learned;
  const evenings = eveningsOf(totals, lineSpreadsAt(misses, share), begunAt(elapsed));
  const tempers = tempersAt(misses, share);
  return counted.map((one) => outcomeOf({ kept: model.kept, evenings, tempers, begun: begunAt(elapsed) }, one));
}

type Frame = {
  readonly kept: number;
  readonly evenings: readonly number[];
  readonly tempers: Tempers;
  readonly begun: number;
};
function outcomeOf({ kept, evenings, tempers, begun }: Frame, one: Counted): Outcome {
  const blend = blendOf({ evenings, tempers, begun }, one);
  const demand = ifPresent(one.presence, spreadAt(blend.size, blend.expected, one.loose));
  const { evening, pace, said, turn } = blend;
  return { sku: one.sku, ...withGivenBack(one, kept, demand), demand, parts: { ...one, evening, pace, said, turn } };
}

/** What it would come to if all that buyers ask for were there. */
export const wantedOf = ({ parts: { sold, settled }, kept, demand }: Outcome): number =>
  (settled ?? sold * kept) + kept * demand.mean;

/** The same with another mean of what buyers ask for; what can be sold of it follows. */
export function withDemand({ kept }: Pick<Model, 'kept'>, { sku, demand, parts }: Outcome, mean: number): Outcome {
  const asked = { ...demand, mean };
  return { sku, ...withGivenBack(parts, kept, asked), demand: asked, parts };
}

/** Nothing at all where it is not there: as wide as both cases together. `units` has the mean of both already. */
const ifPresent = (presence: number, { size, mean }: Units): Units => ({
  size: presence / (1 / size + 1 - presence),
  mean,
});

/**
 * Of what is sold some is still given back: how many is chance, too; and no more can be sold than is left. As units that are
 * certain and a negative binomial of the same mean and variance.
 */
function withGivenBack(
  { sold, left, settled }: Counted,
  usual: number,
  demand: Units,
): Pick<Outcome, 'sold' | 'rest' | 'most' | 'unmet' | 'kept'> {
  const ahead = cappedAt(demand, left);
  // What was given back tonight says more of tonight than other evenings do.
  const kept = settled === null ? usual : Math.min(1, Math.max(0, (settled + KEPT_WORTH * usual) / (sold + KEPT_WORTH)));
  const stays = settled ?? sold * kept;
  const open = settled === null ? sold : 0;
  const mean = stays + kept * ahead.mean;
  const variance = kept * (1 - kept) * (open + ahead.mean) + kept * kept * ahead.variance;
  // As much as is nearly certain, and so much that what is left varies at least as a Poisson does.
  const certain = Math.max(
    settled ?? 0,
    Math.floor(stays - 2 * Math.sqrt(kept * (1 - kept) * open)),
    Math.min(Math.floor(mean), Math.ceil(mean - variance)),
  );
  const rest = Math.max(0, mean - certain);
  const beyond = Math.max(EVEN * rest, variance - rest);
  return {
    sold: certain,
    unmet: Math.max(0, demand.mean - ahead.mean),
    most: left === null ? null : (settled ?? sold) + left,
    kept,
    rest: { mean: rest, size: rest === 0 ? demand.size : (rest * rest) / beyond },
  };
}

/** P(units at the end <= x), and the quantiles. */
export const totalAtMost = ({ sold, rest, most }: Outcome, x: number): number =>
  most !== null && x >= most ? 1 : atMost(rest, x - sold);
export const totalQuantile = ({ sold, rest, most }: Outcome, share: number): number =>
  Math.min(most ?? Number.POSITIVE_INFINITY, sold + quantileOf(rest, share));
export const totalMean = ({ sold, rest }: Outcome): number => sold + rest.mean;
