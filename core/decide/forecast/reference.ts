import type { Sku } from '../../domain/ids.ts';
import { MINUTE } from '../../domain/instant.ts';
import { type Known, netOf, type Recording } from '../../domain/recording.ts';

/**
 * The text-book methods that our forecast stands beside: each answers with the units of a SKU at the stream's end, from what
 * is known of the stream and from earlier ones, oldest first.
 */
export type Reference = (known: Known, history: readonly Recording[], sku: Sku) => number;

const HALF_HOUR = 30 * MINUTE;
/** How many of the last streams a mean is taken over, and a pickup. */
const MEAN_OVER = 8;
const PICKUP_OVER = 12;

const unitsBefore = ({ sales }: Known, sku: Sku, at: number): number => {
  let units = 0;
  for (const sale of sales[sku] ?? []) if (sale.at < at) units += sale.units;
  return units;
};
const soldSoFar = (known: Known, sku: Sku): number => unitsBefore(known, sku, known.at);
const elapsed = ({ at, startsAt, plannedEndsAt }: Known): number => (at - startsAt) / (plannedEndsAt - startsAt);

/** Sold so far goes on at the same rate. */
export const runRate: Reference = (known, _history, sku) => soldSoFar(known, sku) / elapsed(known);

/** Sold so far, and the rate of the last half hour until the end. */
export const lastHalfHour: Reference = (known, _history, sku) => {
  const window = Math.min(HALF_HOUR, known.at - known.startsAt);
  const sold = soldSoFar(known, sku);
  const lately = sold - unitsBefore(known, sku, known.at - window);
  return sold + (lately / window) * (known.plannedEndsAt - known.at);
};

/** The mean rate of the last streams that offered it, over this stream's planned length. */
export const historyMean: Reference = (known, history, sku) => {
  let [units, ms] = [0, 0];
  for (const stream of history.filter(offers(sku)).slice(-MEAN_OVER)) {
    units += netOf(stream, sku);
    ms += stream.endsAt - stream.startsAt;
  }
  return ms === 0 ? 0 : (units / ms) * (known.plannedEndsAt - known.startsAt);
};

/** Multiplicative pickup: sold so far over the share that the last streams had sold by then; else the history's mean. */
export const pickup: Reference = (known, history, sku) => {
  const share = elapsed(known);
  let [by, all] = [0, 0];
  for (const stream of history.filter(offers(sku)).slice(-PICKUP_OVER)) {
    const until = stream.startsAt + share * (stream.plannedEndsAt - stream.startsAt);
    for (const sale of stream.sales[sku] ?? []) {
      if (sale.released) continue;
      all += sale.units;
      if (sale.at < until) by += sale.units;
    }
  }
  return by === 0 ? Math.max(soldSoFar(known, sku), historyMean(known, history, sku)) : soldSoFar(known, sku) / (by / all);
};

const offers =
  (sku: Sku) =>
  ({ sales, rundown }: Recording): boolean =>
    sales[sku] !== undefined || rundown.some((slot) => slot.sku === sku);
