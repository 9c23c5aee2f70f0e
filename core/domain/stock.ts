import type { CommandId, Sku } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Place, Position } from './position.ts';

/** A fall that nothing explains: it lowers what may be sold, and enters neither pace nor history until a person says what it was. */
export type Unexplained = { readonly at: Instant; readonly units: number };

/** What the ledger holds of one SKU in one place. Invariant: first + rises - falls = level. */
export type PlaceStock = {
  readonly place: Place;
  readonly sku: Sku;
  readonly position: Position;
  /** Last accepted level, whole units, signed; the lower of the two while a replica flickers; null where unknown. */
  readonly level: number | null;
  readonly first: number;
  readonly rises: number;
  readonly falls: number;
  /** Units that we hold back here by having written a quantity. */
  readonly withheld: number;
  /** Units that an absolute write of ours may have swallowed; settled from orders. */
  readonly uncertain: number;
  /** A write of unknown outcome: derivation stands still until it is read back. */
  readonly frozenBy: CommandId | null;
  /** The source no longer lists it: unknown, not zero. */
  readonly gone: boolean;
  readonly flickering: boolean;
  readonly unexplained: readonly Unexplained[];
  /** Server's time of the last accepted reading where known, else when it was received. */
  readonly readAt: Instant;
};

/** One SKU over one pool (the warehouse places that serve an account) and its channel. */
export type SkuStock = {
  readonly sku: Sku;
  readonly places: readonly PlaceStock[];
  /** Sum over the pool of level + withheld; signed; null where no place of the pool is known. */
  readonly available: number | null;
  /** Places of the pool that are unknown: the sum is a lower bound that says so. */
  readonly unknownPlaces: number;
  /** Ordered on any channel, not yet seen by the warehouse. */
  readonly unseen: number;
  /** Channel sellable + what we withhold there; null without a channel source. */
  readonly channelSellable: number | null;
  readonly channelWithheld: number;
  /** Units for sale that are expected in the pool before the given end. */
  readonly inboundInTime: number;
  /** max(0, min(channel, available - unseen - set-aside - buffer)), less what is uncertain. Null where available is. */
  readonly safeToPromise: number | null;
  readonly uncertain: number;
  readonly frozen: boolean;
  /** Whether a system's flag stops it from being sold: true on sale, false paused, null not known. */
  readonly onSale: boolean | null;
  /** The oldest reading that the numbers rest on; null where there is none. */
  readonly readAt: Instant | null;
};

/** Units in one minute of the clock: `minute` is the instant at which it starts. */
export type MinuteUnits = { readonly minute: Instant; readonly units: number };
