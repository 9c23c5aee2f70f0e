import type ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { Instant, Zone } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

export type Library = typeof ICAL;
export type Asked = {
  /** The zone of times without one. */
  readonly zone: Zone;
  /** Occurrences that begin in [from, until). */
  readonly from: Instant;
  readonly until: Instant;
};

export type Series = {
  readonly library: Library;
  readonly zones: ReadonlyMap<string, ICAL.Timezone>;
  readonly asked: Asked;
  readonly master: ICAL.Component;
  readonly exceptions: readonly ICAL.Component[];
};
/** A time of the file: which zone it counts in, and its instant. */
export type Clock = { readonly zone: Zone; readonly at: (time: ICAL.Time) => Instant };

/** UTC, the named zone, the file's own description of it, or the zone that was asked for. */
export function clockOf({ zones, asked, library }: Series, property: ICAL.Property): Clock | Phrase {
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

export const fields = ({
  year,
  month,
  day,
  hour,
  minute,
  second,
}: ICAL.Time): [number, number, number, number, number, number] => [year, month - 1, day, hour, minute, second];
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
