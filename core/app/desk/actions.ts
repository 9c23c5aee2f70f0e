import { marketZone } from '../../decide/ledger/days.ts';
import { lastTrip } from '../../decide/restock/lead.ts';
import { mayCarry } from '../../decide/restock/routes.ts';
import { overdueIn } from '../../decide/triggers/pool.ts';
import type { CheckAction } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { poolOf } from '../../domain/pool.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import { MODE_KINDS, type Mode } from '../../domain/shipping.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import { NO_SUPPLY } from '../../domain/supply.ts';
import type { Ahead } from '../ahead.ts';
import type { ShopState } from '../cycle.ts';
import { usableModes } from '../restock/places.ts';

/**
 * All that comes to the stream's warehouses in time, each with its quantity and until when it may be done. For what is missing beyond
 * that another rundown or a limit, never a shipment that is too late.
 */
export function actionsFor(
  { ledger }: ShopState,
  stream: Stream,
  gap: number,
  { coming }: Ahead,
  plan: RestockPlan,
): readonly CheckAction[] {
  const start = startOf(stream);
  const modes = usableModes(ledger.settings, poolOf(ledger.settings, stream.account));
  const inTime = plan.lots.filter(({ putAwayAt, mode }) => putAwayAt <= start && modes.some(({ id }) => id === mode));
  // A plan looks no further than its own arrival and the days after it: what is needed later is ordered later.
  const later = start >= plan.until ? lastLot(ledger, modes, plan.sku, start, restOf(gap, inTime)) : null;
  const lots = [...inTime, ...(later === null ? [] : [later])].toSorted((a, b) => a.orderBy - b.orderBy);
  const actions = lots.map(({ name, units, putAwayAt, kind, orderBy }) => {
    const values = { name, units, at: { instant: putAwayAt, day: true as const } };
    return { say: phrase(kind === 'transfer' ? 'desk:check.transfer' : 'desk:check.ship', values), by: orderBy };
  });
  const late = overdueIn(coming, ledger.now);
  if (late !== null) actions.push({ say: phrase('desk:check.overdue', late), by: start });
  const rest = restOf(gap, lots);
  if (rest > 0)
    actions.push({ say: phrase(lots.length === 0 ? 'desk:check.limit' : 'desk:check.rest', { units: rest }), by: start });
  return actions;
}

type Piece = Pick<Lot, 'name' | 'kind' | 'units' | 'orderBy' | 'putAwayAt'>;
const restOf = (gap: number, lots: readonly Piece[]): number => gap - lots.reduce((sum, { units }) => sum + units, 0);

/** By the slowest kind of freight that may carry it and is there in time: the last departure that is. */
function lastLot(ledger: ShopState['ledger'], modes: readonly Mode[], sku: Sku, start: Instant, units: number): Piece | null {
  const supply = ledger.settings.skus[sku]?.supply ?? NO_SUPPLY;
  const usual = modes
    .filter((mode) => mode.kind !== 'transfer' && mayCarry(mode, supply))
    .toSorted((a, b) => MODE_KINDS.indexOf(a.kind) - MODE_KINDS.indexOf(b.kind));
  for (const mode of usual) {
    const trip = lastTrip(mode, supply, ledger.now, start, marketZone(ledger));
    if (trip !== null && units > 0) return { ...trip, name: mode.name, kind: mode.kind, units };
  }
  return null;
}
