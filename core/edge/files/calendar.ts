import type ICAL from 'ical.js';
import type { CalendarEvent, CalendarRead } from '../../domain/calendar.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Asked, Library } from './calendar-clock.ts';
import { NOT_UNDERSTOOD, occurrences, titleOf } from './calendar-series.ts';

const MOST_EVENTS = 500;

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
    const zones = understood(() => zonesOf(library, root), new Map<string, ICAL.Timezone>());
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
/** What the file itself says of zones, by the names that it uses. */
const zonesOf = (library: Library, root: ICAL.Component): ReadonlyMap<string, ICAL.Timezone> =>
  new Map(
    root.getAllSubcomponents('vtimezone').map((one) => [String(one.getFirstPropertyValue('tzid')), new library.Timezone(one)]),
  );

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
