import type ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { type CalendarEvent, type CalendarRead, occurrenceUid } from '../../domain/calendar.ts';
import { DAY, HOUR, type Instant, type Zone } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

/** A rule that makes more than this is no schedule of streams. */
const MOST_STEPS = 20_000;
const MOST_EVENTS = 500;
const LONGEST = 24 * HOUR;

type Library = typeof ICAL;
type Asked = {
  /** The zone of times without one. */
  readonly zone: Zone;
  /** Occurrences that begin in [from, until). */
  readonly from: Instant;
  readonly until: Instant;
};

/**
 * Events of a calendar file (RFC 5545) as they would be streams: repeated ones expanded for the given time, each at its own wall
 * clock, with moved and cancelled occurrences. What can be no stream is refused with a reason.
 */
export async function readCalendar(text: string, asked: Asked): Promise<CalendarRead> {
  // Loaded only where a calendar is read.
  const { default: library } = await import('ical.js');
  const read = rootsOf(library, text);
  if (read === null) return { ok: false, say: phrase('options:calendar.notCalendar') };
  const events: CalendarEvent[] = [];
  const refused = [...read.refused];
  for (const root of read.roots) {
    const zones = new Map(
      root.getAllSubcomponents('vtimezone').map((one) => [String(one.getFirstPropertyValue('tzid')), new library.Timezone(one)]),
    );
    for (const [master, exceptions] of bySeries(root.getAllSubcomponents('vevent'))) {
      const found = understood(() => occurrences({ library, zones, asked, master, exceptions }));
      if ('key' in found) refused.push({ title: understood(() => titleOf(master), ''), say: found });
      else events.push(...found);
    }
  }
  const sorted = events
    .filter(({ startsAt }) => startsAt >= asked.from && startsAt < asked.until)
    .sort((a, b) => a.startsAt - b.startsAt);
  if (sorted.length > MOST_EVENTS) {
    return { ok: false, say: phrase('options:calendar.tooMany', { n: sorted.length, most: MOST_EVENTS }) };
  }
  return { ok: true, events: sorted, refused };
}

const NOT_UNDERSTOOD = phrase('options:calendar.notUnderstood');
/** The library reads values when they are asked for, and throws at what it cannot read. */
function understood<T, E = Phrase>(ask: () => T, or: E = NOT_UNDERSTOOD as E): T | E {
  try {
    return ask();
  } catch {
    return or;
  }
}

type Refused = { readonly title: string; readonly say: Phrase };
type Roots = { readonly roots: readonly ICAL.Component[]; readonly refused: readonly Refused[] };
const EVENT = /^BEGIN:VEVENT\r?\n[\s\S]*?^END:VEVENT\r?$/gim;

/** The library refuses a whole file for one event: then that one is left out, and the others are read. */
function rootsOf(library: Library, text: string): Roots | null {
  const plain = text.replace(/^\uFEFF/, '');
  const whole = parsed(library, plain);
  if (whole !== null) return { roots: whole, refused: [] };
  const refused: Refused[] = [];
  const good = plain.replace(EVENT, (event) => {
    if (parsed(library, `BEGIN:VCALENDAR\r\n${event}\r\nEND:VCALENDAR`) !== null) return event;
    refused.push({ title: /^SUMMARY[^:\r\n]*:(.*)$/im.exec(event)?.[1]?.trim() ?? '', say: NOT_UNDERSTOOD });
    return '';
  });
  const roots = refused.length === 0 ? null : parsed(library, good);
  return roots === null ? null : { roots, refused };
}

function parsed(library: Library, text: string): readonly ICAL.Component[] | null {
  try {
    const all = library.parse(text) as unknown[];
    const roots = (Array.isArray(all[0]) ? all : [all]).map((one) => new library.Component(one as never));
    return roots.every(({ name }) => name === 'vcalendar') ? roots : null;
  } catch {
    return null;
  }
}

const titleOf = (event: ICAL.Component): string => String(event.getFirstPropertyValue('summary') ?? '').trim();
const isCancelled = (event: ICAL.Component): boolean =>
  String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';

/** Each event with the occurrences that were changed alone. A changed one without its series stands for itself. */
function bySeries(all: readonly ICAL.Component[]): readonly (readonly [ICAL.Component, readonly ICAL.Component[]])[] {
  const uidOf = (event: ICAL.Component) => String(event.getFirstPropertyValue('uid') ?? '');
  const masters = all.filter((event) => !event.hasProperty('recurrence-id'));
  const known = new Set(masters.map(uidOf));
  const orphans = all.filter((event) => event.hasProperty('recurrence-id') && !known.has(uidOf(event)));
  return [
    ...masters.map(
      (master) => [master, all.filter((one) => one.hasProperty('recurrence-id') && uidOf(one) === uidOf(master))] as const,
    ),
    ...orphans.map((orphan) => [orphan, []] as const),
  ];
}

type Series = {
  readonly library: Library;
  readonly zones: ReadonlyMap<string, ICAL.Timezone>;
  readonly asked: Asked;
  readonly master: ICAL.Component;
  readonly exceptions: readonly ICAL.Component[];
};
/** A time of the file: which zone it counts in, and its instant. */
type Clock = { readonly zone: Zone; readonly at: (time: ICAL.Time) => Instant };

function occurrences(series: Series): readonly CalendarEvent[] | Phrase {
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

/** UTC, the named zone, the file's own description of it, or the zone that was asked for. */
function clockOf({ zones, asked, library }: Series, property: ICAL.Property): Clock | Phrase {
  const tzid = property.getFirstParameter('tzid') as string | undefined;
  const value = property.getFirstValue() as ICAL.Time;
  if (tzid === undefined || tzid === '') {
    if (value.zone === library.Timezone.utcTimezone) return { zone: asked.zone, at: (time) => Date.UTC(...fields(time)) };
    return { zone: asked.zone, at: (time) => byZone(time, asked.zone) };
  }
  const zone = zoneNamed(tzid);
  if (zone !== null) return { zone, at: (time) => byZone(time, zone) };
  const described = zones.get(tzid);
  if (described === undefined) return phrase('options:calendar.unknownZone', { zone: tzid });
  const at = (time: ICAL.Time) => {
    const local = time.clone();
    local.zone = described;
    return local.toUnixTime() * 1_000;
  };
  return { zone: asked.zone, at };
}

const fields = ({ year, month, day, hour, minute, second }: ICAL.Time): [number, number, number, number, number, number] => [
  year,
  month - 1,
  day,
  hour,
  minute,
  second,
];
const byZone = ({ year, month, day, hour, minute, second }: ICAL.Time, zone: Zone): Instant =>
  Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;

/** `America/New_York`, also where a program has put its own name in front. */
function zoneNamed(tzid: string): Zone | null {
  const parts = tzid.split('/').filter(Boolean);
  for (const name of [tzid, parts.slice(-2).join('/'), parts.slice(-3).join('/')]) {
    try {
      if (name.includes('/') || name === 'UTC')
        return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone && name;
    } catch {
      // Not this one.
    }
  }
  return null;
}

/**
 * Instants at which a series begins. The library walks the rule by the wall clock; where it ends and what is left out is compared by
 * instants here, since a file may say that in another zone.
 */
function expand({ library, master, asked }: Series, clock: Clock, start: ICAL.Time): readonly Instant[] | Phrase {
  const component = new library.Component(JSON.parse(JSON.stringify(master.toJSON())) as never);
  component.removeAllProperties('exdate');
  const lasts: Instant[] = [];
  for (const property of component.getAllProperties('rrule')) {
    const rule = property.getFirstValue() as ICAL.Recur;
    if (rule.until !== null && rule.until !== undefined) lasts.push(untilOf(library, rule.until, clock));
    rule.until = null as never;
    property.setValue(rule as never);
  }
  const last = lasts.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...lasts);
  const out = leftOut(master, clock, library);
  const walk = new library.RecurExpansion({ component, dtstart: start });
  const found: Instant[] = [];
  for (let step = 0; ; step += 1) {
    if (step >= MOST_STEPS) return phrase('options:calendar.tooOften');
    const time = walk.next();
    if (time === null || time === undefined) return found;
    const at = clock.at(time);
    if (at > last || at >= asked.until) return found;
    // An occurrence may have been moved into the time that was asked for.
    if (at >= asked.from - 31 * DAY && !out(time, at)) found.push(at);
  }
}

function untilOf(library: Library, until: ICAL.Time, clock: Clock): Instant {
  if (until.isDate) {
    const end = until.clone();
    end.isDate = false;
    end.hour = 23;
    end.minute = 59;
    end.second = 59;
    return clock.at(end);
  }
  return until.zone === library.Timezone.utcTimezone ? Date.UTC(...fields(until)) : clock.at(until);
}

/** Occurrences that the series leaves out: by instant, or by day. */
function leftOut(master: ICAL.Component, clock: Clock, library: Library): (time: ICAL.Time, at: Instant) => boolean {
  const instants = new Set<Instant>();
  const days = new Set<string>();
  for (const property of master.getAllProperties('exdate')) {
    for (const value of property.getValues() as ICAL.Time[]) {
      if (value.isDate) days.add(value.toString().slice(0, 10));
      else instants.add(value.zone === library.Timezone.utcTimezone ? Date.UTC(...fields(value)) : clock.at(value));
    }
  }
  return (time, at) => instants.has(at) || days.has(time.toString().slice(0, 10));
}
