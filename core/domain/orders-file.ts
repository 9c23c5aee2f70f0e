import type { DateOrder } from './table.ts';

/** A file of orders as a platform exports it, before anything of it is counted. */
export type OrdersLook = {
  /** Whose columns these are; null: somebody's, that are understood all the same. */
  readonly platform: 'tiktok' | 'shopify' | 'amazon' | 'douyin' | null;
  /** Every status in it, as the file writes it, most frequent first, and whether it usually counts as no sale. */
  readonly statuses: readonly { readonly status: string; readonly lines: number; readonly released: boolean }[];
  /** Lines whose time names no zone: it has to be asked for. */
  readonly naive: number;
  /** Dates such as 11/12/2026 of which nobody can tell the month. */
  readonly unclearDates: boolean;
};
/** What a person says of it. */
export type OrdersAsk = {
  /** The zone of times without one; and of the market, whose days are counted. */
  readonly zone: string;
  readonly market: string;
  /** Statuses that count as no sale. */
  readonly released: readonly string[];
  /** Where the file's own dates do not tell. */
  readonly order: DateOrder;
  /** The first day that is not over yet. */
  readonly today: string;
};
export type DailyUnits = { readonly sku: string; readonly day: string; readonly net: number };
