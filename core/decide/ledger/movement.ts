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
  | 'flicker'
  | 'unexplained';

/** One change of one level, not yet explained. `delta` < 0 is a fall. */
export type Movement = {
  readonly key: PlaceKey;
  readonly source: SourceId;
  readonly held: Held;
  readonly before: Position;
  readonly after: Position;
  readonly delta: number;
  /** It happened somewhere in (from, to]. */
  readonly from: Instant;
  readonly to: Instant;
};
export type Part = { readonly is: MovementClass; readonly units: number };

/** Splits a change into what explains it; what is left of a fall is a sale, of a rise a restock. Parts add up to |delta|. */
export function explain(movement: Movement, mayBeSale: (units: number) => boolean): readonly Part[] {
  return movement.delta < 0 ? explainFall(movement, mayBeSale) : explainRise(movement);
}

function explainFall({ before, after, delta }: Movement, mayBeSale: (units: number) => boolean): readonly Part[] {
  const parts: Part[] = [];
  let left = -delta;
  const take = (is: MovementClass, risen: number): void => {
    const units = Math.min(left, Math.max(0, Math.floor(risen)));
    if (units > 0) parts.push({ is, units });
    left -= units;
  };
  // Where the level is the vendor's own figure, what was set aside there shows as a rise beside it.
  if (after.sellable !== null) {
    take('frozen', rise(before.unsellable, after.unsellable));
    take('locked', rise(before.locked, after.locked));
  }
  if (left > 0) parts.push({ is: mayBeSale(left) ? 'sale' : 'unexplained', units: left });
  return parts;
}

function explainRise({ before, after, delta }: Movement): readonly Part[] {
  const parts: Part[] = [];
  let left = delta;
  const take = (is: MovementClass, fallen: number): void => {
    const units = Math.min(left, Math.max(0, Math.floor(fallen)));
    if (units > 0) parts.push({ is, units });
    left -= units;
  };
  take('putaway', -rise(before.awaitingPutaway, after.awaitingPutaway));
  if (after.sellable !== null) {
    take('frozen', -rise(before.unsellable, after.unsellable));
    take('locked', -rise(before.locked, after.locked));
  }
  // A reservation that went while the goods stayed: an order was given back.
  const stayed = after.onHand !== null && before.onHand !== null && after.onHand >= before.onHand;
  if (stayed) take('release', -rise(before.reserved, after.reserved));
  if (left > 0) parts.push({ is: 'restock', units: left });
  return parts;
}

const rise = (before: number | null, after: number | null): number => (before === null || after === null ? 0 : after - before);
