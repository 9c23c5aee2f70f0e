import { marketZone } from '../../decide/ledger/days.ts';
import { wallClock } from '../../decide/restock/dates.ts';
import type { RestockTotals } from '../../decide/restock/totals.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import type { RestockState } from './facts.ts';
import { lackingIn, restockAll } from './restock.ts';

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

/** Plans as lines to paste or to send, the surface puts each into words; plans that order nothing and miss nothing are left out. Key SKUs that hang on one supplier or route come last, whatever they order. */
export function restockLines(
  { plans, totals }: { readonly plans: readonly RestockPlan[]; readonly totals: RestockTotals },
  now: Instant,
  zones: TextZones,
): readonly Phrase[] {
  const title = phrase('restock:text.title', { at: whenText(now, zones) });
  const told = plans.filter(({ quantity, gapUnits }) => quantity > 0 || gapUnits > 0);
  const orders =
    told.length === 0
      ? [phrase('restock:text.none')]
      : [...totalLines(totals), ...told.flatMap((plan) => planLines(plan, zones))];
  return [title, ...orders, ...lackLines(plans)];
}

function totalLines({ skus, units, cost, unpriced, cashDays }: RestockTotals): readonly Phrase[] {
  const total = phrase(unpriced === 0 ? 'restock:text.totals' : 'restock:text.unpriced', { skus, units, cost, unpriced });
  return cashDays === null ? [total] : [total, phrase('restock:text.cashAll', { amount: cost, days: Math.round(cashDays) })];
}

function lackLines(plans: readonly RestockPlan[]): readonly Phrase[] {
  const lines = lackingIn(plans).flatMap(({ sku, title, lacks }) =>
    lacks.map(({ key, values }) => phrase('restock:text.lack', { ...values, sku, title, lack: key.replace(/^.*\./, '') })),
  );
  return lines.length === 0 ? [] : [phrase('restock:text.lacking'), ...lines];
}

/** One plan: what, by which modes and when, and what is wrong with it. */
export function planLines(plan: RestockPlan, zones: TextZones): readonly Phrase[] {
  const { sku, title, quantity, cost, cash, lots, capped, delay } = plan;
  const values = { sku, title, quantity, ...(cost.all === null ? {} : { cost: cost.all }) };
  const head = quantity === 0 ? 'unneeded' : cost.all === null ? 'sku' : 'skuCost';
  const lines = [phrase(`restock:text.${head}`, values), ...lots.map((lot) => lotLine(lot, zones))];
  if (plan.tooLate !== 'none') lines.push(tooLateLine(plan));
  if (cash.amount !== null && cash.days !== null && cash.amount.minor > 0)
    lines.push(phrase('restock:text.cash', { amount: cash.amount, days: Math.round(cash.days) }));
  if (capped !== null) lines.push(capped);
  if (delay.units > 0) {
    const value = delay.value === null ? {} : { value: delay.value };
    lines.push(phrase(`restock:text.${delay.value === null ? 'delay' : 'delayValue'}`, { units: delay.units, ...value }));
  }
  return [...lines, ...plan.warnings];
}

/** Where faster modes close the gap nothing is missing, and none is said to be. */
const tooLateLine = ({ tooLate, gapUnits: units }: RestockPlan): Phrase =>
  phrase(`restock:text.tooLate.${tooLate === 'sea' && units > 0 ? 'seaGap' : tooLate}`, { units });

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
