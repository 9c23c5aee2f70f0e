import { Temporal } from 'temporal-polyfill';
import type { Snooze } from '../../domain/alert.ts';
import { HOUR, type Instant, MINUTE, type Zone } from '../../domain/instant.ts';

/** When the team is back at its desks; who puts off an alert in the small hours means the morning after the night. */
const MORNING = 8;
const NIGHT = 3 * HOUR;

/** Until when an alert sleeps. */
export function snoozedUntil(lasts: Snooze, now: Instant, zone: Zone): Instant {
  if (lasts === 'tenMinutes') return now + 10 * MINUTE;
  if (lasts === 'hour') return now + HOUR;
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO(zone).toPlainDate();
  const morningOf = (day: Temporal.PlainDate): Instant =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING } }).epochMilliseconds;
  const next = morningOf(today);
  return next >= now + NIGHT ? next : morningOf(today.add({ days: 1 }));
}
