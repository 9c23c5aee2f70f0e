import { DAY, type Instant } from '../../domain/instant.ts';
import { inHome, timesMoney } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import type { Lot, RestockPlan, RestockRules } from '../../domain/restock.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import { type Course, missingBy, withArrivals } from './level.ts';
import { wholeUp } from './quantity.ts';

const WEEK = 7 * DAY;

/** What a week's delay of all lots does: units that would not be there to be sold, at their price. `course` is without the lots. */
export function delayOf(
  course: Course,
  lots: readonly Lot[],
  until: Instant,
  { price }: Pick<SupplyFacts, 'price'>,
  { rates }: Pick<RestockRules, 'rates'>,
): RestockPlan['delay'] {
  const missing = (by: number) =>
    missingBy(
      withArrivals(
        course,
        lots.map(({ putAwayAt, units }) => ({ at: putAwayAt + by, units })),
      ),
      until,
    );
  const units = Math.max(0, wholeUp(missing(WEEK) - missing(0)));
  return { units, value: price === null ? null : inHome(timesMoney(price, units), rates, digitsOf) };
}
