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

export function quantileOf(units: Units, share: number): number {
  return units.mean <= 0 ? 0 : quantile(share, units.size, probability(units));
}

/** What is shown of the units to come, on top of what is there already. */
export function distributionOf(units: Units, already: number): Distribution {
  return {
    mean: already + units.mean,
    median: already + quantileOf(units, 0.5),
    p10: already + quantileOf(units, 0.1),
    p90: already + quantileOf(units, 0.9),
  };
}
