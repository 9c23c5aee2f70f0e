import type { AccountId, ListingKey } from './ids.ts';
import type { Instant } from './instant.ts';

export type ListingState = 'onSale' | 'paused' | 'soldOut' | 'removed' | 'unknown';
export type OfferKind = 'flashPrice' | 'coupon' | 'giveaway';

/** One row of a console page as it was read. `null` is unknown, never 0 and never false. */
export type RowSeen = {
  readonly key: ListingKey;
  readonly title: string | null;
  /** Its current link number: a label read live, never identity. */
  readonly link: number | null;
  readonly state: ListingState;
  readonly sellable: number | null;
  readonly pinned: boolean | null;
  readonly offer: OfferKind | null;
  readonly sold: number | null;
  readonly clicks: number | null;
  readonly impressions: number | null;
  readonly cart: number | null;
};

export type PageSeen = {
  readonly live: 'live' | 'idle' | 'ended' | 'unknown';
  readonly room: string | null;
  readonly viewers: number | null;
  readonly comments: number | null;
};

/** What the console page showed: rows that changed since the last one, and the keys that are on the page in page order. */
export type ConsoleSeenBody = {
  readonly account: AccountId;
  readonly seenAt: Instant;
  readonly page: PageSeen;
  readonly changed: readonly RowSeen[];
  /** All keys known to the page, in page order; a virtualised page may show a part of them only. Missing: as they were. */
  readonly keys?: readonly ListingKey[];
  readonly complete: boolean;
};
/** The same with its keys, as the page says it, and as it is folded. */
export type PageShown = ConsoleSeenBody & { readonly keys: readonly ListingKey[] };
