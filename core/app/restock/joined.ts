import type { PlanInput } from '../../decide/restock/input.ts';
import { planOf } from '../../decide/restock/plan.ts';
import { byUrgency } from '../../decide/restock/totals.ts';
import { type Money, sumMoney } from '../../domain/money.ts';
import { phrase } from '../../domain/phrase.ts';
import { type PlaceKey, placeOf } from '../../domain/position.ts';
import type { RestockPlan } from '../../domain/restock.ts';

/** A plan of one scope, and what it was made from. */
export type Part = { readonly input: PlanInput; readonly plan: RestockPlan };
export type Apart = Part & { readonly where: readonly PlaceKey[] };
const LATE = ['none', 'sea', 'all'] as const;

/**
 * One plan of a SKU out of that of its warehouses and those of streams that are served apart. What is to be done adds up; what it rests on is that
 * of the most urgent, and which units go where is said.
 */
export function joined(rest: RestockPlan, apart: readonly Pick<Apart, 'where' | 'plan'>[]): RestockPlan {
  if (apart.length === 0) return rest;
  const plans = [rest, ...apart.map(({ plan }) => plan)];
  const needed = plans.filter(({ need }) => need !== null).toSorted((a, b) => byUrgency(a, b) || b.quantity - a.quantity);
  const [head = rest] = needed;
  const sum = (of: (plan: RestockPlan) => number): number => plans.reduce((units, plan) => units + of(plan), 0);
  const money = (of: keyof RestockPlan['cost']): Money | null => total(plans.map(({ cost }) => cost[of]));
  const lots = plans.flatMap((plan) => plan.lots).toSorted((a, b) => a.orderBy - b.orderBy || a.putAwayAt - b.putAwayAt);
  const outs = plans.flatMap(({ outAt }) => outAt ?? []);
  return {
    ...head,
    coverDays: rest.coverDays,
    dailyBase: rest.dailyBase,
    outAt: outs.length === 0 ? null : Math.min(...outs),
    quantity: sum(({ quantity }) => quantity),
    lots,
    capped: plans.find(({ capped }) => capped !== null)?.capped ?? null,
    tooLate: LATE[Math.max(...plans.map(({ tooLate }) => LATE.indexOf(tooLate)))] ?? 'none',
    gapUnits: sum(({ gapUnits }) => gapUnits),
    warnings: [...apart.map(apartOf), ...unique(plans.flatMap(({ warnings }) => warnings))],
    lacks: unique(plans.flatMap(({ lacks }) => lacks)),
    orderBy: lots[0]?.orderBy ?? null,
    cost: { goods: money('goods'), freight: money('freight'), duty: money('duty'), all: money('all') },
    cash: { amount: money('all'), days: cashDays(plans) },
    delay: { units: sum(({ delay }) => delay.units), value: total(plans.map(({ delay }) => delay.value)) },
  };
}

/** The same within so much money: the most urgent of its parts first, what is left goes to the next. */
export function joinedWithin(rest: Part, apart: readonly Apart[], cap: Money): RestockPlan {
  let left = cap.minor;
  const plans = new Map<PlanInput, RestockPlan>();
  for (const { input } of [rest, ...apart].toSorted((a, b) => byUrgency(a.plan, b.plan))) {
    const plan = planOf({ ...input, rules: { ...input.rules, capMoney: { ...cap, minor: left } } });
    if (plan.cost.all?.currency === cap.currency) left -= plan.cost.all.minor;
    plans.set(input, plan);
  }
  const planned = <P extends Part>(part: P): P => ({ ...part, plan: plans.get(part.input) ?? part.plan });
  return joined(planned(rest).plan, apart.map(planned));
}

const apartOf = ({ where, plan }: Pick<Apart, 'where' | 'plan'>): RestockPlan['warnings'][number] =>
  phrase('restock:warning.apart', {
    where: where.map((place) => placeOf(place).location).join(', '),
    units: plan.quantity,
    gap: plan.gapUnits,
  });

/** By what each orders; null where nobody can tell. */
function cashDays(plans: readonly RestockPlan[]): number | null {
  let [days, units] = [0, 0];
  for (const { cash, quantity } of plans) {
    if (cash.days === null) continue;
    days += cash.days * quantity;
    units += quantity;
  }
  return units === 0 ? null : Math.round((days / units) * 10) / 10;
}

/** Null where one is not known. */
function total(all: readonly (Money | null)[]): Money | null {
  const known = all.filter((one) => one !== null);
  const [first] = known;
  return first === undefined || known.length < all.length ? null : sumMoney(known, first.currency);
}

const unique = (said: RestockPlan['warnings']): RestockPlan['warnings'] => [
  ...new Map(said.map((one) => [JSON.stringify(one), one])).values(),
];
