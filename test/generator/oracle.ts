import { MINUTE } from '../../core/domain/instant.ts';
import type { Made } from './stream.ts';

/** Units a buyer takes, and what of them is kept: the generator's own figures. */
export const UNITS = 1.1;
export const KEPT = 0.93;

/** What somebody would say who knows every rate and every pin that will be: only chance is left, and what was cancelled. */
export function oracleOf({ recording, rates }: Made, sku: string, at: number): number {
  let sold = 0;
  for (const sale of recording.sales[sku] ?? []) if (sale.at < at) sold += sale.units;
  const first = Math.ceil((at - recording.startsAt) / MINUTE);
  const rest = (rates.get(sku) ?? []).slice(first).reduce((sum, rate) => sum + rate, 0);
  const left = leftAt(recording.stock, sku, at);
  return KEPT * (sold + Math.min(rest * UNITS, left));
}

export function leftAt(stock: Made['recording']['stock'], sku: string, at: number): number {
  const seen = stock.filter((one) => one.sku === sku);
  const last = seen.findLast((one) => one.at <= at) ?? seen[0];
  return last?.available ?? Number.POSITIVE_INFINITY;
}
