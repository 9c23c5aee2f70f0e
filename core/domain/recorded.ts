import type { Air } from './air.ts';
import type { Alert } from './alert.ts';
import type { Book, Feed, OpenFrom } from './book.ts';
import type { CommandState } from './command.ts';
import type { ConsoleSeenBody } from './console.ts';
import type { AlertActionBody, LearnedBody, LogEvent } from './event.ts';
import type { Finding } from './finding.ts';
import type { Forecast } from './forecast.ts';
import type { Funnel } from './funnel.ts';
import type { SourceHealth } from './health.ts';
import type { Hlc } from './hlc.ts';
import type { AccountId, Origin, Sku, SourceId, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { ReadingBody } from './reading.ts';
import type { Shut } from './recording.ts';
import type { AlertReview } from './review.ts';
import type { ShopShape } from './shop-shape.ts';
import type { Stream } from './stream.ts';

/** Mean, median, p10 and p90 of one SKU's units at the end. */
export type Said = readonly [number, number, number, number];
/** What is noted of a stream while it runs. */
export type SoFar = {
  /** What was forecast as each share of its planned length went by. */
  readonly said: readonly { readonly share: number; readonly of: Readonly<Record<Sku, Said>> }[];
  readonly had: Readonly<Record<Sku, number | null>>;
  readonly outAt: Readonly<Record<Sku, Instant>>;
  readonly alerts: readonly AlertReview[];
};

/** A forecast as it stood, with what the next one starts from. */
export type OutlookThen = {
  readonly forecast: Forecast;
  readonly wanted: number;
  readonly toldAt: Instant;
  readonly untold: number;
  readonly dueAt: Instant;
  readonly evidence: string;
  readonly shut: readonly Shut[];
  readonly lately: readonly { readonly sold: number; readonly expected: number }[];
  readonly ahead: {
    readonly sold: number;
    readonly rest: { readonly size: number; readonly mean: number };
    readonly most: number | null;
  };
};

/** All that forecasts and alerts rest on beside the last readings: what was sold, counted, taught and said before. */
export type Stood = {
  readonly books: Readonly<Record<Sku, Book>>;
  readonly feeds: Readonly<Record<SourceId, Feed>>;
  readonly sources: Readonly<Record<SourceId, SourceHealth>>;
  readonly flickering: readonly Sku[];
  readonly watermarks: Readonly<Record<SourceId, Instant>>;
  readonly ordersFrom: Readonly<Record<SourceId, Instant>>;
  readonly tick: {
    readonly now: Instant;
    readonly intervalMs: number;
    readonly since: Instant;
    readonly setBack: boolean;
  } | null;
  readonly airs: Readonly<Record<AccountId, Air>>;
  /** Those that are open, or ended a little before. */
  readonly commands: readonly CommandState[];
  readonly firstDay: string | null;
  /** Days that files of orders told of, by whose they are. */
  readonly history: Readonly<Record<string, { readonly from: string; readonly to: string }>>;
  readonly openFrom: Readonly<Record<SourceId, OpenFrom>>;
  readonly funnels: Readonly<Record<string, readonly Funnel[]>>;
  /** Earlier streams that were looked back upon: when they began, and which SKUs were in them. */
  readonly reviewed: readonly { readonly stream: StreamId; readonly startsAt: Instant; readonly skus: readonly Sku[] }[];
  /** All other streams as they were set then; those that are over without their rundown. */
  readonly streams: readonly Stream[];
  /** What streams that were just over taught, not written down yet. */
  readonly settling: readonly LearnedBody[];
  readonly outlooks: Readonly<Record<StreamId, Readonly<Record<Sku, OutlookThen>>>>;
  /** What each trigger held then: an alert stands on these. */
  readonly findings: readonly Finding[];
  readonly alerts: readonly Alert[];
  readonly answers: readonly AlertActionBody[];
  readonly soFar: SoFar;
};

/** How everything stood as a stream began, or as its recording was begun anew: what it is folded from. Readings are complete here. */
export type BeganBody = {
  readonly stream: StreamId;
  readonly at: Instant;
  readonly readings: readonly ReadingBody[];
  readonly consoles: readonly ConsoleSeenBody[];
  /** Units a day then, of the ledger's own days. */
  readonly daily: Readonly<Record<Sku, number>>;
  /** Missing in recordings of earlier versions: they are replayed by the readings alone. */
  readonly stood?: Stood;
  /** The place in the log of the last event that is in it. */
  readonly after?: { readonly at: Hlc; readonly origin: Origin; readonly originSeq: number };
};

/** One stream as its log recorded it. Plain data: it is exported, imported and replayed as it is. */
export type RecordedStream = {
  readonly stream: Stream;
  readonly base: BeganBody;
  /** From its beginning to an hour after its end, in log order. */
  readonly events: readonly LogEvent[];
};

/** What a replay needs: the recording, what earlier streams had taught by then, and, of another browser, its shop. */
export type RecordedFile = {
  readonly recorded: RecordedStream;
  readonly lessons: readonly LearnedBody[];
  /** Null: of this shop. */
  readonly shape: ShopShape | null;
};

/** A line of the list of recordings. */
export type RecordingRow = {
  /** Of an imported one: a name of its own. */
  readonly stream: StreamId;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  /** From here on it is kept: later than its start where the earlier part was too large. */
  readonly from: Instant;
  /** It came as a file: never history, and nothing is learned from it. */
  readonly imported: boolean;
};

/** A recording is gone by a person's wish. */
export type ForgottenBody = { readonly stream: StreamId };
