/** What the app needs from the world, as types. Each is fulfilled by one folder of `core/edge`. */

import type { Command, CommandTarget, Levers, ReadBack, Write } from './domain/command.ts';
import type { ConnectorInfo } from './domain/connector.ts';
import type { PageHealth } from './domain/console.ts';
import type { DayTotal } from './domain/day-total.ts';
import type { Draft, LogEvent } from './domain/event.ts';
import type { Hlc } from './domain/hlc.ts';
import type { AccountId, CommandId, Origin, ShopId, SourceId } from './domain/ids.ts';
import type { Instant } from './domain/instant.ts';
import type { OrdersTold } from './domain/order.ts';
import type { PageActed, PageAsk } from './domain/page-act.ts';
import type { Phrase } from './domain/phrase.ts';
import type { Outcome } from './domain/problem.ts';
import type { Profile } from './domain/profile.ts';
import type { Reading } from './domain/reading.ts';
import type { RecordedFile, RecordingRow } from './domain/recorded.ts';
import type { SourceConfig } from './domain/settings.ts';

export type Clock = {
  now(): Instant;
  /**
   * Calls back once at or after `at`, unless aborted first; where the clock is set back meanwhile, after as long as it
   * would have taken. Real time behind it may run at another rate.
   */
  wake(at: Instant, then: () => void, signal: AbortSignal): void;
};

export type Log = {
  readonly shop: ShopId;
  readonly origin: Origin;
  /** Gives each draft its identity and place, writes them durably (strict) and answers with the events, in order. */
  append(drafts: readonly Draft[]): Promise<readonly LogEvent[]>;
  /** Takes another browser's events; answers with those that were new. */
  accept(events: readonly LogEvent[]): Promise<readonly LogEvent[]>;
  /** Events after the given place in log order, oldest first; all with null. A stamp alone stands for all events that bear it. `until`: none that is later. */
  since(after: LogPlace | Hlc | null, until?: Instant): Promise<readonly LogEvent[]>;
  subscribe(listener: (events: readonly LogEvent[]) => void, signal: AbortSignal): void;
  /** The newest snapshot whose version is this, or null. The state is opaque to the log. */
  loadSnapshot(version: number): Promise<{ readonly upTo: LogPlace; readonly state: unknown } | null>;
  saveSnapshot(version: number, upTo: LogPlace, state: unknown): Promise<void>;
  /** Totals of the days whose events have been folded away. */
  days(): Promise<readonly DayTotal[]>;
};
/** Recordings that came as files: of this shop to look at, and never part of its log. */
export type Imports = {
  list(): Promise<readonly ImportedRow[]>;
  get(stream: string): Promise<RecordedFile | null>;
  put(row: RecordingRow, file: RecordedFile): Promise<void>;
  remove(stream: string): Promise<void>;
};
export type ImportedRow = RecordingRow & { readonly bytes: number };

/** The place in log order of the last event that a snapshot holds. */
export type LogPlace = { readonly at: Hlc; readonly origin: Origin; readonly originSeq: number };

export type Secrets = {
  get(source: SourceId): Promise<Readonly<Record<string, string>> | null>;
  put(source: SourceId, secret: Readonly<Record<string, string>>): Promise<void>;
  remove(source: SourceId): Promise<void>;
};

/** May this browser poll a source, act on a listing? Yes, while there is only one. */
export type Lease = { mayPoll(source: SourceId): Promise<boolean>; mayAct(subject: string): Promise<boolean> };

export type CheckReport = { readonly ok: boolean; readonly lines: readonly { readonly ok: boolean; readonly say: Phrase }[] };

/** What a source can do beyond being read; orders: where its key may read them. */
export type Abilities = Levers & { readonly orders: boolean };

/** One source, opened with its settings and its secret. Every call ends by itself (time-out) and by the signal. */
export type Source = {
  readonly id: SourceId;
  readonly abilities: Abilities;
  check(signal: AbortSignal): Promise<CheckReport>;
  /** All positions, in one reading: no system that is read so far needs to be asked for the hot SKUs first. */
  positions(signal: AbortSignal): Promise<Outcome<Reading>>;
  /**
   * Lines of orders that have changed since: a watermark that it gave before. Asked after `positions`. A problem of kind
   * `credentials` means that this key may not read them, and no more: what is sold is then told from falls of stock.
   */
  orders?(since: Instant, signal: AbortSignal): Promise<Outcome<OrdersTold>>;
  /**
   * Sets the flag, once. A problem of kind `timeout`, `network`, `server` or `malformed` leaves the outcome unknown;
   * `refused`, `credentials` mean that nothing was written. The same for the two below. `key`: the same key never acts twice.
   */
  setFlag?(target: CommandTarget, onSale: boolean, key: string, signal: AbortSignal): Promise<Outcome<null>>;
  /** Changes each place's level as planned, all of them or none where the system can. Compare-and-set where it can. */
  setLevels?(target: CommandTarget, writes: readonly Write[], key: string, signal: AbortSignal): Promise<Outcome<null>>;
  setPerBuyer?(target: CommandTarget, most: number | null, key: string, signal: AbortSignal): Promise<Outcome<null>>;
  /** One thing on a console page, as it was planned; only a page's own source has it. */
  act?(target: CommandTarget, command: Command, signal: AbortSignal, writes?: readonly Write[]): Promise<Outcome<null>>;
  /** How it stands now: what commands are planned on, and what confirms them (`after` which one it is looked at). */
  readBack?(target: CommandTarget, signal: AbortSignal, after?: CommandId): Promise<Outcome<ReadBack>>;
};

/** The console pages that are open, as one shop may tell them. */
export type Consoles = {
  /** Asks the one page of the account, once. Ends by the signal, too: the page is then told to stop. `types`: another number is to be typed by now. */
  act(account: AccountId, ask: PageAsk, signal: AbortSignal, types?: (number: number) => void): Promise<PageReply>;
  /** The person thought better of it: the page still answers. */
  stop(account: AccountId, ask: string): void;
};
/** `none`, `several`: it was not asked, for no page of the account is open, or more than one. `closed`: it went away before it answered. */
export type PageReply = { readonly said: 'acted'; readonly acted: PageActed } | { readonly said: 'none' | 'several' | 'closed' };
/** What is known of an open page: how it is read, and whether that holds. `told`: it has said what it shows. */
export type PageOpen = {
  readonly profile: Profile;
  readonly hash: string;
  readonly health: PageHealth | null;
  readonly told: boolean;
};

/** One file a connector, one line in the registry. */
export type Connector = ConnectorInfo & {
  /** Refuses what it cannot use, by field. */
  readonly parse: (config: SourceConfig) => Outcome<SourceConfig>;
  /** The match patterns to be granted before it may be polled. */
  readonly hosts: (config: SourceConfig) => readonly string[];
  readonly open: (config: SourceConfig, secret: Readonly<Record<string, string>> | null, world: SourceWorld) => Source;
};
export type SourceWorld = { readonly fetch: typeof fetch; readonly clock: Clock; readonly timeoutMs: number };
