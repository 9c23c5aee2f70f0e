import type { PlanParts } from '../../domain/restock.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import { type DemandParts, totalOf } from './demand.ts';

type Facts = Pick<SupplyFacts, 'moq' | 'multiple' | 'unitsPerCarton'>;
/** What sums of decimals may be off by. */
const NEARLY = 1e-6;
/** Whole units that are enough; never -0, which JSON would not give back. */
export const wholeUp = (units: number): number => Math.ceil(units - NEARLY) + 0;

/** What the need is the sum of, before rounding. */
export type Sum = {
  readonly demand: DemandParts;
  readonly safety: number;
  readonly sellable: number | null;
  readonly unseen: number;
  readonly inbound: number;
};

/** Whole units that add up to the need: each is the step that the sum takes, so that rounding is lost nowhere. */
export function partsOf({ demand, safety, sellable, unseen, inbound }: Sum): PlanParts {
  let [sum, whole] = [0, 0];
  const step = (units: number): number => {
    sum += units;
    const part = wholeUp(sum) - whole;
    whole += part;
    return part;
  };
  return {
    base: step(demand.base),
    scheduled: step(demand.scheduled),
    cadence: step(demand.cadence),
    safety: step(safety),
    sellable: sellable === null ? null : step(-sellable),
    unseen: step(unseen),
    inbound: step(-inbound),
  };
}

/** Null where nobody knows what there is; below nought there is more than is needed. */
export const needOf = ({ base, scheduled, cadence, safety, sellable, unseen, inbound }: PlanParts): number | null =>
  sellable === null ? null : base + scheduled + cadence + safety + sellable + unseen + inbound;
/** The same before it is rounded: what a part of it is taken from. */
export const exactNeed = ({ demand, safety, sellable, unseen, inbound }: Sum): number | null =>
  sellable === null ? null : totalOf(demand) + safety - sellable + unseen - inbound;

/** What every consignment is a multiple of: whole cartons, and the supplier's multiple. */
export function stepOf({ multiple, unitsPerCarton }: Facts): number {
  const [a, b] = [multiple ?? 1, unitsPerCarton ?? 1];
  return (a * b) / divisorOf(a, b);
}
const divisorOf = (a: number, b: number): number => (b === 0 ? a : divisorOf(b, a % b));

const roundedUp = (units: number, step: number): number => Math.ceil(units / step) * step;
export const roundedDown = (units: number, step: number): number => Math.floor(Math.max(0, units) / step) * step;
export const leastOf = ({ moq }: Facts, step: number): number => roundedUp(moq ?? 0, step);

/** What is to be ordered of so many units: nothing, or at least the least quantity, in whole multiples. */
export const orderable = (units: number, facts: Facts, step: number): number =>
  units <= 0 ? 0 : Math.max(roundedUp(units, step), leastOf(facts, step));
export const inSteps = (units: number, step: number): number => (units <= 0 ? 0 : roundedUp(units, step));
