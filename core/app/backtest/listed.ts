import type { Sku } from '../../domain/ids.ts';
import type { Known, Recording } from '../../domain/recording.ts';

/** A SKU that sold in one of so many last streams counts in the next. */
const LAST = 8;

/** The SKUs that count in a stream: in its rundown, sold in it before this moment, or sold in one of the last streams. */
export function listedIn(known: Known, history: readonly Recording[]): readonly Sku[] {
  const listed = new Set(known.rundown.map(({ sku }) => sku));
  for (const sku of Object.keys(known.sales)) listed.add(sku);
  for (const { sales } of history.slice(-LAST)) for (const sku of Object.keys(sales)) listed.add(sku);
  return [...listed];
}
