import type { Actor } from './actor.ts';
import type { OfferBody } from './air.ts';
import type { CommandBody } from './command.ts';
import type { ConsoleSeenBody } from './console.ts';
import type { FunnelsBody } from './funnel.ts';
import type { DripBody, GuardBody } from './guard.ts';
import type { HistoryBody } from './history.ts';
import { compareHlc, type Hlc } from './hlc.ts';
import type { AccountId, CommandId, LocationId, Origin, ShopId, Sku, SourceId, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Lesson } from './lesson.ts';
import type { OrdersBody } from './order.ts';
import type { GuidedBody } from './page-act.ts';
import type { Problem } from './problem.ts';
import type { ReadingBody } from './reading.ts';
import type { BeganBody, ForgottenBody } from './recorded.ts';
import type { EmergencyBody } from './restock.ts';
import type { Review } from './review.ts';
import type { SettingsBody } from './settings.ts';

/** A poll that brought nothing. `surfaces` says whether one was connected: it sets the interval that is in force. */
export type PollFailedBody = { readonly source: SourceId; readonly failedAt: Instant; readonly problem: Problem };
/** Time enters the fold only so. `interval` is the poll interval in force, ms; `surfaces` whether any was connected. */
export type TickBody = { readonly now: Instant; readonly intervalMs: number; readonly start: boolean };
/** A person says what an unexplained fall was. */
export type ExplainedBody = {
  readonly sku: Sku;
  readonly source: SourceId;
  readonly location: LocationId;
  readonly fallAt: Instant;
  readonly was: 'sale' | 'stockCount' | 'damage' | 'wholesale' | 'transfer' | 'otherTool';
};
export type AlertActionBody = {
  readonly alert: string;
  readonly action: 'acknowledge' | 'snooze';
  readonly until: Instant | null;
  readonly at: Instant;
};

/** What a system says of the limit per buyer that a command had set there; null: it has none. */
export type BuyerReadBody = { readonly command: CommandId; readonly perBuyer: number | null; readonly at: Instant };

/** What a stream taught, written down once when it is over. */
export type LearnedBody = { readonly stream: StreamId; readonly account: AccountId; readonly lesson: Lesson };

/** Every kind of event, its body and its version. To add one, add one line here and its reducer. */
export type Bodies = {
  reading: ReadingBody;
  pollFailed: PollFailedBody;
  orders: OrdersBody;
  consoleSeen: ConsoleSeenBody;
  tick: TickBody;
  settings: SettingsBody;
  command: CommandBody;
  explained: ExplainedBody;
  alertAction: AlertActionBody;
  offer: OfferBody;
  learned: LearnedBody;
  /** Daily sales and counts that a person brought as a file. */
  history: HistoryBody;
  funnels: FunnelsBody;
  emergency: EmergencyBody;
  /** A stream is over: what is kept of it when its events are folded away. */
  reviewed: Review;
  /** A stream has begun: what its recording is folded from. */
  began: BeganBody;
  guided: GuidedBody;
  guard: GuardBody;
  /** A limit per buyer of ours that was looked at again, and stands otherwise. */
  buyerRead: BuyerReadBody;
  drip: DripBody;
  /** A person deleted a recording: it stays deleted, whenever its events can go. */
  forgotten: ForgottenBody;
};
export type EventType = keyof Bodies;

export const EVENT_VERSIONS: Readonly<Record<EventType, number>> = {
  reading: 1,
  pollFailed: 1,
  orders: 1,
  consoleSeen: 2,
  tick: 1,
  settings: 1,
  command: 1,
  explained: 1,
  alertAction: 1,
  offer: 1,
  learned: 2,
  history: 2,
  funnels: 1,
  emergency: 1,
  reviewed: 1,
  began: 1,
  forgotten: 1,
  guided: 1,
  guard: 1,
  buyerRead: 1,
  drip: 1,
};

/** One entry of the log. Identity is (origin, originSeq); order is (at, origin, originSeq). */
export type EventOf<T extends EventType> = {
  readonly id: string;
  readonly v: number;
  readonly type: T;
  readonly shopId: ShopId;
  readonly origin: Origin;
  readonly originSeq: number;
  readonly at: Hlc;
  readonly actor: Actor;
  readonly body: Bodies[T];
};
export type LogEvent = { [T in EventType]: EventOf<T> }[EventType];
/** What somebody wants logged; the log gives it its identity and its place. */
export type Draft = { [T in EventType]: { readonly type: T; readonly actor: Actor; readonly body: Bodies[T] } }[EventType];

export function compareEvents(a: LogEvent, b: LogEvent): number {
  return compareHlc(a.at, b.at) || (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0) || a.originSeq - b.originSeq;
}
