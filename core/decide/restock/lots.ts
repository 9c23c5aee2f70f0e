import type { Instant } from '../../domain/instant.ts';
import type { Lot } from '../../domain/restock.ts';
import type { Mode } from '../../domain/shipping.ts';
import { chargeOf } from './freight.ts';
import type { PlanInput } from './input.ts';
import { lastTrip } from './lead.ts';
import type { Route } from './routes.ts';

type Given = Pick<PlanInput, 'now' | 'zone' | 'supply'>;

/** One consignment: by the last departure that is there by `aim`, else by the next. `neededAt`: when units are missing without it. */
export function lotOf(
  { now, zone, supply }: Given,
  route: Route,
  units: number,
  aim: Instant | null,
  neededAt: Instant | null,
): Lot {
  const { mode, next } = route;
  const trip = (aim === null ? null : lastTrip(mode, supply, now, aim, zone)) ?? next;
  return {
    mode: mode.id,
    name: mode.name,
    kind: mode.kind,
    from: mode.from,
    units,
    ...chargeOf(mode.freight, supply, units),
    consignment: null,
    orderBy: trip.orderBy,
    cutOff: trip.cutOff,
    arrivesAt: trip.arrivesAt,
    putAwayAt: trip.putAwayAt,
    neededAt,
    inTime: neededAt === null || trip.putAwayAt <= neededAt,
  };
}

/** The same consignment with fewer units. */
export const withUnits = ({ supply }: Given, modes: readonly Mode[], lot: Lot, units: number): Lot => ({
  ...lot,
  units,
  ...chargeOf(modes.find(({ id }) => id === lot.mode)?.freight ?? null, supply, units),
});
