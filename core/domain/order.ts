import type { Sku, SourceId } from './ids.ts';
import type { Instant } from './instant.ts';

/** One line of an order. Keyed by source, order, line and revision: a later revision replaces an earlier one. */
export type OrderLine = {
  readonly source: SourceId;
  readonly order: string;
  readonly line: string;
  readonly revision: number;
  readonly sku: Sku;
  readonly quantity: number;
  readonly createdAt: Instant;
  /** `released`: given back unpaid or cancelled. `returned` counts only when it is sellable again. A `gift` uses stock and is no demand. */
  readonly state: 'unpaid' | 'paid' | 'released' | 'returned' | 'gift';
};

/** One answer of a source's orders: complete up to the watermark. */
export type OrdersBody = {
  readonly source: SourceId;
  readonly receivedAt: Instant;
  readonly watermark: Instant;
  readonly lines: readonly OrderLine[];
};
