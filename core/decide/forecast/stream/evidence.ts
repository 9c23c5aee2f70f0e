import { MINUTE } from '../../../domain/instant.ts';
import type { Counted } from './count.ts';
import { FRESH } from './stage.ts';

/** Squared ratios: how much streams differ from what is usual, and how unevenly one runs. */
export type Spreads = { readonly between: number; readonly within: number };

/** People buy in bursts: a unit tells a little less than one that came alone. */
const BURST = 1.5;
/** What is sold in the first seconds says nothing of hours: only after so long is it believed in full. */
const CALM = 5 * MINUTE;
export const begunAt = (elapsed: number): number => Math.min(1, elapsed / CALM);

/**
 * How something runs against the usual: a compromise of 1 and what was seen, by how much streams differ (between), how
 * unevenly one runs (within), and chance. Source: Buehlmann and Gisler, A Course in Credibility Theory (2005), 3.1.
 */
export function paceOf(sold: number, expected: number, { between, within }: Spreads, begun = 1): number {
  if (expected <= 0) return 1;
  const belief = between / (between + within + BURST / expected);
  return 1 + begun * belief * (sold / expected - 1);
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
export const eveningsOf = (totals: Totals, spreads: Spreads, begun: number): readonly number[] =>
  totals.map(({ sold, expected }) => paceOf(sold, expected, spreads, begun));
