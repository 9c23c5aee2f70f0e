import type { PlanRow, RestockView } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { ShopState } from '../cycle.ts';
import { lackingIn, restockAll, restockOf } from '../restock/restock.ts';

/** More lines than these are no table to look at; the CSV has them all. */
const SHOWN = 500;

/** What is to be ordered or moved, most urgent first, and the plan that is opened. */
export function restockViewOf(state: ShopState, opened: Sku | null): RestockView {
  const { plans, totals } = restockAll(state);
  const wanted = plans.filter(needsLooking);
  const open = opened === null ? null : restockOf(state, opened);
  return {
    rows: wanted.slice(0, SHOWN).map(planRow),
    totals: {
      units: totals.units,
      cost: totals.cost,
      cashDays: totals.cashDays,
      unpriced: totals.unpriced,
      capped: totals.capped,
    },
    lacking: lackingIn(plans).slice(0, SHOWN),
    plan: open,
  };
}

/** Something to order, something that nothing brings in time, or something that cannot be told. */
const needsLooking = ({ quantity, gapUnits, need }: RestockPlan): boolean => quantity > 0 || gapUnits > 0 || need === null;

/** Tomorrow's order: of these SKUs. */
export const plansFor = (state: ShopState, skus: readonly Sku[]): readonly PlanRow[] =>
  skus
    .map((sku) => restockOf(state, sku))
    .filter(({ quantity, gapUnits }) => quantity > 0 || gapUnits > 0)
    .toSorted((a, b) => (a.orderBy ?? Number.MAX_SAFE_INTEGER) - (b.orderBy ?? Number.MAX_SAFE_INTEGER))
    .map(planRow);

export function planRow(plan: RestockPlan): PlanRow {
  const arrives = plan.lots.map(({ arrivesAt }) => arrivesAt);
  return {
    sku: plan.sku,
    title: plan.title,
    coverDays: plan.coverDays,
    outAt: plan.outAt,
    need: plan.need,
    quantity: plan.quantity,
    modes: plan.lots.map(({ name, units }) => ({ name, units })),
    orderBy: plan.orderBy,
    arrives: arrives.length === 0 ? null : { first: Math.min(...arrives), last: Math.max(...arrives) },
    cost: plan.cost.all,
    cashDays: plan.cash.days,
    tooLate: plan.tooLate,
    cause: plan.demand.cause,
    emergency: plan.emergency.some(({ step }) => step !== null && step !== 'sellable'),
  };
}
