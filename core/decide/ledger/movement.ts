import type { SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PlaceKey, Position } from '../../domain/position.ts';
import type { Held } from './state.ts';

/** What became of a level between two readings. Only `sale` and `release` are sales. */
export type MovementClass =
  | 'sale'
  | 'release'
  | 'restock'
  | 'transfer'
  | 'frozen'
  | 'locked'
  | 'putaway'
  | 'ours'
  | 'unexplained';

/** One change of one level, not yet explained. `delta` < 0 is a fall. */
export type Movement = {
  readonly key: PlaceKey;
  readonly source: SourceId;
  readonly held: Held;
  readonly before: Position;
  readonly after: Position;
  readonly delta: number;
  /** It happened somewhere in (from, to]; log times. */
  readonly from: Instant;
  readonly to: Instant;
};
/** Signed units: a rise is positive. The parts of a movement add up to its delta. */
export type Part = { readonly is: MovementClass; readonly units: number };

/**
 * Splits a change into what explains it; what is left of a fall is a sale, of a rise a restock. `isPushed`: whether so many
 * units, explained by nothing else, are another system's figure over ours.
 */
export function explain(
  movement: Movement,
  mayBeSale: (units: number) => boolean,
  isPushed: (units: number) => boolean,
): readonly Part[] {
  return movement.delta < 0 ? explainFall(movement, mayBeSale) : explainRise(movement, isPushed);
}

function explainFall({ before, after, delta }: Movement, mayBeSale: (units: number) => boolean): readonly Part[] {
  const parts = partsOf(-delta, -1);
  const aside = setAside(before, after);
  parts.take('frozen', aside.frozen);
  parts.take('locked', aside.locked);
  parts.rest(mayBeSale(parts.left()) ? 'sale' : 'unexplained');
  return parts.all;
}

function explainRise({ held, before, after, delta }: Movement, isPushed: (units: number) => boolean): readonly Part[] {
  const reserved = rise(before.reserved, after.reserved);
  const both = after.sellable === null && before.sellable === null && reserved > 0;
  // Goods came in while orders were taken: both figures are the vendor's, so both are known.
  const sold = both ? Math.floor(reserved) : 0;
  const parts = partsOf(delta + sold, 1);
  parts.take('putaway', -rise(before.awaitingPutaway, after.awaitingPutaway));
  const aside = setAside(after, before);
  parts.take('frozen', aside.frozen);
  parts.take('locked', aside.locked);
  // A reservation that went while the goods stayed: an order was given back.
  const stayed = after.onHand !== null && before.onHand !== null && after.onHand >= before.onHand;
  if (stayed) parts.take('release', -reserved);
  if (isPushed(parts.left())) parts.take('ours', held.withheld);
  parts.rest('restock');
  return sold === 0 ? parts.all : [...parts.all, { is: 'sale', units: -sold }];
}

/**
 * Units that left the level for another shelf: they show as a rise beside it. Where the level is made of what is on hand, they
 * left that; a sale beside it (a reservation) did not.
 */
function setAside(before: Position, after: Position): { readonly frozen: number; readonly locked: number } {
  const most = after.sellable === null ? rise(after.onHand, before.onHand) : Number.POSITIVE_INFINITY;
  const frozen = Math.max(0, Math.min(most, rise(before.unsellable, after.unsellable)));
  return { frozen, locked: Math.min(most - frozen, rise(before.locked, after.locked)) };
}

function partsOf(units: number, sign: 1 | -1) {
  const all: Part[] = [];
  let left = units;
  function take(is: MovementClass, most: number): void {
    const took = Math.min(left, Math.max(0, Math.floor(most)));
    if (took > 0) all.push({ is, units: sign * took });
    left -= took;
  }
  return { all, take, left: () => left, rest: (is: MovementClass) => take(is, left) };
}

const rise = (before: number | null, after: number | null): number => (before === null || after === null ? 0 : after - before);
