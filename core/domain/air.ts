import type { OfferKind } from './console.ts';
import type { AccountId, ListingKey } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Viewers } from './recording.ts';

/** Of one listing, from an instant to another; null: it goes on. */
export type AirSpan = { readonly key: ListingKey; readonly from: Instant; readonly to: Instant | null };
export type AirOffer = AirSpan & { readonly kind: OfferKind; readonly by: 'console' | 'person' };

/** What was on air on one console account, by time: what was presented and offered, and how many watched. The last day of it. */
export type Air = {
  readonly pins: readonly AirSpan[];
  readonly offers: readonly AirOffer[];
  readonly viewers: readonly Viewers[];
  /** When nobody saw the console; the newest goes on where `to` is null. */
  readonly unseen: readonly { readonly from: Instant; readonly to: Instant | null }[];
  /** How many comments the page had counted, about once a minute, of the last minutes that it was seen without a gap. */
  readonly comments: readonly { readonly at: Instant; readonly total: number }[];
};
export const EMPTY_AIR: Air = { pins: [], offers: [], viewers: [], unseen: [], comments: [] };

/** A person says that an offer begins or ends, where the console does not tell. */
export type OfferBody = {
  readonly account: AccountId;
  readonly listing: ListingKey;
  readonly kind: OfferKind;
  readonly at: Instant;
  readonly on: boolean;
};
