import { DAY } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { DayCase, Planned } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

const MARGIN = 1.1;

/**
 * 直播排期: all streams within so many days together, in the order of time. At the start of each: available less base sales until
 * then, plus inbound put away before it, under a multiple of what it and those before it will sell. Each stream counts once.
 * At risk: what is missing, by when that stream starts; of several the most urgent counts.
 */
export const schedule: Trigger<DayCase> = {
  id: 'schedule',
  on: 'day',
  goesTo: 'operator',
  judge(given, was) {
    const { now, sku, title, settings, worth } = given;
    const short = shortOf(given, settings.scheduleMultiple * (was ? MARGIN : 1));
    const worst = short.toSorted((a, b) => b.missing - a.missing)[0];
    if (worst === undefined) return null;
    const { at, there, wants, missing } = worst;
    const values = {
      sku,
      title,
      there: Math.max(0, Math.floor(there)),
      wants: Math.round(wants),
      times: Math.round((Math.max(0, there) / Math.max(1, wants)) * 100) / 100,
      multiple: settings.scheduleMultiple,
      stream: at.title,
      at: { instant: at.startsAt, day: true as const },
      missing: Math.ceil(missing),
    };
    return {
      reason: phrase('core:schedule.reason', values),
      proposes: phrase('core:schedule.proposes', values),
      urgency: Math.max(
        ...short.map((one) => urgencyOf({ minutes: minutesOf((one.at.startsAt - now) / DAY), units: one.missing, worth })),
      ),
    };
  },
};

type Short = { readonly at: Planned; readonly there: number; readonly wants: number; readonly missing: number };

/** The streams at which something is missing. */
function shortOf({ now, available, base, coming, planned, settings }: DayCase, multiple: number): readonly Short[] {
  if (available === null) return [];
  const short: Short[] = [];
  let wants = 0;
  for (const at of planned) {
    const days = Math.max(0, at.startsAt - now) / DAY;
    wants += at.units;
    if (wants <= 0 || days > settings.scheduleDays) continue;
    const there = available - base * days + (settings.scheduleStockAlone ? 0 : putAwayBy(coming, at.startsAt));
    const missing = multiple * wants - there;
    if (missing > 1e-9) short.push({ at, there, wants, missing });
  }
  return short;
}

const putAwayBy = (coming: DayCase['coming'], at: number): number =>
  coming.reduce((units, one) => (one.at !== null && one.at <= at ? units + one.units : units), 0);
