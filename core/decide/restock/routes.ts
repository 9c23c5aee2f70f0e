import { inHome } from '../../domain/money.ts';
import { digitsOf } from '../../domain/money-text.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Refused } from '../../domain/restock.ts';
import { MODE_KINDS, type Mode, type ModeKind } from '../../domain/shipping.ts';
import { chargeOf } from './freight.ts';
import type { PlanInput } from './input.ts';
import { hasLead, type Trip, tripFrom } from './lead.ts';

/** A mode that may be taken: its next departure, and what a unit costs by it (home currency, minor units; null: not known). */
export type Route = { readonly mode: Mode; readonly next: Trip; readonly unitCost: number | null };
export type Routes = {
  readonly transfers: readonly Route[];
  /** What regular restocking goes by: the cheapest. */
  readonly base: Route | null;
  /** For the gap: each faster, and no cheaper, than the one before it. */
  readonly fast: readonly Route[];
  /** All that may carry the SKU, taken or not. */
  readonly able: readonly Route[];
  readonly refused: readonly Refused[];
};

/** What a unit costs is compared over so many, so that a minimum does not decide. */
const MANY = 1_000;

type Given = Pick<PlanInput, 'modes' | 'supply' | 'rules' | 'now' | 'zone' | 'driven'>;

/** Which modes may carry the SKU, and in which order they are worth taking. */
export function routesOf({ modes, supply, rules, now, zone, driven }: Given): Routes {
  const able: Route[] = [];
  const refused: Refused[] = [];
  for (const mode of modes) {
    const why = unfit(mode, supply);
    if (why !== null) refused.push(refuse(mode, why));
    else able.push({ mode, next: tripFrom(mode, supply, now, zone), unitCost: unitCostOf(mode, supply, rules) });
  }
  const bought = able.filter(({ mode }) => mode.kind !== 'transfer').toSorted(cheapest(able));
  const [base, ...dearer] = bought;
  const fast: Route[] = [];
  const isHeld = ({ mode }: Route): boolean => driven.cause === 'burst' && isFlown(mode.kind);
  let soonest = base?.next.putAwayAt ?? 0;
  for (const route of dearer) {
    if (isHeld(route)) refused.push(refuse(route.mode, phrase('restock:refused.burst')));
    if (isHeld(route) || route.next.putAwayAt >= soonest) continue;
    soonest = route.next.putAwayAt;
    fast.push(route);
  }
  return {
    transfers: able
      .filter(({ mode }) => mode.kind === 'transfer')
      .toSorted((a, b) => a.next.putAwayAt - b.next.putAwayAt || (a.mode.id < b.mode.id ? -1 : 1)),
    base: base ?? null,
    fast,
    able,
    refused,
  };
}

/** A burst passes: nothing is flown after it. */
const isFlown = (kind: ModeKind): boolean => kind === 'air' || kind === 'express';

export const refuse = ({ id, name, kind }: Mode, why: Phrase): Refused => ({ mode: id, name, kind, why });

/** Whether a mode may carry a SKU at all. */
export const mayCarry = (mode: Mode, supply: PlanInput['supply']): boolean => unfit(mode, supply) === null;

function unfit(mode: Mode, { battery, liquid }: PlanInput['supply']): Phrase | null {
  if (battery && !mode.battery) return phrase('restock:refused.battery');
  if (liquid && !mode.liquid) return phrase('restock:refused.liquid');
  if (!hasLead(mode)) return phrase('restock:refused.noLead');
  return null;
}

function unitCostOf({ freight }: Mode, supply: PlanInput['supply'], { rates }: PlanInput['rules']): number | null {
  if (freight === null) return null;
  const many = MANY * (supply.unitsPerCarton ?? 1);
  const { freight: sum } = chargeOf({ ...freight, minimum: null }, supply, many);
  const home = sum === null ? null : inHome(sum, rates, digitsOf);
  return home === null ? null : home.minor / many;
}

/** By what a unit costs where that is known of all; else by kind, as a rule of thumb; the faster one where that is even. */
function cheapest(all: readonly Route[]): (a: Route, b: Route) => number {
  const known = all.every(({ mode, unitCost }) => mode.kind === 'transfer' || unitCost !== null);
  const price = ({ mode, unitCost }: Route): number => (known ? (unitCost ?? 0) : MODE_KINDS.indexOf(mode.kind));
  return (a, b) => price(a) - price(b) || a.next.putAwayAt - b.next.putAwayAt || (a.mode.id < b.mode.id ? -1 : 1);
}
