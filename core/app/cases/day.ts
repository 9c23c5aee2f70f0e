import { marketZone } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import { leadOf } from '../../decide/restock/lead.ts';
import type { DayCase, Planned } from '../../decide/triggers/cases.ts';
import type { Sku } from '../../domain/ids.ts';
import { DAY } from '../../domain/instant.ts';
import { inHome } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { isSea } from '../../domain/shipping.ts';
import { isRunning, startOf } from '../../domain/stream.ts';
import { stillWanted } from '../ahead.ts';
import { baseDailyOf } from '../base.ts';
import { inflowsOf } from '../inflows.ts';
import { dailyOf, lineOf, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { triggersFor } from '../own-triggers.ts';
import { interestIn } from './interest.ts';

/** One SKU of the shop over days: what there is, what goes and what comes, and which streams want it. */
export function dayCase(ledger: Ledger, outlooks: Outlooks, sku: Sku): DayCase {
  const { settings, now } = ledger;
  const line = lineOf(ledger, null, null, sku, null);
  const { available, unseen, frozen } = line.stock;
  return {
    kind: 'day',
    now,
    sku,
    title: titleOf(ledger, sku),
    facts: settings.skus[sku] ?? null,
    settings: triggersFor(settings, sku),
    available: available === null ? null : available - unseen,
    daily: dailyOf(ledger, sku),
    base: baseDailyOf(ledger, sku) ?? 0,
    seaDays: seaDaysOf(ledger, sku),
    coming: inflowsOf(ledger, sku).map(({ name, units, chance, putAwayAt }) => ({ name, at: putAwayAt, units: units * chance })),
    planned: plannedFor(ledger, outlooks, sku),
    interest: interestIn(ledger, sku),
    worth: worthOf(settings, sku),
    certain: line.freshness === 'fresh' && !frozen,
  };
}

/** What streams on air are still to sell, and those that are scheduled, in the order of time. */
function plannedFor(ledger: Ledger, outlooks: Outlooks, sku: Sku): readonly Planned[] {
  return Object.entries(outlooks)
    .flatMap(([id, known]): Planned[] => {
      const stream = ledger.settings.streams[id];
      const forecast = known[sku]?.forecast;
      if (stream === undefined || forecast === undefined) return [];
      const startsAt = isRunning(stream, ledger.now) ? ledger.now : startOf(stream);
      return [{ stream: id, title: stream.title, startsAt, units: stillWanted(forecast) }];
    })
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

type Leads = { readonly day: number; readonly bySku: Map<Sku, number | null> };
const leads = new WeakMap<ShopSettings, Leads>();
/** Days until the fastest of the sea modes could be put away, ordered now; remembered for a day. */
function seaDaysOf(ledger: Ledger, sku: Sku): number | null {
  const { settings, now } = ledger;
  const day = Math.floor(now / DAY);
  let known = leads.get(settings);
  if (known?.day !== day) {
    known = { day, bySku: new Map() };
    leads.set(settings, known);
  }
  let days = known.bySku.get(sku);
  if (days === undefined) {
    const sea = Object.values(settings.modes).filter(({ kind, parts }) => isSea(kind) && parts.main !== undefined);
    const own = settings.skus[sku]?.supply ?? null;
    const all = sea.map((mode) => leadOf(mode, own, now, marketZone(ledger)));
    days = all.length === 0 ? null : Math.min(...all);
    known.bySku.set(sku, days);
  }
  return days;
}

/** What a unit is worth in whole units of the home currency: its price, else its cost; null where neither is set or can be converted. */
export function worthOf({ skus, preferences }: ShopSettings, sku: Sku): number | null {
  const price = skus[sku]?.supply?.price ?? skus[sku]?.supply?.unitCost ?? null;
  const home = price === null ? null : inHome(price, preferences.restock.rates, digitsOf);
  return home === null ? null : home.minor / 10 ** digitsOf(home.currency);
}
