import type { DayCase } from '../../decide/triggers/cases.ts';
import type { Sku } from '../../domain/ids.ts';
import { inHome } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { poolsOf } from '../ahead.ts';
import { comingOf, inflowsTo } from '../inflows.ts';
import { dailyOf, lineOf, titleOf } from '../lines.ts';
import { triggersFor } from '../own-triggers.ts';
import { type Future, plannedFor } from '../planned.ts';
import { interestIn } from './interest.ts';
import { seaDaysOf } from './sea.ts';

/** One SKU of the shop over days: what there is, what goes and what comes, and which streams want it. */
export function dayCase(shop: Future, sku: Sku): DayCase {
  const { ledger } = shop;
  const { settings, now } = ledger;
  const line = lineOf(ledger, null, null, sku, null);
  const { available, unseen, frozen } = line.stock;
  const planned = plannedFor(shop, sku);
  return {
    kind: 'day',
    now,
    sku,
    title: titleOf(ledger, sku),
    facts: settings.skus[sku] ?? null,
    settings: triggersFor(settings, sku),
    available: available === null ? null : available - unseen,
    daily: dailyOf(ledger, sku),
    seaDays: seaDaysOf(ledger, sku),
    coming: inflowsTo(ledger, null, sku).map(comingOf),
    planned: planned.map((one) => one.planned),
    pools: poolsOf(shop, sku, planned),
    interest: interestIn(ledger, sku),
    worth: worthOf(settings, sku),
    certain: line.freshness === 'fresh' && !frozen,
  };
}

/** What a unit is worth in whole units of the home currency: its price, else its cost; null where neither is set or can be converted. */
export function worthOf({ skus, preferences }: ShopSettings, sku: Sku): number | null {
  const price = skus[sku]?.supply?.price ?? skus[sku]?.supply?.unitCost ?? null;
  const home = price === null ? null : inHome(price, preferences.restock.rates, digitsOf);
  return home === null ? null : home.minor / 10 ** digitsOf(home.currency);
}
