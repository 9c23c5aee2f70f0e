import type { AccountId, ListingKey, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';

/** Counts of one listing (or of all: null), of one stream or of one day (`2026-11-23`). Null: nobody says; never 0. */
export type FunnelCounts = {
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly cart: number | null;
  readonly ordered: number | null;
  readonly paid: number | null;
  /** How many watched, and comments a minute; missing as null. */
  readonly viewers?: number | null;
  readonly comments?: number | null;
};
export const NO_COUNTS: FunnelCounts = { impressions: null, clicks: null, cart: null, ordered: null, paid: null };

export type Funnel = FunnelCounts & {
  readonly account: AccountId;
  /** Null: of the whole stream or day, whatever was presented. */
  readonly listing: ListingKey | null;
  readonly of: { readonly stream: StreamId } | { readonly day: string };
  /** Minutes on air that the counts are of; null by the day. */
  readonly minutes: number | null;
  readonly by: 'console' | 'file';
  readonly at: Instant;
};
/** Rows that a person imports. */
export type FunnelsBody = { readonly rows: readonly Funnel[] };
