import type { Air } from '../../domain/air.ts';
import type { Book, Feed, OpenFrom } from '../../domain/book.ts';
import type { CommandState } from '../../domain/command.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { Funnel } from '../../domain/funnel.ts';
import type { DripBody, GuardBody } from '../../domain/guard.ts';
import type { ConsoleState, SourceHealth } from '../../domain/health.ts';
import type { AccountId, CommandId, ShopId, Sku, SourceId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { GuidedBody } from '../../domain/page-act.ts';
import type { EmergencyBody } from '../../domain/restock.ts';
import type { Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';

export type { Book, Day, Early, Entry, Feed, Flicker, Held, OpenFrom, Recent, Told, Waiting } from '../../domain/book.ts';
export { EMPTY_DAY } from '../../domain/book.ts';

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

/** What the last event touched, so that only that is computed anew. */
export type Touched = { readonly skus: readonly Sku[] | 'all'; readonly rest: boolean };

/** The fold of the log: plain data, so that a snapshot of it is the same again. */
export type Ledger = {
  readonly shop: ShopId;
  readonly settings: ShopSettings;
  /** Newest log time. */
  readonly now: Instant;
  /**
   * `since`: when this interval came into force; `setBack`: the machine's clock is behind the log; `backAt`: when the worker
   * was last back after it had been away for longer than one and a half intervals; missing: never.
   */
  readonly tick: {
    readonly now: Instant;
    readonly intervalMs: number;
    readonly since: Instant;
    readonly setBack: boolean;
    readonly backAt?: Instant;
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
  /** The last step of each drip that its commands do not tell. */
  readonly drips: Readonly<Record<CommandId, DripBody>>;
  /** The last step of each guard that went off, newest last. */
  readonly guardRuns: readonly GuardBody[];
  /** Runs on console pages, newest last. */
  readonly guided: readonly GuidedBody[];
  readonly changed: Touched;
  /** Events that this version cannot read: kept in the log, said to the user. */
  readonly unread: number;
};
