import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { PlaceKey } from '../../domain/position.ts';
import type { Movement } from './movement.ts';
import { unsell } from './sell.ts';
import { sourceOf } from './source-of.ts';
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
 * The other end of a movement, seen in another place a moment ago. `units` < 0 is a fall that would be a sale: a rise of as
 * many that nothing explained is its other end. `units` > 0 is such a rise: a sale of as many was none, and is taken back.
 */
export function otherEnd(ledger: Ledger, kept: Book, { key, to }: Movement, units: number): Book | null {
  for (const other in kept.places) {
    const held = kept.places[other];
    if (held === undefined || other === key) continue;
    const index = held.recent.findLastIndex((one) => isEnd(one, units, to));
    const found = held.recent[index];
    if (found === undefined || !mayTransfer(ledger, key, other)) continue;
    const next = units < 0 ? kept : takeBack(ledger, kept, other, found);
    return { ...next, places: { ...next.places, [other]: spent(held, index) } };
  }
  return null;
}

/** Between places of one system, or of two warehouses; a channel's level never moves into a warehouse. */
function mayTransfer({ settings }: Ledger, a: PlaceKey, b: PlaceKey): boolean {
  const [one, two] = [sourceOf(a), sourceOf(b)];
  return one === two || (settings.sources[one]?.role !== 'channel' && settings.sources[two]?.role !== 'channel');
}

const isEnd = (one: Recent, units: number, at: Instant): boolean =>
  at - one.at <= APART && (units < 0 ? one.restocked === -units : one.sold === units);

/** What a movement booked as sold was none. */
export function takeBack(ledger: Ledger, kept: Book, key: PlaceKey, { sold, consumed, span }: Recent): Book {
  return unsell(ledger, kept, { key, source: sourceOf(key) }, { units: sold, consumed, span });
}

/** An end is matched once. */
const spent = (held: Held, index: number): Held => ({
  ...held,
  recent: held.recent.map((one, at) => (at === index ? { ...one, sold: 0, consumed: 0, restocked: 0 } : one)),
});
