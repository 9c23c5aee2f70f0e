import type { Sku } from '../../../domain/ids.ts';
import type { SkuLesson } from '../../../domain/lesson.ts';
import type { Learned } from './learned.ts';
import type { Standing } from './spans.ts';
import { type Course, type Lifts, liftsOf } from './stage.ts';

/** Units per minute of exposure that SKUs sell, as a gamma: its mean, and its shape, which is what it is worth in units. */
export type Line = { readonly rate: number; readonly worth: number };
/** What is usual of a SKU: its rate, how unsure that is (a squared ratio), its own lift, and what an unrecorded minute is worth. */
export type Usual = { readonly rate: number; readonly doubt: number; readonly own: number; readonly unknown: number };

/** What the seller expects: net units of the whole stream, and how many units of experience that is worth. */
export type Plan = { readonly units: number; readonly worth: number };

const NO_LINE: Line = { rate: 0.05, worth: 0.7 };
const LEAST_WORTH = 0.15;
const MOST_WORTH = 6;
/** The whole line counts as so many SKUs of a group. */
const LINE_SKUS = 3;
/** What the line's lift is worth against a SKU's own, in units. */
const LIFT_WORTH = 15;
const MOST_LIFT = 3;

/** How much more (or less) a SKU gains by being presented than the line does; shrunk to the line's. */
export function ownLift(learned: Learned, course: Course, sku: Sku): number {
  const own = learned.skus[sku];
  if (own === undefined) return 1;
  const { shown, after } = liftsOf(course);
  const lifted = own.shown * shown + own.after * after;
  const all = lifted + own.idle;
  if (lifted <= 0 || own.idle <= 0 || own.ordered <= 0) return 1;
  // Of its units, those that would have come while it was presented if it were as the line is.
  const expected = own.ordered * (lifted / all);
  const [inside, outside] = [own.orderedShown + LIFT_WORTH, expected + LIFT_WORTH];
  const other = (own.ordered - own.orderedShown + LIFT_WORTH) / (own.ordered - expected + LIFT_WORTH);
  return Math.min(MOST_LIFT, Math.max(1 / MOST_LIFT, inside / outside / other));
}

/** The SKU's own past streams, shrunk to its line's (or the seller's plan) by so many units as that is worth. */
export function usualOf(learned: Learned, course: Course, line: Line, mean: number, sku: Sku): Usual {
  const own = ownLift(learned, course, sku);
  const known = learned.skus[sku];
  const units = known?.net ?? 0;
  const unknown = ownMean(known, course, own, mean);
  const exposure = known === undefined ? 0 : exposureBy(known, liftsOf(course, own, unknown));
  return { rate: (units + line.worth) / (exposure + line.worth / line.rate), doubt: 1 / (units + line.worth), own, unknown };
}

/** What a price makes of a SKU's rate, against what it usually costs; 1 where either is not known. */
export function priceFactor(learned: Learned, { pricePull }: Course, sku: Sku, price: number | undefined): number {
  const own = learned.skus[sku];
  if (price === undefined || price <= 0 || own === undefined || own.priced <= 0 || own.prices <= 0) return 1;
  return Math.min(MOST_LIFT, Math.max(1 / MOST_LIFT, (price / (own.prices / own.priced)) ** pricePull));
}

/** Exposure of all streams together, by how a SKU stood. */
export const exposureBy = (sums: Pick<SkuLesson, Standing>, lifts: Lifts): number =>
  sums.idle + sums.shown * lifts.shown + sums.after * lifts.after + sums.unknown * lifts.unknown;

/** Minutes of recorded streams that the line's mean lift counts as, against a SKU's own. */
const MEAN_WORTH = 60;
/** What a minute is worth of which nobody knows what was presented: the mean over recorded streams, of the whole line. */
export function meanLift({ skus }: Pick<Learned, 'skus'>, course: Course): number {
  let [lifted, plain] = [0, 0];
  for (const { idle, shown, after } of Object.values(skus)) {
    lifted += idle + shown * course.shown + after * course.after;
    plain += idle + shown + after;
  }
  return plain === 0 ? 1 : lifted / plain;
}
function ownMean(sums: Learned['skus'][Sku] | undefined, course: Course, own: number, mean: number): number {
  if (sums === undefined) return mean;
  const { idle, shown, after } = sums;
  const lifted = idle + (shown * course.shown + after * course.after) * own;
  return (lifted + MEAN_WORTH * mean) / (idle + shown + after + MEAN_WORTH);
}

/**
 * The gamma that SKUs' rates come from, by moments; a new SKU may be any of them. Source: the empirical Bayes estimate of a
 * gamma-Poisson, Carlin and Louis, Bayesian Methods for Data Analysis, 3rd ed., section 5.2.
 */
export function lineOf(
  { skus }: Learned,
  course: Course,
  mean: number,
  of: (sku: Sku) => boolean = () => true,
  whole?: Line,
): Line {
  let [rates, squares, chance, weights, counted] = [0, 0, 0, 0, 0];
  for (const [sku, sums] of Object.entries(skus)) {
    const exposure = exposureBy(sums, liftsOf(course, 1, mean));
    if (exposure <= 0 || !of(sku)) continue;
    const [rate, trust] = [sums.net / exposure, Math.min(1, sums.weight)];
    rates += trust * rate;
    squares += trust * rate * rate;
    chance += (trust * rate) / exposure;
    weights += trust;
    counted += 1;
  }
  if (weights === 0) return whole ?? NO_LINE;
  const shrink = whole === undefined ? 0 : LINE_SKUS;
  const rate = (rates + shrink * (whole?.rate ?? 0)) / (weights + shrink);
  if (rate <= 0) return { rate: NO_LINE.rate / 10, worth: NO_LINE.worth };
  if (whole !== undefined && counted <= LINE_SKUS) return { rate, worth: whole.worth };
  const centre = rates / weights;
  const spread = (squares - chance) / weights - centre * centre;
  return { rate, worth: Math.min(MOST_WORTH, Math.max(LEAST_WORTH, (rate * rate) / Math.max(spread, 1e-12))) };
}
