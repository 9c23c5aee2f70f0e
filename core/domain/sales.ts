import type { SalesKind } from './forecast.ts';
import type { Sku } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Gap } from './recording.ts';
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
  /** After this instant nobody has read of sales for some intervals, though the source tells them at once. Missing: read just now. */
  readonly unreadSince?: Instant;
  /** Times in which nobody read: of the units that came in one only the sum is known. */
  readonly gaps?: readonly Gap[];
  /** So many streams offer it from one channel now, which does not tell them apart: each counts an equal part. Missing: this one alone. */
  readonly among?: number;
  /** Units that orders have not confirmed yet. */
  readonly provisional: number;
  readonly lastSaleAt: Instant | null;
};

/** The ledger's own days: net units a day of the market, days out of stock left out. */
export type DaySales = { readonly days: number; readonly perDay: number };
