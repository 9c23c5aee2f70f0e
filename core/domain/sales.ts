import type { SalesKind } from './forecast.ts';
import type { Sku } from './ids.ts';
import type { Instant } from './instant.ts';
import type { MinuteUnits } from './stock.ts';

/** What one stream has sold of one SKU, from the best source there is. */
export type SkuSales = {
  readonly sku: Sku;
  readonly kind: SalesKind;
  readonly ordered: number;
  readonly released: number;
  /** ordered - released. */
  readonly net: number;
  /** Ordered units by minute, oldest first, at most the last fourteen hours. */
  readonly byMinute: readonly MinuteUnits[];
  /** After this instant sales are unknown: the source is late by its lag. Null: known up to the last reading. */
  readonly unknownSince: Instant | null;
  /** Units that orders have not confirmed yet. */
  readonly provisional: number;
  readonly lastSaleAt: Instant | null;
};

/** The ledger's own days: net units a day of the market, days out of stock left out. */
export type DaySales = { readonly days: number; readonly perDay: number };
