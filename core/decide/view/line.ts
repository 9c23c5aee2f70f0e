import type { Forecast } from '../../domain/forecast.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import type { Freshness } from '../../domain/view.ts';

/** One SKU as the view takes it: what is there, what was sold, what is to come, and how sure that is. */
export type SkuLine = {
  readonly sku: Sku;
  /** Whether any source or setting knows it. */
  readonly known: boolean;
  readonly stock: SkuStock;
  readonly sales: SkuSales | null;
  readonly forecast: Forecast | null;
  readonly freshness: Freshness;
  /** Why nothing may be said of enough or short: no stream, stale, blind. Null: it may. */
  readonly mute: Phrase | null;
  /** Units that a late source may have sold and not told of: taken off what may be promised. */
  readonly untold: number;
};

/** Safe to promise of one SKU, less what a late source has not told of. */
export function promiseOf({ stock, untold }: SkuLine): number | null {
  return stock.safeToPromise === null ? null : Math.max(0, stock.safeToPromise - untold);
}
