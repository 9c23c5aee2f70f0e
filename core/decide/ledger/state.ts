import type { Air } from '../../domain/air.ts';
import type { CommandState } from '../../domain/command.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { Funnel } from '../../domain/funnel.ts';
import type { ConsoleState, SourceHealth } from '../../domain/health.ts';
import type { AccountId, CommandId, ShopId, Sku, SourceId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OrderLine } from '../../domain/order.ts';
import type { PlaceKey, Position } from '../../domain/position.ts';
import type { EmergencyBody } from '../../domain/restock.ts';
import type { Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Unexplained } from '../../domain/stock.ts';

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
};

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
  readonly days: Readonly<Record<string, Day>>;
  /** The first day on which anybody told of it, by a reading or a sale; null: nobody yet. */
  readonly since: string | null;
  /** Out of stock since; null while there is some. */
  readonly outSince: Instant | null;
};

export const EMPTY_BOOK: Book = {
  places: {},
  seen: {},
  countedSince: {},
  unseen: [],
  credit: [],
  orders: {},
  days: {},
  since: null,
  outSince: null,
};

/** How one source's answers follow on one another. Times are log times, which never run backwards. */
export type Feed = {
  readonly at: Instant;
  /** The last answer that covered all that is known of the source. */
  readonly coverAt: Instant;
  /** Sum of the hashes of all positions held. */
  readonly hash: number;
  /** Positions that the source lists. */
  readonly listed: number;
  /** Answers in a row that say they are older than the last accepted one: once is late, thrice is a clock set back. */
  readonly late: { readonly times: number; readonly observedAt: Instant } | null;
};

/** What the last event touched, so that only that is computed anew. */
export type Touched = { readonly skus: readonly Sku[] | 'all'; readonly rest: boolean };

/** The fold of the log: plain data, so that a snapshot of it is the same again. */
export type Ledger = {
  readonly shop: ShopId;
  readonly settings: ShopSettings;
  /** Newest log time. */
  readonly now: Instant;
  /** `since`: when this interval came into force; `setBack`: the machine's clock is behind the log. */
  readonly tick: {
    readonly now: Instant;
    readonly intervalMs: number;
    readonly since: Instant;
    readonly setBack: boolean;
  } | null;
  readonly sources: Readonly<Record<SourceId, SourceHealth>>;
  readonly feeds: Readonly<Record<SourceId, Feed>>;
  /** Up to here the orders of a source are complete. */
  readonly watermarks: Readonly<Record<SourceId, Instant>>;
  /** From here on a source's orders are matched with what the warehouses see. */
  readonly ordersFrom: Readonly<Record<SourceId, Instant>>;
  readonly consoles: Readonly<Record<AccountId, ConsoleState>>;
  readonly airs: Readonly<Record<AccountId, Air>>;
  readonly commands: Readonly<Record<CommandId, CommandState>>;
  readonly alertActions: Readonly<Record<string, AlertActionBody>>;
  readonly books: Readonly<Record<Sku, Book>>;
  /** SKUs with a place that flickers: looked at in every answer. */
  readonly flickering: readonly Sku[];
  readonly firstDay: string | null;
  /** Days that files told of, both included, by channel (`fileKey`). */
  readonly history: Readonly<Record<string, { readonly from: string; readonly to: string }>>;
  /** By warehouse: from when on orders add to the open ones that somebody counted. */
  readonly openFrom: Readonly<Record<SourceId, OpenFrom>>;
  /** Impressions, clicks and the like by listing id, streams and then days, oldest first. */
  readonly funnels: Readonly<Record<string, readonly Funnel[]>>;
  /** The last that was said of each call for emergency supply, by `emergencyKey`. */
  readonly emergency: Readonly<Record<string, EmergencyBody>>;
  /** Streams that are over, newest last. */
  readonly reviews: Readonly<Record<StreamId, Review>>;
  readonly changed: Touched;
  /** Events that this version cannot read: kept in the log, said to the user. */
  readonly unread: number;
};
