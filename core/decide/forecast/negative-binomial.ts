import cdf from '@stdlib/stats-base-dists-negative-binomial-cdf';
import quantile from '@stdlib/stats-base-dists-negative-binomial-quantile';
import type { Distribution } from '../../domain/forecast.ts';

/**
 * Units to come: Poisson with a gamma-distributed rate is negative binomial with `size` = the gamma's shape and
 * p = rate / (rate + exposure). Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6.
 */
export type Units = { readonly size: number; readonly mean: number };

const probability = ({ size, mean }: Units): number => size / (size + mean);

/** P(units <= x). */
export function atMost(units: Units, x: number): number {
  if (x < 0) return 0;
  return units.mean <= 0 ? 1 : cdf(Math.floor(x), units.size, probability(units));
}

/** Above this mean the library's search, a step a unit, costs more than ours (1.5 ms against 0.03 at 20,000). */
const MANY = 60;

/** The least x with P(units <= x) >= share; 0 < share < 1. */
export function quantileOf(units: Units, share: number): number {
  const p = probability(units);
  // The library's search does not end at p = 1.
  if (units.mean <= 0 || p >= 1) return 0;
  // It answers -0 where it began below nought, which JSON would not give back.
  return Math.max(0, units.mean <= MANY ? quantile(share, units.size, p) : searched(units, share));
}

/** From where a gamma has it, between bounds that close in by the slope between them and, each third time, by half. */
function searched(units: Units, share: number): number {
  let [below, underShare, enough, overShare] = [-1, 0, Number.POSITIVE_INFINITY, 1];
  let next = Math.max(0, Math.round(guessAt(units, share)));
  for (let step = 1; enough - below > 1; step += 1) {
    const at = atMost(units, next);
    if (at >= share) [enough, overShare] = [next, at];
    else [below, underShare] = [next, at];
    if (enough === Number.POSITIVE_INFINITY) {
      next = Math.ceil(1.02 ** step * next) + 1;
      continue;
    }
    const slope = (share - underShare) / (overShare - underShare);
    const inside = step % 3 === 0 ? 0.5 : slope;
    // One beside a bound that is near enough would close in by one only.
    next = Math.min(enough - 1, Math.max(below + 1, Math.floor(below + inside * (enough - below))));
  }
  return enough;
}

/** The cube root of a gamma that is as wide is nearly normal. Source: Wilson and Hilferty, PNAS 17 (1931). */
function guessAt({ size, mean }: Units, share: number): number {
  const ninth = (1 / mean + 1 / size) / 9;
  return mean * Math.max(0, 1 - ninth + normalAt(share) * Math.sqrt(ninth)) ** 3;
}
/** A normal's quantile, nearly. Source: Tukey's lambda with 0.135, Joiner and Rosenblatt, JASA 66 (1971). */
const normalAt = (share: number): number => 4.91 * (share ** 0.14 - (1 - share) ** 0.14);

/** What is shown of the units to come. */
export const distributionOf = (units: Units): Distribution => ({
  mean: units.mean,
  median: quantileOf(units, 0.5),
  p10: quantileOf(units, 0.1),
  p90: quantileOf(units, 0.9),
});

/**
 * Mean and variance of the least of the units to come and a cap (null: none). By E[X; X <= c] = mean * P(Y < c), Y of size + 1,
 * and the same of X(X - 1) with size + 2, at the same p. Source: Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed., 5.5.
 */
export function cappedAt(units: Units, cap: number | null): { readonly mean: number; readonly variance: number } {
  const { size, mean } = units;
  const spread = mean + (mean * mean) / size;
  if (mean <= 0) return { mean: 0, variance: 0 };
  if (cap === null || cap > mean + 10 * Math.sqrt(spread)) return { mean, variance: spread };
  const most = Math.max(0, Math.floor(cap));
  const p = probability(units);
  const [all, first, second] = [0, 1, 2].map((more) => (most < more ? 0 : cdf(most - more, size + more, p)));
  const beyond = 1 - (all ?? 0);
  const once = mean * (first ?? 0) + most * beyond;
  const twice = mean * mean * (1 + 1 / size) * (second ?? 0) + mean * (first ?? 0) + most * most * beyond;
  return { mean: once, variance: Math.max(0, twice - once * once) };
}
