import { marketZone } from '../../decide/ledger/days.ts';
import { wallClock } from '../../decide/restock/dates.ts';
import type { RestockTotals } from '../../decide/restock/totals.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import { moneyText } from '../../domain/money-text.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import type { RestockState } from './facts.ts';
import { restockAll } from './restock.ts';

/** The market's zone and the team's: times stand in both where they differ. */
export type TextZones = { readonly market: Zone; readonly team: Zone };

/** `2026-12-04 16:00 (12-05 05:00)`. */
function whenText(at: Instant, { market, team }: TextZones): string {
  const [here, there] = [wallClock(at, market), wallClock(at, team)];
  return here === there ? here : `${here} (${there.slice(5)})`;
}

/** All plans of a shop, and as lines. */
export function restockOut(state: RestockState): { readonly plans: readonly RestockPlan[]; readonly lines: readonly Phrase[] } {
  const { ledger } = state;
  const restock = restockAll(state);
  const zones = { market: marketZone(ledger), team: ledger.settings.preferences.teamZone };
  return { plans: restock.plans, lines: restockLines(restock, ledger.now, zones) };
}

/** Plans as lines to paste or to send, the surface puts each into words; plans that order nothing and miss nothing are left out. */
export function restockLines(
  { plans, totals }: { readonly plans: readonly RestockPlan[]; readonly totals: RestockTotals },
  now: Instant,
  zones: TextZones,
): readonly Phrase[] {
  const title = phrase('restock:text.title', { at: whenText(now, zones) });
  const told = plans.filter(({ quantity, gapUnits }) => quantity > 0 || gapUnits > 0);
  if (told.length === 0) return [title, phrase('restock:text.none')];
  return [title, totalLine(totals), ...told.flatMap((plan) => planLines(plan, zones))];
}

function totalLine({ skus, units, cost, unpriced }: RestockTotals): Phrase {
  const values = { skus, units, cost: moneyText(cost), unpriced };
  return phrase(unpriced === 0 ? 'restock:text.totals' : 'restock:text.unpriced', values);
}

/** One plan: what, by which modes and when, and what is wrong with it. */
export function planLines(plan: RestockPlan, zones: TextZones): readonly Phrase[] {
  const { sku, title, quantity, cost, lots, capped, delay } = plan;
  const values = { sku, title, quantity, ...(cost.all === null ? {} : { cost: moneyText(cost.all) }) };
  const head = quantity === 0 ? 'unneeded' : cost.all === null ? 'sku' : 'skuCost';
  const lines = [phrase(`restock:text.${head}`, values), ...lots.map((lot) => lotLine(lot, zones))];
  if (plan.tooLate !== 'none') lines.push(phrase(`restock:text.tooLate.${plan.tooLate}`, { units: plan.gapUnits }));
  if (capped !== null) lines.push(capped);
  if (delay.units > 0) {
    const value = delay.value === null ? {} : { value: moneyText(delay.value) };
    lines.push(phrase(`restock:text.${delay.value === null ? 'delay' : 'delayValue'}`, { units: delay.units, ...value }));
  }
  return [...lines, ...plan.warnings];
}

function lotLine({ name, units, orderBy, arrivesAt, putAwayAt, neededAt, inTime }: Lot, zones: TextZones): Phrase {
  const values = {
    mode: name,
    units,
    orderBy: whenText(orderBy, zones),
    arrives: whenText(arrivesAt, zones).slice(0, 10),
    putAway: whenText(putAwayAt, zones).slice(0, 10),
  };
  if (inTime || neededAt === null) return phrase('restock:text.lot', values);
  return phrase('restock:text.lotLate', { ...values, needed: whenText(neededAt, zones) });
}
