import type { Counted } from './count.ts';
import { FRESH } from './stage.ts';

/** Squared ratios: how much streams differ from what is usual, and how unevenly one runs. */
export type Spreads = { readonly between: number; readonly within: number };

/**
 * How something runs against the usual: a compromise of 1 and what was seen, by how much streams differ (between), how
 * unevenly one runs (within), and chance. Source: Buehlmann and Gisler, A Course in Credibility Theory (2005), 3.1.
 */
export function paceOf(sold: number, expected: number, { between, within }: Spreads): number {
  if (expected <= 0) return 1;
  const belief = between / (between + within + 1 / expected);
  return 1 - belief + belief * (sold / expected);
}

/** What all SKUs of a stream sold and were expected to, by each of FRESH. */
export type Totals = readonly { readonly sold: number; readonly expected: number }[];
export const NO_TOTALS: Totals = FRESH.map(() => ({ sold: 0, expected: 0 }));

/** With one SKU more, or (-1) less. */
export const withCounted = (totals: Totals, { lately }: Pick<Counted, 'lately'>, times = 1): Totals =>
  totals.map(({ sold, expected }, fresh) => ({
    sold: sold + times * (lately[fresh]?.sold ?? 0),
    expected: expected + times * (lately[fresh]?.expected ?? 0),
  }));

/** How the whole stream runs against the usual, by each of FRESH. */
export const eveningsOf = (totals: Totals, spreads: Spreads): readonly number[] =>
  totals.map(({ sold, expected }) => paceOf(sold, expected, spreads));
