import type { LocationId, Sku, SourceId } from './ids.ts';
import type { Instant } from './instant.ts';

/** One stock pool as its source reports it. The key of positions, of what is withheld and of the invariant. */
export type Place = { readonly source: SourceId; readonly location: LocationId };
export type PlaceKey = string;

const SEPARATOR = '\u001f';
export const placeKey = (place: Place): PlaceKey => `${place.source}${SEPARATOR}${place.location}`;
/** Remembered: a shop has few places, and each is asked for with every figure. */
export function placeOf(key: PlaceKey): Place {
  let place = known.get(key);
  if (place === undefined) {
    const [source = '', location = ''] = key.split(SEPARATOR);
    place = { source, location };
    if (known.size > MOST) known.clear();
    known.set(key, place);
  }
  return place;
}
const known = new Map<PlaceKey, Place>();
const MOST = 5_000;

export type Inbound = {
  readonly stage: 'ordered' | 'shipped' | 'receiving' | 'transfer';
  readonly quantity: number;
  readonly expectedAt: Instant | null;
};

/**
 * A stock position: what one source says of one SKU in one place. Units are the SKU's stock units, as the vendor gave
 * them (fractions kept). `null` means that the vendor does not say; it is never a zero.
 */
export type Position = {
  readonly sku: Sku;
  readonly location: LocationId;
  /** The vendor's own figure of what can be sold. */
  readonly sellable: number | null;
  readonly onHand: number | null;
  readonly reserved: number | null;
  /** Frozen, damaged, in quality check. */
  readonly unsellable: number | null;
  /** Locked for a campaign. */
  readonly locked: number | null;
  /** Arrived, not yet put away (待入库上架). */
  readonly awaitingPutaway: number | null;
  readonly inbound: readonly Inbound[];
  /** Whether the system lets people buy it at all (the lever of a pause by flag); null where it has no such flag. */
  readonly onSale: boolean | null;
  /** What the vendor calls this SKU in writes (a variant's id); null where it is the SKU itself. */
  readonly ref: string | null;
  /** What the vendor calls it for people. */
  readonly title: string | null;
};

/** The level that movements are derived from, in whole units: the vendor's figure, else on hand less reserved. */
export function levelOf(position: Position): number | null {
  if (position.sellable !== null) return Math.floor(position.sellable);
  if (position.onHand === null) return null;
  return Math.floor(position.onHand - (position.reserved ?? 0));
}
