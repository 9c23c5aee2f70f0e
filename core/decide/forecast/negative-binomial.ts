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

/** Above this mean the library's search, a step a unit, costs more than a bisection (1.5 ms against 0.1 at 20,000). */
const MANY = 300;

/** The least x with P(units <= x) >= share; 0 < share < 1. */
export function quantileOf(units: Units, share: number): number {
  const p = probability(units);
  // The library's search does not end at p = 1.
  if (units.mean <= 0 || p >= 1) return 0;
  // It answers -0 where it began below nought, which JSON would not give back.
  return Math.max(0, units.mean <= MANY ? quantile(share, units.size, p) : bisected(units, share));
}

function bisected(units: Units, share: number): number {
  let below = -1;
  let enough = Math.ceil(2 * units.mean);
  while (atMost(units, enough) < share) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (atMost(units, middle) >= share) enough = middle;
    else below = middle;
  }
  return enough;
}

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
