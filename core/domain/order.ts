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
  /** Units of it that were given back since, where it was not all of them; missing: none. */
  readonly released?: number;
  /** Log time, as all of an answer: this machine's clock. */
  readonly createdAt: Instant;
  /** `released`: given back unpaid or cancelled. `returned` counts only when it is sellable again. A `gift` uses stock and is no demand. */
  readonly state: 'unpaid' | 'paid' | 'released' | 'returned' | 'gift';
};

/** Units of a line that were given back. */
export const releasedOf = ({ state, quantity, released = 0 }: OrderLine): number => (state === 'released' ? quantity : released);

/**
 * What a source answers of its orders: what changed since it was asked last, complete up to the watermark (a log time). One that
 * comes to light later comes in a later answer all the same.
 */
export type OrdersTold = { readonly watermark: Instant; readonly lines: readonly OrderLine[] };

/** What the log keeps of it: the lines that are news. */
export type OrdersBody = OrdersTold & { readonly source: SourceId; readonly receivedAt: Instant };
