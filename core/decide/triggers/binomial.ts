import cdf from '@stdlib/stats-base-dists-negative-binomial-cdf';

/**
 * Chance of at least k successes in n trials of chance p: k successes come before more than n − k failures. Source: the
 * negative binomial's definition; Johnson, Kemp and Kotz, *Univariate Discrete Distributions*, 5.6.
 */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  return p >= 1 ? 1 : cdf(n - k, k, p);
}

/**
 * How likely chance alone makes one rate exceed another so much: of both counts together, as many fell to the first as to
 * its share of the exposure. Source: Przyborowski and Wilenski, *Biometrika* 31 (1940), 313.
 */
export const chanceOfMore = (
  now: { readonly count: number; readonly of: number },
  before: { readonly count: number; readonly of: number },
): number => atLeast(now.count, now.count + before.count, now.of / (now.of + before.of));
