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
  readonly picture?: string | null;
  /** The seller's own code (货号), where the page shows it. */
  readonly code?: string | null;
  /** How many one buyer may take (限购). */
  readonly perBuyer?: number | null;
  /** What the page abbreviates ("18.8k"): shown as about so many, never used as exact; the exact field is null. */
  readonly about?: Readonly<Partial<Record<Counted, number>>>;
  /** Fields that came from the page's own data, not from what it draws: forgeable, never the sole ground for an act. */
  readonly fromData?: readonly string[];
};
/** Whether a field is said by the page's own data alone. */
export const isFromData = ({ fromData }: { readonly fromData?: readonly string[] }, field: string): boolean =>
  fromData?.includes(field) === true;
/** What the page draws of it; null also where only its own data says it: the page can forge that. */
export const drawn = <F extends 'sellable' | 'pinned'>(row: RowSeen, field: F): RowSeen[F] | null =>
  isFromData(row, field) ? null : row[field];

/** A row of which nothing is known but what it is. */
export const UNKNOWN_ROW: Omit<RowSeen, 'key' | 'title'> = {
  link: null,
  state: 'unknown',
  sellable: null,
  pinned: null,
  offer: null,
  sold: null,
  clicks: null,
  impressions: null,
  cart: null,
};
export type Counted = 'sellable' | 'sold' | 'clicks' | 'impressions' | 'cart' | 'viewers' | 'comments';

export type PageSeen = {
  readonly live: 'live' | 'idle' | 'ended' | 'unknown';
  readonly room: string | null;
  readonly viewers: number | null;
  readonly comments: number | null;
  readonly about?: Readonly<Partial<Record<Counted, number>>>;
  readonly fromData?: readonly string[];
};

/** How the page was found: so that a person sees which check failed ("18 of 24 rows have a key"), and what still works. */
export type PageFound = {
  /** Elements that hold rows, and rows in them: all, and those with a key. */
  readonly lists: number;
  readonly rows: number;
  readonly keyed: number;
  /** Rows that bear another listing's key. */
  readonly clashes: number;
  /** Fields of rows and page that have been read since the page was last recognised. */
  readonly read: readonly string[];
};
/** `ok` with something in `failed`: the rest is read all the same. */
export type PageHealth = { readonly ok: boolean; readonly failed: readonly string[]; readonly found?: PageFound };

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
