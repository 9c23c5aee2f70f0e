import type { Sku } from '../../../domain/ids.ts';
import type { Learned } from './learned.ts';
import { type Course, liftsOf } from './stage.ts';

/** Units per minute of exposure that SKUs sell, as a gamma: its mean, and its shape, which is what it is worth in units. */
export type Line = { readonly rate: number; readonly worth: number };
/** What is usual of a SKU: its rate, and how unsure that is, as a squared ratio. */
export type Usual = { readonly rate: number; readonly doubt: number; readonly own: number };

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
export function usualOf(learned: Learned, course: Course, line: Line, sku: Sku): Usual {
  const own = ownLift(learned, course, sku);
  const known = learned.skus[sku];
  const units = known?.net ?? 0;
  const exposure = known === undefined ? 0 : exposureBy(known, course, own);
  return { rate: (units + line.worth) / (exposure + line.worth / line.rate), doubt: 1 / (units + line.worth), own };
}

const exposureBy = (sums: Learned['skus'][Sku], course: Course, own: number): number => {
  const { shown, after } = liftsOf(course, own);
  return sums.idle + sums.shown * shown + sums.after * after;
};

/**
 * The gamma that SKUs' rates come from, by moments; a new SKU may be any of them. Source: the empirical Bayes estimate of a
 * gamma-Poisson, Carlin and Louis, Bayesian Methods for Data Analysis, 3rd ed., section 5.2.
 */
export function lineOf({ skus }: Learned, course: Course, of: (sku: Sku) => boolean = () => true, whole?: Line): Line {
  let [rates, squares, chance, weights, counted] = [0, 0, 0, 0, 0];
  for (const [sku, sums] of Object.entries(skus)) {
    const exposure = exposureBy(sums, course, 1);
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
  const mean = rates / weights;
  const spread = (squares - chance) / weights - mean * mean;
  return { rate, worth: Math.min(MOST_WORTH, Math.max(LEAST_WORTH, (rate * rate) / Math.max(spread, 1e-12))) };
}
