import { DAY, type Instant } from '../../domain/instant.ts';
import type { Money } from '../../domain/money.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import { totalOf, unitsUntil } from './demand.ts';
import { arrivedBy } from './inflow.ts';
import { type Course, missingBy, withArrivals } from './level.ts';

/** Nobody waits longer for a buyer: ten years. */
const FAR = 3_650 * DAY;
/** So many halvings find an instant of a year to the minute. */
const HALVINGS = 24;

/** What an order ties up: all that it costs, from when it is ordered until, by the mean, half of it is sold. `course` is without the lots. */
export function cashOf(course: Course, lots: readonly Lot[], until: Instant, amount: Money | null): RestockPlan['cash'] {
  const bought = lots.filter(({ kind }) => kind !== 'transfer');
  // Goods that are only moved are paid already; their freight is not.
  const paid = bought.length > 0 ? bought : lots;
  const units = paid.reduce((sum, lot) => sum + lot.units, 0);
  let days: number | null = units > 0 ? 0 : null;
  for (const lot of paid) {
    const sold = halfSold(course, lots, lot, until);
    days = days === null || sold === null ? null : days + (((sold - lot.orderBy) / DAY) * lot.units) / units;
  }
  return { amount, days: days === null ? null : Math.round(days * 10) / 10 };
}

/** When half of a consignment is sold, oldest units first: after what is there and what comes in before it. Null: nobody buys so many in ten years. */
function halfSold(course: Course, lots: readonly Lot[], lot: Lot, until: Instant): Instant | null {
  const isEarlier = (one: Lot, index: number): boolean =>
    one.putAwayAt < lot.putAwayAt || (one.putAwayAt === lot.putAwayAt && index < lots.indexOf(lot));
  const full = withArrivals(
    course,
    lots.filter(isEarlier).map(({ putAwayAt, units }) => ({ at: putAwayAt, units })),
  );
  // What was not there to be sold until then is lost, and buys nothing later.
  const lost = missingBy(full, Math.min(until, lot.putAwayAt - 1));
  const ahead = full.room + lost + arrivedBy(full.arrivals, lot.putAwayAt);
  const at = demandedAt(course, ahead + lot.units / 2, until);
  return at === null ? null : Math.max(lot.putAwayAt, at);
}

/** When so many units have been asked for, by the mean; beyond the plan's end at the plan's own pace. */
function demandedAt({ demand }: Course, units: number, until: Instant): Instant | null {
  const all = totalOf(unitsUntil(demand, until));
  if (all < units) {
    const at = demand.from + ((until - demand.from) * units) / all;
    return all > 0 && at - demand.from <= FAR ? at : null;
  }
  let [before, after] = [demand.from, until];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (before + after) / 2;
    if (totalOf(unitsUntil(demand, middle)) >= units) after = middle;
    else before = middle;
  }
  return after;
}
