import type ICAL from 'ical.js';
import { type CalendarEvent, occurrenceUid } from '../../domain/calendar.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { type Clock, clockOf, type Series } from './calendar-clock.ts';
import { expand } from './calendar-rule.ts';

const LONGEST = 24 * HOUR;
export const NOT_UNDERSTOOD = phrase('options:calendar.notUnderstood');

export const titleOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue('summary') ?? '').trim();
const isCancelled = (event: ICAL.Component): boolean =>
  String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';

/** What one event, or one series, comes to; or why it can be no stream. */
export function occurrences(series: Series): readonly CalendarEvent[] | Phrase {
  const { master, exceptions } = series;
  const uid = String(master.getFirstPropertyValue('uid') ?? '');
  if (uid === '') return phrase('options:calendar.noUid');
  const read = timesOf(series, master);
  if ('key' in read) return read;
  const { clock, start, length } = read;
  const own = (at: Instant, recurrence: string | null): CalendarEvent => ({
    uid: occurrenceUid(uid, recurrence),
    title: titleOf(master),
    startsAt: at,
    endsAt: at + length,
    zone: clock.zone,
    cancelled: isCancelled(master),
  });
  const orphan = recurrenceOf(series, master);
  if (!master.hasProperty('rrule') && !master.hasProperty('rdate')) return [own(clock.at(start), orphan)];
  const changed = new Map<string, CalendarEvent>();
  for (const exception of exceptions) {
    const event = exceptionOf(series, exception, uid);
    if ('key' in event) return event;
    changed.set(event.recurrence, event.event);
  }
  const expanded = expand(series, clock, start);
  if ('key' in expanded) return expanded;
  const usual = expanded.filter((at) => !changed.has(stamp(at))).map((at) => own(at, stamp(at)));
  return [...usual, ...changed.values()];
}

/** Which occurrence of a series: its instant, so that the series' zone may be written in any way. */
const stamp = (at: Instant): string => new Date(at).toISOString();
function recurrenceOf(series: Series, event: ICAL.Component): string | null {
  const property = event.getFirstProperty('recurrence-id');
  if (property === null) return null;
  const clock = clockOf(series, property);
  return 'key' in clock ? null : stamp(clock.at(property.getFirstValue() as ICAL.Time));
}

function exceptionOf(
  series: Series,
  exception: ICAL.Component,
  uid: string,
): { readonly recurrence: string; readonly event: CalendarEvent } | Phrase {
  const recurrence = recurrenceOf(series, exception);
  if (recurrence === null || exception.getFirstProperty('recurrence-id')?.getFirstParameter('range') === 'THISANDFUTURE') {
    return NOT_UNDERSTOOD;
  }
  const read = timesOf(series, exception);
  if ('key' in read) return read;
  const startsAt = read.clock.at(read.start);
  const title = titleOf(exception) || titleOf(series.master);
  const event = {
    uid: occurrenceUid(uid, recurrence),
    title,
    startsAt,
    endsAt: startsAt + read.length,
    zone: read.clock.zone,
    cancelled: isCancelled(exception),
  };
  return { recurrence, event };
}

/** When it begins and how long it lasts, or why it is no stream. */
function timesOf(series: Series, event: ICAL.Component): { clock: Clock; start: ICAL.Time; length: number } | Phrase {
  const property = event.getFirstProperty('dtstart');
  const start = property?.getFirstValue() as ICAL.Time | null | undefined;
  if (property == null || start == null || start.icaltype === undefined) return phrase('options:calendar.noStart');
  if (start.isDate) return phrase('options:calendar.allDay');
  const clock = clockOf(series, property);
  if ('key' in clock) return clock;
  const end = event.getFirstProperty('dtend');
  const duration = event.getFirstPropertyValue('duration') as ICAL.Duration | null;
  const endClock = end === null ? clock : clockOf(series, end);
  if ('key' in endClock) return endClock;
  const endsAt = end === null ? null : endClock.at(end.getFirstValue() as ICAL.Time);
  const length = endsAt === null ? (duration?.toSeconds() ?? 0) * 1_000 : endsAt - clock.at(start);
  if (length <= 0) return phrase('options:calendar.noEnd');
  return length > LONGEST ? phrase('options:calendar.tooLong') : { clock, start, length };
}
