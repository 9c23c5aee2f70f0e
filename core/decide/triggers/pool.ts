import { DAY, type Instant } from '../../domain/instant.ts';
import type { Coming, Planned, PoolCase, Rival, Supply } from './cases.ts';

/** How a SKU stands in one pool as a stream of it starts. Units. */
export type Standing = {
  /** Sold until then on days without streams. */
  readonly base: number;
  /** What streams before it take: those of this very pool, and those of others that share some of its warehouses. */
  readonly earlier: number;
  readonly taken: number;
  /** Put away before it starts; kept for streams after it. */
  readonly inbound: number;
  readonly setAside: number;
};

/** The same for the trigger and for the check list: what goes and comes in a pool until its nth stream starts. */
export function standingAt({ base, planned, coming, rivals }: PoolCase, now: Instant, nth: number): Standing {
  const at = planned[nth]?.startsAt ?? now;
  const later = [...planned.slice(nth + 1), ...rivals.flatMap((rival) => rival.planned.filter(({ startsAt }) => startsAt > at))];
  return {
    base: (base * Math.max(0, at - now)) / DAY,
    earlier: unitsOf(planned.slice(0, nth)),
    taken: rivals.reduce((units, rival) => units + takenBy(rival, now, at), 0),
    inbound: inTime(coming, now, at),
    setAside: later.reduce((units, { keeps }) => units + keeps, 0),
  };
}

/** Streams of another pool take from the warehouses that they share what their own do not have, and no more than there is. */
function takenBy({ planned, apart, shared }: Rival, now: Instant, at: Instant): number {
  const wants = unitsOf(planned.filter(({ startsAt }) => startsAt <= at));
  return Math.min(Math.max(0, wants - supplyAt(apart, now, at)), supplyAt(shared, now, at));
}
const supplyAt = ({ available, coming }: Supply, now: Instant, at: Instant): number =>
  Math.max(0, available ?? 0) + inTime(coming, now, at);
const unitsOf = (planned: readonly Planned[]): number => planned.reduce((sum, { units }) => sum + units, 0);

/** What should be there by now and is not put away is late: nobody may count on it, whatever its date says. */
export const isOverdue = ({ at }: Coming, now: Instant): boolean => at !== null && at < now;
export const inTime = (coming: readonly Coming[], now: Instant, until: Instant): number =>
  coming.reduce((units, one) => (one.at !== null && one.at >= now && one.at <= until ? units + one.units : units), 0);

/** Shipments that are late, to be named beside a figure that leaves them out; null where none is. */
export function overdueIn(coming: readonly Coming[], now: Instant): { readonly late: string; readonly lateUnits: number } | null {
  const late = coming.filter((one) => one.units > 0 && isOverdue(one, now));
  if (late.length === 0) return null;
  const names = [...new Set(late.map(({ name }) => name))];
  return { late: names.join(', '), lateUnits: Math.floor(late.reduce((units, one) => units + one.units, 0)) };
}
