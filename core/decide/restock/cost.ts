import { inHome, type Money, money, sumMoney, timesMoney } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Lot, RestockPlan, RestockRules } from '../../domain/restock.ts';
import type { SupplyFacts } from '../../domain/supply.ts';

type Facts = Pick<SupplyFacts, 'unitCost' | 'dutyRate'>;

/** What the lots cost in the home currency, to the minor unit; null is not known, and what is missing is said. `bought`: units that are to be paid. */
export function costOf(
  lots: readonly Lot[],
  bought: number,
  { unitCost, dutyRate }: Facts,
  { rates }: Pick<RestockRules, 'rates'>,
  /** Its part of what a shared consignment costs, where it is in one. */
  partOf: (lot: Lot) => Money | null = () => null,
): { readonly cost: RestockPlan['cost']; readonly missing: readonly Phrase[] } {
  const { home } = rates;
  const missing = new Map<string, Phrase>();
  const converted = (sum: Money): Money | null => {
    const inOurs = inHome(sum, rates, digitsOf);
    if (inOurs === null) missing.set(sum.currency, phrase('restock:missing.rate', { currency: sum.currency, home }));
    return inOurs;
  };
  if (bought > 0 && unitCost === null) missing.set('unitCost', phrase('restock:missing.unitCost'));
  if (bought > 0 && dutyRate === null) missing.set('duty', phrase('restock:missing.duty'));
  const goods = bought === 0 ? money(0, home) : unitCost === null ? null : converted(timesMoney(unitCost, bought));
  const duty =
    bought === 0 || dutyRate === 0 ? money(0, home) : goods === null || dutyRate === null ? null : timesMoney(goods, dutyRate);
  const freights = lots.map((lot) => {
    const { freight, name } = lot;
    if (freight === null) missing.set(`freight ${name}`, phrase('restock:missing.freight', { mode: name }));
    return freight === null ? null : (partOf(lot) ?? converted(freight));
  });
  // Bought and sent by nobody knows what.
  const isUnknown = (lots.length === 0 && bought > 0) || freights.some((one) => one === null);
  const freight = isUnknown
    ? null
    : sumMoney(
        freights.filter((one) => one !== null),
        home,
      );
  const parts = [goods, freight, duty];
  const all = parts.some((one) => one === null)
    ? null
    : sumMoney(
        parts.filter((one) => one !== null),
        home,
      );
  return { cost: { goods, freight, duty, all }, missing: [...missing.values()] };
}

/** Transferred goods are paid already. */
export const boughtIn = (lots: readonly Lot[]): number =>
  lots.reduce((units, { kind, units: more }) => units + (kind === 'transfer' ? 0 : more), 0);
