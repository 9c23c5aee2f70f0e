import type { CommandId, Sku, SourceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { OrderLine } from './order.ts';
import type { PlaceKey, Position } from './position.ts';
import type { Gap } from './recording.ts';
import type { Unexplained } from './stock.ts';

/**
 * A replica that flickers (10, 8, 10, 8): nothing is derived until one level has held for three readings. `base` is the
 * level before the pattern began, at `since`; `low` the lowest seen in it.
 */
export type Flicker = {
  readonly base: number;
  readonly since: Instant;
  readonly low: number;
  readonly last: number;
  readonly held: number;
};

/** What is held of one SKU in one place. Always: first + rises - falls = level. */
export type Held = {
  readonly position: Position;
  /** The last accepted level; null until the vendor gives one. */
  readonly level: number | null;
  readonly first: number;
  readonly rises: number;
  readonly falls: number;
  readonly withheld: number;
  /** Units that absolute writes may have swallowed, and the time in which they did. */
  readonly uncertain: number;
  readonly swallowed: { readonly from: Instant; readonly to: Instant } | null;
  readonly frozenBy: CommandId | null;
  readonly gone: boolean;
  readonly flicker: Flicker | null;
  /** The last movements of the level, oldest first, at most three: what a flicker or a transfer is recognised by. */
  readonly recent: readonly Recent[];
  readonly unexplained: readonly Unexplained[];
  /** Log time at which this level was last known to stand; unchanged answers that cover the place are newer (`Feed.coverAt`). */
  readonly readAt: Instant;
};

/** One movement and what was booked for it, so that it can be taken back. */
export type Recent = {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
  readonly sold: number;
  /** Of the units sold: those that a channel had told of before (they left the unseen ones). */
  readonly consumed: number;
  readonly released: number;
  readonly restocked: number;
  readonly unexplained: number;
  /** When the units were sold, as far as is known. */
  readonly span: readonly [Instant, Instant];
  /** Those of the units, sold or released, that orders had told of before, and where they were booked. Missing: none. */
  readonly told?: Told;
};
export type Told = { readonly units: number; readonly at: Instant };

/** Net units that a source's orders have told of, in an answer at `at`, and no level that was read by then has shown. */
export type Early = { readonly at: Instant; readonly net: number };

/** Units that a source saw sold or given back, by time, oldest first. */
export type Entry = { readonly at: Instant; readonly ordered: number; readonly released: number };
export type Waiting = { readonly at: Instant; readonly units: number };

/** A day of the market: net units by who saw them (a source's falls, or `orders:` and the source), and time out of stock, ms. */
export type Day = { readonly by: Readonly<Record<string, number>>; readonly out: number };

export const EMPTY_DAY: Day = { by: {}, out: 0 };

/** When a warehouse's open orders were counted, and what of each SKU that day had sold by then. */
export type OpenFrom = {
  readonly at: Instant;
  readonly day: string;
  readonly had: Readonly<Record<Sku, Day['by']>>;
};

/** What one SKU has in store and has sold, wherever. */
export type Book = {
  readonly places: Readonly<Record<PlaceKey, Held>>;
  /** Falls by place; exact counts under `console:<account>`. */
  readonly seen: Readonly<Record<string, readonly Entry[]>>;
  /** By console: since when its exact count is read. */
  readonly countedSince: Readonly<Record<string, Instant>>;
  /** Ordered on a channel, not yet seen by a warehouse, oldest first. */
  readonly unseen: readonly Waiting[];
  /** Seen by a warehouse before the channel was asked: counts against the next channel sale, for a minute. */
  readonly credit: readonly (Waiting & { readonly source: SourceId })[];
  readonly orders: Readonly<Record<string, OrderLine>>;
  /** By source; missing: none of any. */
  readonly early?: Readonly<Record<SourceId, Early>>;
  readonly days: Readonly<Record<string, Day>>;
  /** The first day on which anybody told of it, by a reading or a sale; null: nobody yet. */
  readonly since: string | null;
  /** Out of stock since; null while there is some. */
  readonly outSince: Instant | null;
};

/** How one source's answers follow on one another. Times are log times, which never run backwards. */
export type Feed = {
  readonly at: Instant;
  /** The last answer that covered all that is known of the source. */
  readonly coverAt: Instant;
  /** Times of a day in which none did for some intervals, oldest first. */
  readonly gaps: readonly Gap[];
  /** Sum of the hashes of all positions held. */
  readonly hash: number;
  /** Positions that the source lists. */
  readonly listed: number;
  /** Answers in a row that say they are older than the last accepted one: once is late, thrice is a clock set back. */
  readonly late: { readonly times: number; readonly observedAt: Instant } | null;
};
