import { Temporal } from 'temporal-polyfill';
import type { Capacity } from '../../domain/capacity.ts';
import type { Instant } from '../../domain/instant.ts';

type Hours = Pick<Capacity, 'zone' | 'cutOff' | 'weekdays' | 'holidays'>;
/** A year of days without work is no calendar. */
const MOST_DAYS = 400;

const isWork = ({ weekdays, holidays }: Hours, day: Temporal.PlainDate): boolean =>
  weekdays.some((weekday) => weekday === day.dayOfWeek) && !holidays.includes(day.toString());

const atOf = (at: Instant, { zone }: Hours): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);

/** The working day that an order goes with: its own, unless the cut-off has passed; then the next one. */
export function workedOn(hours: Hours, orderedAt: Instant): Temporal.PlainDate {
  const at = atOf(orderedAt, hours);
  const isLate = Temporal.PlainTime.compare(at.toPlainTime(), Temporal.PlainTime.from(hours.cutOff)) > 0;
  let day = at.toPlainDate();
  if (isLate) day = day.add({ days: 1 });
  for (let step = 0; step < MOST_DAYS && !isWork(hours, day); step += 1) day = day.add({ days: 1 });
  return day;
}

/** The last moment of the working day by which an order must be shipped: `dispatchDays` working days after the one that it goes with. */
export function dispatchBy(hours: Hours, orderedAt: Instant, dispatchDays: number): Instant {
  let day = workedOn(hours, orderedAt);
  let left = dispatchDays;
  for (let step = 0; step < MOST_DAYS && left > 0; step += 1) {
    day = day.add({ days: 1 });
    if (isWork(hours, day)) left -= 1;
  }
  return day.add({ days: 1 }).toZonedDateTime(hours.zone).epochMilliseconds - 1;
}

/** Working days from now until a moment, today among them while its cut-off has not passed. */
export function workDays(hours: Hours, from: Instant, until: Instant): number {
  const last = atOf(until, hours).toPlainDate();
  let day = workedOn(hours, from);
  let days = 0;
  for (let step = 0; step < MOST_DAYS && Temporal.PlainDate.compare(day, last) <= 0; step += 1) {
    if (isWork(hours, day)) days += 1;
    day = day.add({ days: 1 });
  }
  return days;
}
