import { phrase } from '../../domain/phrase.ts';
import type { DayCase } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { urgencyOf } from './urgency.ts';

const MARGIN = 0.9;
/** What lies too long costs about so much of its worth: room, money, and the price that it is cleared for. */
const COSTS = 0.1;

/** 滞销: what can be sold and what comes in, less what the planned streams take, lasts longer than so many days. New and seasonal SKUs are marked. It has time: at risk is the money alone. */
export const overstock: Trigger<DayCase> = {
  id: 'overstock',
  on: 'day',
  goesTo: 'operator',
  judge({ sku, title, facts, settings, available, daily, coming, planned, worth }, was) {
    if (available === null || daily === null || available <= 0) return null;
    const inbound = coming.reduce((units, one) => units + one.units, 0);
    const rest = available + inbound - planned.reduce((units, one) => units + one.units, 0);
    if (rest <= 0) return null;
    const days = daily <= 0 ? Number.POSITIVE_INFINITY : rest / daily;
    if (days <= settings.overstockDays * (was ? MARGIN : 1)) return null;
    const season = facts?.supply?.season ?? null;
    const values = {
      sku,
      title,
      days: Number.isFinite(days) ? Math.round(days) : 0,
      rest: Math.floor(rest),
      line: settings.overstockDays,
    };
    const how = Number.isFinite(days) ? (season ?? 'reason') : 'none';
    return {
      reason: phrase(`core:overstock.${how}`, values),
      proposes: phrase('core:overstock.proposes', values),
      urgency: urgencyOf({ minutes: null, units: COSTS * (rest - settings.overstockDays * daily), worth }),
    };
  },
};
