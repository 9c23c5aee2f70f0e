import { type Money, money, sumMoney } from '../../domain/money.ts';
import { moneyText } from '../../domain/money-text.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
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

/** Plans most urgent first, within one cap in money: whoever comes first has his share, the rest goes to the next. */
export function plansWithin(
  inputs: readonly PlanInput[],
  plan: (input: PlanInput) => RestockPlan = planOf,
): readonly RestockPlan[] {
  const bySku = new Map(inputs.map((input) => [input.sku, input]));
  const plans = inputs.map(plan).toSorted(byUrgency);
  const cap = inputs[0]?.rules.capMoney ?? null;
  if (cap === null) return plans;
  let left = cap.minor;
  return plans.map((one) => {
    const input = bySku.get(one.sku);
    const spent = one.cost.all;
    const within = input === undefined || spent === null || spent.currency !== cap.currency || spent.minor <= left;
    const kept = within ? one : shared(planOf(withCap(input, money(left, cap.currency))), one, cap);
    left -= kept.cost.all?.currency === cap.currency ? kept.cost.all.minor : 0;
    return kept;
  });
}

const withCap = (input: PlanInput, capMoney: Money): PlanInput => ({ ...input, rules: { ...input.rules, capMoney } });
const shared = (kept: RestockPlan, wanted: RestockPlan, cap: Money): RestockPlan => ({
  ...kept,
  capped: phrase('restock:capped.shared', { cap: moneyText(cap), units: kept.quantity, wanted: wanted.quantity }),
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
    unpriced: ordering.length - priced.length,
    gapUnits: plans.reduce((units, { gapUnits }) => units + gapUnits, 0),
    capped: capped === 0 ? null : phrase('restock:capped.plans', { count: capped }),
  };
}
