import type { Sku } from '../../domain/ids.ts';
import type { Known, Recording } from '../../domain/recording.ts';

/** A SKU that sold in one of so many last streams counts in the next. */
const LAST = 8;

/**
 * The SKUs that count in a stream: in its rundown, sold in it before this moment (as ordered: what will be given back is not known
 * yet), or sold net in one of the last streams.
 */
export function listedIn(known: Known, history: readonly Recording[]): readonly Sku[] {
  const listed = new Set(known.rundown.map(({ sku }) => sku));
  for (const [sku, sales] of Object.entries(known.sales)) if (sales.some(({ units }) => units > 0)) listed.add(sku);
  for (const { sales } of history.slice(-LAST))
    for (const [sku, all] of Object.entries(sales))
      if (all.some(({ units, released }) => units > 0 && !released)) listed.add(sku);
  return [...listed];
}
