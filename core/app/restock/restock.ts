import type { PlanInput } from '../../decide/restock/input.ts';
import { planOf } from '../../decide/restock/plan.ts';
import { plansWithin, type RestockTotals, totalsOf } from '../../decide/restock/totals.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Pool } from '../../domain/pool.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { type PlanScope, planInputOf, planTouches, type RestockState } from './facts.ts';
import { joined } from './joined.ts';
import { poolFor, scopesOf, wholeOf } from './scopes.ts';

type Made = { readonly touches: readonly unknown[]; readonly input: PlanInput; readonly plan: RestockPlan };
/** Settings are replaced whole when any of them changes, and pools with them. */
const made = new WeakMap<ShopSettings, Map<Pool, Map<Sku, Made>>>();

function madeOf(state: RestockState, sku: Sku, asked: Pool): Made {
  const { settings } = state.ledger;
  const pool = asked === null ? null : poolFor(state, sku, asked);
  const byPool = made.get(settings) ?? new Map<Pool, Map<Sku, Made>>();
  if (byPool.size === 0) made.set(settings, byPool);
  const bySku = byPool.get(pool) ?? new Map<Sku, Made>();
  if (bySku.size === 0) byPool.set(pool, bySku);
  const touches = planTouches(state, sku);
  const known = bySku.get(sku);
  if (known !== undefined && isSame(known.touches, touches)) return known;
  const next = { touches, ...(pool === null ? wholePlan(state, sku) : planIn(state, sku, wholeOf(settings, pool))) };
  bySku.set(sku, next);
  return next;
}

function planIn(state: RestockState, sku: Sku, scope: PlanScope): Pick<Made, 'input' | 'plan'> {
  const input = planInputOf(state, sku, scope);
  return { input, plan: planOf(input) };
}

/** Streams that other warehouses cannot help are planned beside all else. */
function wholePlan(state: RestockState, sku: Sku): Pick<Made, 'input' | 'plan'> {
  const { rest, apart } = scopesOf(state, sku);
  const { input, plan } = planIn(state, sku, rest);
  const others = apart.map((scope) => ({ where: scope.where, plan: planIn(state, sku, scope).plan }));
  return { input, plan: joined(plan, others) };
}
const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/**
 * The restock plan of one SKU as if it were the only one: of all warehouses that sell, or of those of a pool. Made anew only when something that it
 * rests on has changed.
 */
export const restockOf = (state: RestockState, sku: Sku, pool: Pool = null): RestockPlan => madeOf(state, sku, pool).plan;

export type Restock = { readonly plans: readonly RestockPlan[]; readonly totals: RestockTotals };
const all = new WeakMap<RestockState, Restock>();

/** Plans of all SKUs of the shop, most urgent first, within the one cap in money. */
export function restockAll(state: RestockState): Restock {
  const known = all.get(state);
  if (known !== undefined) return known;
  const { books, settings } = state.ledger;
  const skus = new Set([...Object.keys(books), ...Object.keys(settings.skus)]);
  const bySku = new Map([...skus].map((sku) => [sku, madeOf(state, sku, null)]));
  const plans = plansWithin(
    [...bySku.values()].map(({ input }) => input),
    (input) => bySku.get(input.sku)?.plan ?? planOf(input),
  );
  const restock = { plans, totals: totalsOf(plans, settings.preferences.restock.rates.home) };
  all.set(state, restock);
  return restock;
}
