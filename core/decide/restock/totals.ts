import { type Money, money, sumMoney } from '../../domain/money.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { Mode } from '../../domain/shipping.ts';
import { type Planned, sentTogether } from './consignments.ts';
import type { PlanInput } from './input.ts';
import { planOf } from './plan.ts';

/** All plans together. `cost`: of those that have one, to the minor unit; `unpriced`: plans that order and have none. */
export type RestockTotals = {
  readonly units: number;
  readonly skus: number;
  readonly goods: Money;
  readonly freight: Money;
  readonly duty: Money;
  readonly cost: Money;
  /** For how long the money is tied up, by what each costs; over those of which it can be told. */
  readonly cashDays: number | null;
  readonly unpriced: number;
  /** Units that nothing brings in time. */
  readonly gapUnits: number;
  readonly capped: Phrase | null;
};

/** Money and time at risk: what a week's delay loses, then what runs out first. */
export function byUrgency(a: RestockPlan, b: RestockPlan): number {
  const [late, other] = [a.delay.value?.minor ?? 0, b.delay.value?.minor ?? 0];
  const out = (plan: RestockPlan) => plan.outAt ?? Number.MAX_SAFE_INTEGER;
  return other - late || b.delay.units - a.delay.units || out(a) - out(b) || (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0);
}

/**
 * Plans most urgent first, within one cap in money: whoever comes first has his share, the rest goes to the next. What goes together is priced
 * together. `plan`: asked again with a lower cap where the money ends; `modes`: those of lots that an input's own modes do not have.
 */
export function plansWithin(
  inputs: readonly PlanInput[],
  plan: (input: PlanInput) => RestockPlan = planOf,
  modes: readonly Mode[] = [],
): readonly RestockPlan[] {
  const planned = inputs.map((input): Planned => ({ input, plan: plan(input) })).toSorted((a, b) => byUrgency(a.plan, b.plan));
  const cap = inputs[0]?.rules.capMoney ?? null;
  return sentTogether(cap === null ? planned : sharing(planned, cap, plan), modes);
}

/** By what each costs when it is sent alone: together they cost no more, so the cap holds. */
function sharing(planned: readonly Planned[], cap: Money, planOne: typeof planOf): readonly Planned[] {
  let left = cap.minor;
  return planned.map((one) => {
    const spent = one.plan.cost.all;
    const within = spent === null || spent.currency !== cap.currency || spent.minor <= left;
    const plan = within ? one.plan : shared(planFor(one.input, left, cap.currency, planOne), one.plan, cap);
    left -= plan.cost.all?.currency === cap.currency ? plan.cost.all.minor : 0;
    return { ...one, plan };
  });
}

const cut = new WeakMap<PlanInput, { readonly plan: RestockPlan; readonly left: number }>();
/** The most that so much money buys. Less money buys the same as long as it pays for it: so what is left may change, and few plans are made anew. */
function planFor(input: PlanInput, left: number, currency: string, planOne: typeof planOf): RestockPlan {
  const known = cut.get(input);
  if (known !== undefined && left <= known.left && left >= (known.plan.cost.all?.minor ?? known.left)) return known.plan;
  const plan = planOne({ ...input, rules: { ...input.rules, capMoney: money(left, currency) } });
  cut.set(input, { plan, left });
  return plan;
}

const shared = (kept: RestockPlan, wanted: RestockPlan, cap: Money): RestockPlan => ({
  ...kept,
  capped: phrase('restock:capped.shared', { cap, units: kept.quantity, wanted: wanted.quantity }),
});

/** Sums of whole minor units: they are exact. */
export function totalsOf(plans: readonly RestockPlan[], home: string): RestockTotals {
  const ordering = plans.filter(({ quantity }) => quantity > 0);
  const priced = ordering.filter(({ cost }) => cost.all !== null);
  const sum = (of: keyof RestockPlan['cost']): Money =>
    sumMoney(
      priced.map(({ cost }) => cost[of]).filter((one) => one !== null),
      home,
    );
  const capped = plans.filter((plan) => plan.capped !== null).length;
  return {
    units: ordering.reduce((units, { quantity }) => units + quantity, 0),
    skus: ordering.length,
    goods: sum('goods'),
    freight: sum('freight'),
    duty: sum('duty'),
    cost: sum('all'),
    cashDays: cashDaysOf(priced),
    unpriced: ordering.length - priced.length,
    gapUnits: plans.reduce((units, { gapUnits }) => units + gapUnits, 0),
    capped: capped === 0 ? null : phrase('restock:capped.plans', { count: capped }),
  };
}

function cashDaysOf(priced: readonly RestockPlan[]): number | null {
  let [days, paid] = [0, 0];
  for (const { cash } of priced) {
    if (cash.days === null || cash.amount === null) continue;
    days += cash.days * cash.amount.minor;
    paid += cash.amount.minor;
  }
  return paid === 0 ? null : days / paid;
}
