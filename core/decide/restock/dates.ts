import { Temporal } from 'temporal-polyfill';
import { DAY, type Instant, MINUTE, type Zone } from '../../domain/instant.ts';
import type { CalendarDate, CutOff, TimeOfDay, Weekday } from '../../domain/shipping.ts';

/** Every zone's offset is a multiple of it, so a day never turns within. */
const BLOCK = 15 * MINUTE;
const MOST = 20_000;

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    if (known.size > MOST) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const dates = remembered((key) => {
  const [block = '', zone = ''] = key.split(' ');
  return Temporal.Instant.fromEpochMilliseconds(Number(block) * BLOCK)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
});
/** The calendar date of an instant in a zone. Remembered by the quarter hour: zones are slow to ask. */
export const dateOf = (at: Instant, zone: Zone): CalendarDate => dates(`${Math.floor(at / BLOCK)} ${zone}`);

const instants = remembered((key) => {
  const [date = '', time = '', zone = ''] = key.split(' ');
  // A time that clocks skip is moved on, one that they show twice is the first (RFC 5545).
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
});
/** What a wall clock means: `2026-12-04`, `16:00` in a zone. */
export const instantOf = (date: CalendarDate, time: TimeOfDay, zone: Zone): Instant => instants(`${date} ${time} ${zone}`);

/** Another calendar date, so many days on: dates have no zone. */
export const shifted = (date: CalendarDate, by: number): CalendarDate =>
  // After 9999-12-31 comes +010000-01-01.
  new Date(Date.parse(date) + by * DAY).toISOString().replace(/T.*/, '');
const weekdayOf = (date: CalendarDate): Weekday => (new Date(date).getUTCDay() || 7) as Weekday;

const isDay = ({ weekdays }: CutOff, date: CalendarDate): boolean => weekdays.length === 0 || weekdays.includes(weekdayOf(date));

/** The first cut-off at or after an instant. */
export function nextCutOff(cutOff: CutOff, at: Instant): Instant {
  let date = dateOf(at, cutOff.zone);
  for (;;) {
    const cut = isDay(cutOff, date) ? instantOf(date, cutOff.time, cutOff.zone) : null;
    if (cut !== null && cut >= at) return cut;
    date = shifted(date, 1);
  }
}

/** The last cut-off at or before an instant. */
export function lastCutOff(cutOff: CutOff, at: Instant): Instant {
  let date = dateOf(at, cutOff.zone);
  for (;;) {
    const cut = isDay(cutOff, date) ? instantOf(date, cutOff.time, cutOff.zone) : null;
    if (cut !== null && cut <= at) return cut;
    date = shifted(date, -1);
  }
}

const clocks = remembered((key) => {
  const [minute = '', zone = ''] = key.split(' ');
  return Temporal.Instant.fromEpochMilliseconds(Number(minute) * MINUTE)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
});
/** `2026-12-04 16:00` as a zone's wall clock shows it: the same in every language. */
export const wallClock = (at: Instant, zone: Zone): string => clocks(`${Math.floor(at / MINUTE)} ${zone}`);
