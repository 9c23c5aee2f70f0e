import { inHome, type Money, money, sumMoney } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import type { Lot, RestockPlan, RestockRules } from '../../domain/restock.ts';
import type { Freight, Mode } from '../../domain/shipping.ts';
import { wholeParts } from '../../domain/whole-parts.ts';
import { boughtIn, costOf } from './cost.ts';
import { dateOf } from './dates.ts';
import { type Load, loadOf, priceOf, weightOf } from './freight.ts';
import type { PlanInput } from './input.ts';

export type Planned = { readonly input: PlanInput; readonly plan: RestockPlan };
type Part = { readonly lot: Lot; readonly load: Load; readonly weight: number; readonly freight: Freight };
/** A lot's part of its consignment, in the rate's currency and in the home one (null: no rate is set). */
type Share = { readonly lot: Lot; readonly home: Money | null };

/**
 * Plans as they are sent: lots of several SKUs by one mode, for one departure, are one consignment. Its rounding and its minimum are charged once, and
 * each SKU bears its part by chargeable weight. Together they never cost more than apart.
 */
export function sentTogether(all: readonly Planned[], modes: readonly Mode[] = []): readonly RestockPlan[] {
  const shares = new Map<Lot, Share>();
  const rules = all[0]?.input.rules;
  if (rules === undefined) return [];
  for (const parts of consignmentsOf(all, modes))
    if (parts.length > 1) for (const [lot, share] of sharesOf(parts, rules)) shares.set(lot, share);
  return all.map((one) => (one.plan.lots.some((lot) => shares.has(lot)) ? withShares(one, shares) : one.plan));
}

/** Same mode, so same way and same place; same cut-off, or the same day where it leaves at any time. What has no price is in none. */
function consignmentsOf(all: readonly Planned[], others: readonly Mode[]): Iterable<readonly Part[]> {
  const modes = new Map<Mode, Map<string, Part[]>>();
  for (const { input, plan } of all) {
    for (const lot of plan.lots) {
      const isIts = ({ id }: Mode): boolean => id === lot.mode;
      const mode = input.modes.find(isIts) ?? others.find(isIts);
      if (mode?.freight == null) continue;
      const load = loadOf(input.supply, lot.units);
      const weight = weightOf(mode.freight, load);
      if (weight === null) continue;
      const leaving = modes.get(mode) ?? new Map<string, Part[]>();
      modes.set(mode, leaving);
      const departure = lot.cutOff === null ? dateOf(lot.arrivesAt, input.zone) : `${lot.cutOff}`;
      leaving.set(departure, [...(leaving.get(departure) ?? []), { lot, load, weight, freight: mode.freight }]);
    }
  }
  return [...modes.values()].flatMap((leaving) => [...leaving.values()]);
}

function sharesOf(parts: readonly Part[], { rates }: RestockRules): readonly (readonly [Lot, Share])[] {
  const [first] = parts;
  if (first === undefined) return [];
  const apart = parts.flatMap(({ lot }) => lot.freight ?? []);
  const price = priceOf(first.freight, wholeOf(parts));
  const { charged, freight: whole } = price;
  if (whole === null || charged === null || apart.length < parts.length) return [];
  const { currency } = whole;
  // Rounded once a whole may be a few cents above what is rounded apart: nobody pays more for sending together.
  const freight = money(Math.min(whole.minor, sumMoney(apart, currency).minor), currency);
  const weights = parts.map(({ weight }) => weight);
  const own = wholeParts(freight.minor, weights);
  const home = homeParts(freight, apart, weights, rates);
  const all = weights.reduce((sum, one) => sum + one, 0);
  return parts.map(({ lot, weight }, index) => {
    const amount = all > 0 ? (charged.amount * weight) / all : charged.amount / parts.length;
    const shared: Lot = {
      ...lot,
      charged: { by: charged.by, amount },
      freight: money(own[index] ?? 0, currency),
      consignment: { skus: parts.length, freight },
    };
    return [lot, { lot: shared, home: home === null ? null : money(home[index] ?? 0, rates.home) }];
  });
}

/** Shared out anew in the home currency, so that sums are exact there, too. */
function homeParts(freight: Money, apart: readonly Money[], weights: readonly number[], rates: RestockRules['rates']) {
  const whole = inHome(freight, rates, digitsOf);
  if (whole === null) return null;
  const sum = apart.reduce((total, one) => total + (inHome(one, rates, digitsOf)?.minor ?? 0), 0);
  return wholeParts(Math.min(whole.minor, sum), weights);
}

function wholeOf(parts: readonly Part[]): Load {
  let [units, kg, cm3] = [0, 0, 0];
  for (const { load } of parts) {
    units += load.units;
    kg += load.kg ?? 0;
    cm3 += load.cm3 ?? 0;
  }
  return { units, kg, cm3 };
}

function withShares({ input, plan }: Planned, shares: ReadonlyMap<Lot, Share>): RestockPlan {
  const homes = new Map<Lot, Money | null>();
  const lots = plan.lots.map((lot) => {
    const share = shares.get(lot);
    if (share === undefined) return lot;
    homes.set(share.lot, share.home);
    return share.lot;
  });
  const { cost } = costOf(lots, boughtIn(lots), input.supply, input.rules, (lot) => homes.get(lot) ?? null);
  return { ...plan, lots, cost, cash: { ...plan.cash, amount: cost.all } };
}
