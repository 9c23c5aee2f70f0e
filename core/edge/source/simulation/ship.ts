import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { PLACES, SHARES } from './catalogue.ts';
import { chanceOf } from './chance.ts';
import { lagAt } from './show.ts';
import { addTo, type Run, type SimOrder, STEP_MS } from './state.ts';

const PUSH_MS = 10 * MINUTE;

/** A shop's own system keeps an order's units from the start; a late one never hears of it before it is paid. */
export function keep(run: Run, state: RehearsalState, id: string, components: SimOrder['components']): void {
  run.kept.set(
    id,
    components.map(({ sku, quantity }) => ({ sku, quantity, place: placeFor(run, state, id, sku, quantity) })),
  );
}

/** A shop's own system sees a paid order at once; a late one in a push each ten minutes, once the lag is over. */
export function warehouseSees(run: Run, state: RehearsalState, to: Instant): void {
  const lag = lagAt(state, to) * MINUTE;
  const pushes = Math.floor((to - state.startsAt) / PUSH_MS) > Math.floor((to - STEP_MS - state.startsAt) / PUSH_MS);
  if (lag > 0 && !pushes) return;
  const seen = run.unseen.filter(({ paidAt }) => paidAt + lag <= to);
  if (seen.length === 0) return;
  run.unseen = run.unseen.filter(({ paidAt }) => paidAt + lag > to);
  for (const { id } of seen) {
    for (const { sku, quantity } of run.orders.get(id)?.components ?? []) {
      addTo(run, sku, placeFor(run, state, id, sku, quantity), -quantity);
    }
  }
}

/** From the place that this order falls to, else from whichever has it; what nobody has is owed by the first. */
function placeFor(run: Run, state: RehearsalState, id: string, sku: Sku, quantity: number): number {
  const kept = keptOf(run, sku);
  const levels = (run.places.get(sku) ?? []).map((level, place) => level - (kept[place] ?? 0));
  const roll = chanceOf(state.seed, 'place', id)();
  let bound = 0;
  const own = SHARES.findIndex((share) => {
    bound += share;
    return roll < bound;
  });
  return [own, ...PLACES.keys()].find((place) => (levels[place] ?? 0) >= quantity) ?? 0;
}

/** Units kept for unpaid orders, by place. */
export function keptOf(run: Run, sku: Sku): readonly number[] {
  const units = PLACES.map(() => 0);
  for (const kept of run.kept.values()) {
    for (const one of kept) if (one.sku === sku) units[one.place] = (units[one.place] ?? 0) + one.quantity;
  }
  return units;
}
