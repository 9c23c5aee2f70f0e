import { DAY } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Coming, DayCase } from './cases.ts';
import { isOverdue, overdueIn } from './pool.ts';
import type { Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

/** Days that stock must last: those that are set, or what the fastest sea freight takes where that is longer. */
export const coverLine = (coverDays: number, seaDays: number | null): number => Math.max(coverDays, seaDays ?? 0);

/** A cleared alert needs a tenth more days. */
const MARGIN = 1.1;
/** A shipment that is on its way may be late: so likely. */
const LATE = 0.25;

/**
 * 常规库存水位: available ÷ average daily sales under so many days, or under the sea lead time where that is longer. What comes in
 * before it runs out, and lasts as long, is named; the alert stays, so that nobody forgets what it hangs on. At risk: what is missing
 * to the line, by when the rest is sold.
 */
export const cover: Trigger<DayCase> = {
  id: 'cover',
  on: 'day',
  goesTo: 'operator',
  judge({ now, sku, title, settings, available, daily, seaDays, coming, worth }, was) {
    if (available === null || daily === null || daily <= 0) return null;
    const line = coverLine(settings.coverDays, seaDays);
    const days = Math.max(0, available) / daily;
    if (days >= (was ? line * MARGIN : line)) return null;
    const by = coveredBy(coming, { now, outAt: now + days * DAY, needs: line * daily - Math.max(0, available) });
    const values = { sku, title, days: Math.floor(days * 10) / 10, line: Math.round(line), daily: Math.round(daily * 10) / 10 };
    if (by !== null) {
      return {
        reason: phrase('core:cover.covered', { ...values, shipment: by.name, at: { instant: by.at ?? now, day: true } }),
        proposes: phrase('core:cover.watch', values),
        urgency: urgencyOf({ minutes: minutesOf(days), chance: LATE }),
      };
    }
    const how = seaDays !== null && seaDays > settings.coverDays ? 'sea' : 'reason';
    const late = overdueIn(coming, now);
    return {
      reason: late === null ? phrase(`core:cover.${how}`, values) : phrase('core:cover.overdue', { ...values, ...late, how }),
      proposes: phrase('core:cover.proposes', values),
      urgency: urgencyOf({ minutes: minutesOf(days), units: line * daily - Math.max(0, available), worth }),
    };
  },
};

/** The shipment with which everything that is there in time makes up for what is missing; null where it does not. */
function coveredBy(
  coming: readonly Coming[],
  { now, outAt, needs }: { readonly now: number; readonly outAt: number; readonly needs: number },
): Coming | null {
  let units = 0;
  const inTime = coming.flatMap((one) =>
    one.at === null || one.at > outAt || isOverdue(one, now) ? [] : [{ ...one, at: one.at }],
  );
  for (const one of inTime.toSorted((a, b) => a.at - b.at)) {
    units += one.units;
    if (units >= needs) return one;
  }
  return null;
}
