import { DAY } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { DayCase, Planned, PoolCase } from './cases.ts';
import { overdueIn, standingAt } from './pool.ts';
import type { Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

const MARGIN = 1.1;

/**
 * 直播排期: all streams within so many days together, in the order of time. At the start of each: available less base sales until
 * then, plus inbound put away before it, under a multiple of what it and those before it will sell. Each stream counts once, in the
 * warehouses that serve it. At risk: what is missing, by when that stream starts; of several the most urgent counts.
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
    const { at, there, wants, missing, pool } = worst;
    const late = overdueIn(pool.coming, now);
    const values = {
      ...late,
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
      reason: phrase(late === null ? 'core:schedule.reason' : 'core:schedule.overdue', values),
      proposes: phrase('core:schedule.proposes', values),
      urgency: Math.max(
        ...short.map(({ at: { startsAt }, ...one }) =>
          // Without the margin, or what was said already would be more urgent than the same that is said for the first time.
          urgencyOf({
            minutes: minutesOf((startsAt - now) / DAY),
            units: settings.scheduleMultiple * one.wants - one.there,
            worth,
          }),
        ),
      ),
    };
  },
};

type Short = {
  readonly at: Planned;
  readonly there: number;
  readonly wants: number;
  readonly missing: number;
  readonly pool: PoolCase;
};

/** The streams at which something is missing. */
function shortOf({ now, pools, settings }: DayCase, multiple: number): readonly Short[] {
  const short: Short[] = [];
  for (const pool of pools.map(withoutGuesses)) {
    if (pool.available === null) continue;
    let wants = 0;
    for (const [nth, at] of pool.planned.entries()) {
      const { base, taken, inbound, setAside } = standingAt(pool, now, nth);
      wants += at.units;
      if (wants <= 0 || at.startsAt - now > settings.scheduleDays * DAY) continue;
      const there = pool.available - base - taken + (settings.scheduleStockAlone ? 0 : inbound) - setAside;
      const missing = multiple * wants - there;
      if (missing > 1e-9) short.push({ at, there, wants, missing, pool });
    }
  }
  return short;
}

/** While there is stock a mere mean of other SKUs is no reason to order. */
function withoutGuesses(pool: PoolCase): PoolCase {
  if ((pool.available ?? 0) <= 0) return pool;
  const known = (planned: readonly Planned[]) => planned.filter(({ guess }) => !guess);
  return {
    ...pool,
    planned: known(pool.planned),
    rivals: pool.rivals.map((rival) => ({ ...rival, planned: known(rival.planned) })),
  };
}
