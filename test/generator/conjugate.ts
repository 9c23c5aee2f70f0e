import { MINUTE } from '../../core/domain/instant.ts';
import { type Known, netOf, type Recording } from '../../core/domain/recording.ts';

/** What a minute of presenting is worth against one without, for somebody who does not learn it. */
const LIFT = 25;
const SHAPE = 1.5;

/**
 * The simple conjugate model that knows the rundown: units per minute of exposure are gamma before the stream (mean of the
 * SKU's past streams) and updated by what was sold in the exposure so far. What a generator must leave to be done better.
 */
export function conjugate(known: Known, history: readonly Recording[], sku: string): number {
  const { startsAt, plannedEndsAt, at } = known;
  let [units, exposure] = [0, 0];
  for (const stream of history.slice(-8)) {
    if (stream.sales[sku] === undefined && !stream.rundown.some((slot) => slot.sku === sku)) continue;
    units += netOf(stream, sku);
    exposure += exposureIn(stream.rundown, sku, stream.startsAt, stream.endsAt);
  }
  const mean = exposure === 0 ? 0.02 : Math.max(units, 0.5) / exposure;
  let sold = 0;
  for (const sale of known.sales[sku] ?? []) sold += sale.units;
  const rate = (SHAPE + sold) / (SHAPE / mean + exposureIn(known.rundown, sku, startsAt, at));
  return sold + rate * exposureIn(known.rundown, sku, at, plannedEndsAt);
}

function exposureIn(rundown: Recording['rundown'], sku: string, from: number, to: number): number {
  let shown = 0;
  for (const slot of rundown)
    if (slot.sku === sku) shown += Math.max(0, Math.min(slot.endsAt, to) - Math.max(slot.startsAt, from));
  return (to - from + (LIFT - 1) * shown) / MINUTE;
}
