import { type Phrase, type PhraseValue, phrase } from '../../domain/phrase.ts';
import type { Lot } from '../../domain/restock.ts';
import { boughtIn, costOf } from './cost.ts';
import type { PlanInput } from './input.ts';
import { withUnits } from './lots.ts';
import { leastOf, roundedDown, stepOf } from './quantity.ts';

type Capped = { readonly lots: readonly Lot[]; readonly capped: Phrase | null; readonly warnings: readonly Phrase[] };

/** `mostUnits`: what may be ordered by the cap in days of cover; null: none is set. */
export function cappedLots(input: PlanInput, lots: readonly Lot[], mostUnits: number | null): Capped {
  const byDays = mostUnits === null ? lots : trimmed(input, lots, mostUnits);
  const days = unitsOf(byDays) < unitsOf(lots) ? saidOf('days', input, byDays, lots, { days: input.rules.capDays ?? 0 }) : null;
  const { capMoney } = input.rules;
  if (capMoney === null || byDays.length === 0) return { lots: byDays, capped: days, warnings: [] };
  const cap = capMoney;
  const price = (some: readonly Lot[]) => costOf(some, boughtIn(some), input.supply, input.rules).cost.all;
  const all = price(byDays);
  if (all === null || all.currency !== capMoney.currency)
    return { lots: byDays, capped: days, warnings: [phrase('restock:warning.capUnknown', { cap })] };
  const affordable = (units: number): boolean => (price(trimmed(input, byDays, units))?.minor ?? 0) <= capMoney.minor;
  if (all.minor <= capMoney.minor) return { lots: byDays, capped: days, warnings: [] };
  // The most that the money buys: more units never cost less.
  let [enough, tooMany] = [0, unitsOf(byDays)];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (affordable(middle)) enough = middle;
    else tooMany = middle;
  }
  const kept = trimmed(input, byDays, enough);
  return { lots: kept, capped: saidOf('money', input, kept, lots, { cap }), warnings: [] };
}

export const unitsOf = (lots: readonly Lot[]): number => lots.reduce((sum, { units }) => sum + units, 0);

/** The same where there is no mode to order by: a number alone. */
export function cappedUnits(
  { supply, rules }: PlanInput,
  units: number,
  mostUnits: number | null,
): { readonly units: number; readonly capped: Phrase | null } {
  if (mostUnits === null || units <= mostUnits) return { units, capped: null };
  const step = stepOf(supply);
  const [fits, least] = [roundedDown(mostUnits, step), leastOf(supply, step)];
  const kept = fits < least ? 0 : fits;
  const values = { days: rules.capDays ?? 0, units: kept, wanted: units, least };
  return { units: kept, capped: phrase(`restock:capped.days${kept === 0 && least > 1 ? 'Least' : ''}`, values) };
}

/** What is most urgent stays: transfers, then the fastest; what is bought stays orderable. */
function trimmed(input: PlanInput, lots: readonly Lot[], most: number): readonly Lot[] {
  const step = stepOf(input.supply);
  const moved = lots.filter(({ kind }) => kind === 'transfer');
  const bought = lots.filter(({ kind }) => kind !== 'transfer').toSorted((a, b) => a.putAwayAt - b.putAwayAt);
  let left = Math.max(0, most);
  const take = (lot: Lot, units: number): readonly Lot[] => {
    left -= units;
    return units <= 0 ? [] : [units === lot.units ? lot : withUnits(input, input.modes, lot, units)];
  };
  const transfers = moved.flatMap((lot) => take(lot, Math.min(lot.units, Math.floor(left))));
  const orderable = Math.min(unitsOf(bought), roundedDown(left, step));
  if (orderable < leastOf(input.supply, step)) return transfers;
  left = orderable;
  return [...transfers, ...bought.flatMap((lot) => take(lot, Math.min(lot.units, left)))];
}

/** Which cap it was, and how much was wanted; where not even the least quantity fits, that. */
function saidOf(
  by: 'days' | 'money',
  { supply }: PlanInput,
  kept: readonly Lot[],
  wanted: readonly Lot[],
  values: Record<string, PhraseValue>,
): Phrase {
  const figures = { ...values, units: unitsOf(kept), wanted: unitsOf(wanted), least: leastOf(supply, stepOf(supply)) };
  const none = unitsOf(kept) === 0 && figures.least > 1;
  return phrase(`restock:capped.${by}${none ? 'Least' : ''}`, figures);
}
