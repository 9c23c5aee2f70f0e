import type ICAL from 'ical.js';
import { DAY, type Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { type Clock, fields, type Library, type Series } from './calendar-clock.ts';

/** A rule that makes more than this is no schedule of streams. */
const MOST_STEPS = 20_000;

/**
 * Instants at which a series begins. The library walks the rule by the wall clock; where it ends and what is left out is compared by
 * instants here, since a file may say that in another zone.
 */
export function expand({ library, master, asked }: Series, clock: Clock, start: ICAL.Time): readonly Instant[] | Phrase {
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
