import type { Sku } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * Daily sales from a file of orders: whole days of the market, for each SKU in it. `of`: whose orders they are, as a person named the
 * channel; empty: of before it was asked for.
 */
export type HistoryBody = {
  readonly file: string;
  readonly of: string;
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  readonly days: readonly { readonly sku: Sku; readonly day: string; readonly net: number }[];
};
