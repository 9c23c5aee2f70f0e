import type { CommandState } from '../../domain/command.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { ConsoleState, SourceHealth } from '../../domain/health.ts';
import type { AccountId, CommandId, ShopId, Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OrderLine } from '../../domain/order.ts';
import type { PlaceKey, Position } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Unexplained } from '../../domain/stock.ts';

/** A replica that flickers (10, 8, 10, 8): nothing is derived until one level has held for three readings. */
export type Flicker = { readonly base: number; readonly low: number; readonly last: number; readonly held: number };

/** What is held of one SKU in one place. Always: first + rises - falls = level. */
export type Held = {
  readonly position: Position;
  /** The last accepted level; null until the vendor gives one. */
  readonly level: number | null;
  readonly first: number;
  readonly rises: number;
  readonly falls: number;
  readonly withheld: number;
  readonly uncertain: number;
  readonly frozenBy: CommandId | null;
  readonly gone: boolean;
  readonly flicker: Flicker | null;
  /** The last movements of the level, oldest first, at most three: what a flicker or a transfer is recognised by. */
  readonly recent: readonly Recent[];
  readonly unexplained: readonly Unexplained[];
  readonly readAt: Instant;
};
export type Recent = { readonly at: Instant; readonly from: number; readonly to: number; readonly sold: number };

/** Units that a source saw sold or given back, by time, oldest first. Negative where a booking was taken back. */
export type Entry = { readonly at: Instant; readonly ordered: number; readonly released: number };

/** What one SKU has in store and has sold, wherever. */
export type Book = {
  readonly places: Readonly<Record<PlaceKey, Held>>;
  /** By the source that saw it; console counts under `console:<account>`. */
  readonly seen: Readonly<Record<string, readonly Entry[]>>;
  /** Ordered on a channel, not yet seen by a warehouse, oldest first. */
  readonly unseen: readonly { readonly at: Instant; readonly units: number }[];
  /** Seen by the warehouse before the channel was asked: counts against the next channel sale, for a minute. */
  readonly credit: { readonly at: Instant; readonly units: number } | null;
  readonly orders: Readonly<Record<string, OrderLine>>;
  /** Net units by day of the team's zone, and whether stock was out on it. */
  readonly days: Readonly<Record<string, { readonly net: number; readonly out: boolean }>>;
};

export const EMPTY_BOOK: Book = { places: {}, seen: {}, unseen: [], credit: null, orders: {}, days: {} };

/** What the last event touched, so that only that is computed anew. */
export type Touched = { readonly skus: readonly Sku[] | 'all'; readonly rest: boolean };

/** The fold of the log: plain data, so that a snapshot of it is the same again. */
export type Ledger = {
  readonly shop: ShopId;
  readonly settings: ShopSettings;
  /** Newest log time. */
  readonly now: Instant;
  readonly tick: { readonly now: Instant; readonly intervalMs: number } | null;
  readonly sources: Readonly<Record<SourceId, SourceHealth>>;
  /** By source: the sum of its positions' hashes. */
  readonly hashes: Readonly<Record<SourceId, number>>;
  /** Up to here the orders of a source are complete. */
  readonly watermarks: Readonly<Record<SourceId, Instant>>;
  readonly consoles: Readonly<Record<AccountId, ConsoleState>>;
  readonly commands: Readonly<Record<CommandId, CommandState>>;
  readonly alertActions: Readonly<Record<string, AlertActionBody>>;
  readonly books: Readonly<Record<Sku, Book>>;
  /** SKUs with a place that flickers: looked at in every answer. */
  readonly flickering: readonly Sku[];
  readonly firstDay: string | null;
  readonly changed: Touched;
  /** Events that this version cannot read: kept in the log, said to the user. */
  readonly unread: number;
};
