import { type Instant, MINUTE } from '../../domain/instant.ts';
import { type PlaceKey, placeOf } from '../../domain/position.ts';
import type { Movement, Part } from './movement.ts';
import { unsell } from './sell.ts';
import type { Book, Held, Ledger, Recent } from './state.ts';

/** Two warehouses are read one after the other: the two ends of a transfer are seen this far apart at most. */
const APART = 2 * MINUTE;

/** A fall matched by an equal rise of the same SKU in another place of the same answer was moved, not sold. */
export function matchTransfers(movements: readonly Movement[]): ReadonlySet<PlaceKey> {
  const matched = new Set<PlaceKey>();
  for (const fall of movements) {
    if (fall.delta >= 0) continue;
    const rise = movements.find((one) => one.delta === -fall.delta && !matched.has(one.key));
    if (rise === undefined) continue;
    matched.add(fall.key);
    matched.add(rise.key);
  }
  return matched;
}

/**
 * The other end of a movement, seen in another place a moment ago. Of a fall it is a rise of as many units that nothing
 * explained; of such a rise a fall that was taken for a sale, or waits to be explained: either is taken back. Null: none.
 */
export function otherEnd(ledger: Ledger, kept: Book, { key, to }: Movement, { is, units }: Part): Book | null {
  if (is !== 'sale' && is !== 'unexplained' && is !== 'restock') return null;
  for (const other in kept.places) {
    const held = kept.places[other];
    if (held === undefined || other === key) continue;
    const index = held.recent.findLastIndex((one) => isEnd(one, units, to));
    const found = held.recent[index];
    if (found === undefined || !mayTransfer(ledger, key, other)) continue;
    const next = unsell(
      ledger,
      kept,
      { key: other, source: placeOf(other).source },
      { ...found, units: units > 0 ? found.sold : 0 },
    );
    return { ...next, places: { ...next.places, [other]: spent(held, index, found) } };
  }
  return null;
}

/** Between places of one system, or of two warehouses; a channel's level never moves into a warehouse. */
function mayTransfer({ settings }: Ledger, a: PlaceKey, b: PlaceKey): boolean {
  const [one, two] = [placeOf(a).source, placeOf(b).source];
  return one === two || (settings.sources[one]?.role !== 'channel' && settings.sources[two]?.role !== 'channel');
}

const isEnd = (one: Recent, units: number, at: Instant): boolean =>
  at - one.at <= APART && (units < 0 ? one.restocked === -units : one.sold + one.unexplained === units);

/** An end is matched once. */
const spent = (held: Held, index: number, end: Recent): Held => ({
  ...held,
  unexplained: withoutFall(held.unexplained, end),
  recent: held.recent.map((one, at) => (at === index ? { ...one, sold: 0, consumed: 0, restocked: 0, unexplained: 0 } : one)),
});

/** The falls that wait for a person, without the one that this movement left there. */
export const withoutFall = (falls: Held['unexplained'], { at, unexplained }: Recent): Held['unexplained'] =>
  unexplained === 0 ? falls : falls.filter((fall) => fall.at !== at);
