import type { PlanInput } from '../../decide/restock/input.ts';
import { planOf } from '../../decide/restock/plan.ts';
import { plansWithin, type RestockTotals, totalsOf } from '../../decide/restock/totals.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Pool } from '../../domain/pool.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { type PlanScope, planInputOf, planTouches, type RestockState } from './facts.ts';
import { type Apart, joined, joinedWithin, type Part } from './joined.ts';
import { poolFor, scopesOf, wholeOf } from './scopes.ts';

/** `rest`: the plan's own part, beside what is served `apart`. */
type Plans = { readonly input: PlanInput; readonly plan: RestockPlan; readonly rest: Part; readonly apart: readonly Apart[] };
type Made = Plans & { readonly touches: readonly unknown[] };
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
  const next = { touches, ...(pool === null ? wholePlan(state, sku) : poolPlan(state, sku, pool)) };
  bySku.set(sku, next);
  return next;
}

function planIn(state: RestockState, sku: Sku, scope: PlanScope): Part {
  const input = planInputOf(state, sku, scope);
  return { input, plan: planOf(input) };
}

function poolPlan(state: RestockState, sku: Sku, pool: Pool): Plans {
  const rest = planIn(state, sku, wholeOf(state.ledger.settings, pool));
  return { ...rest, rest, apart: [] };
}

/** Streams that other warehouses cannot help are planned beside all else. */
function wholePlan(state: RestockState, sku: Sku): Plans {
  const scopes = scopesOf(state, sku);
  const rest = planIn(state, sku, scopes.rest);
  const apart = scopes.apart.map((scope) => ({ where: scope.where, ...planIn(state, sku, scope) }));
  return { input: rest.input, plan: joined(rest.plan, apart), rest, apart };
}
const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

export type Restock = {
  readonly plans: readonly RestockPlan[];
  readonly totals: RestockTotals;
  readonly bySku: ReadonlyMap<Sku, RestockPlan>;
};
const all = new WeakMap<RestockState, Restock>();
/** The last one by settings: while no plan was made anew it stands. */
const last = new WeakMap<ShopSettings, { readonly parts: readonly Made[]; readonly restock: Restock }>();

/** Plans of all SKUs of the shop, most urgent first, within the one cap in money, priced as they are sent: what every page, text and file shows. */
export function restockAll(state: RestockState): Restock {
  const known = all.get(state);
  if (known !== undefined) return known;
  const { books, settings } = state.ledger;
  const parts = [...new Set([...Object.keys(books), ...Object.keys(settings.skus)])].map((sku) => madeOf(state, sku, null));
  const before = last.get(settings);
  const restock = before !== undefined && isSame(before.parts, parts) ? before.restock : together(parts, settings);
  last.set(settings, { parts, restock });
  all.set(state, restock);
  return restock;
}

function together(parts: readonly Made[], settings: ShopSettings): Restock {
  const made = new Map(parts.map((one) => [one.input.sku, one]));
  const plans = plansWithin(
    parts.map(({ input }) => input),
    (input) => plannedAs(made.get(input.sku), input),
    Object.values(settings.modes),
  );
  const totals = totalsOf(plans, settings.preferences.restock.rates.home);
  return { plans, totals, bySku: new Map(plans.map((plan) => [plan.sku, plan])) };
}

/** As it was made, or within less money. */
function plannedAs(made: Made | undefined, input: PlanInput): RestockPlan {
  if (made?.input === input) return made.plan;
  const { capMoney } = input.rules;
  const isJoined = made !== undefined && made.apart.length > 0 && capMoney !== null;
  return isJoined ? joinedWithin(made.rest, made.apart, capMoney) : planOf(input);
}

/**
 * The restock plan of one SKU among all of the shop, of all warehouses that sell or of those of a pool: it may get less than it would alone. A SKU that
 * the shop does not know stands alone.
 */
export function restockOf(state: RestockState, sku: Sku, pool: Pool = null): RestockPlan {
  const whole = restockAll(state).bySku.get(sku) ?? madeOf(state, sku, null).plan;
  if (pool === null || poolFor(state, sku, pool) === null) return whole;
  const { input, plan } = madeOf(state, sku, pool);
  const { capMoney } = input.rules;
  const [spent, own] = [plan.cost.all, whole.cost.all];
  // What others leave to it of the cap is what it gets in all.
  if (capMoney === null || spent === null || own === null || spent.currency !== own.currency || spent.minor <= own.minor)
    return plan;
  return planOf({ ...input, rules: { ...input.rules, capMoney: own } });
}

/** How much, how and by when, and no money: without a cap that all share, this is the same alone, and one plan is soon made. */
export function orderOf(state: RestockState, sku: Sku): Pick<RestockPlan, 'coverDays' | 'quantity' | 'lots' | 'orderBy'> {
  const isShared = state.ledger.settings.preferences.restock.capMoney !== null;
  return isShared ? restockOf(state, sku) : madeOf(state, sku, null).plan;
}

/** Key SKUs of which a supplier or a route is the only one, by SKU: however well stocked they are. */
export const lackingIn = (plans: readonly RestockPlan[]): readonly Pick<RestockPlan, 'sku' | 'title' | 'lacks'>[] =>
  plans
    .filter(({ lacks }) => lacks.length > 0)
    .map(({ sku, title, lacks }) => ({ sku, title, lacks }))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
