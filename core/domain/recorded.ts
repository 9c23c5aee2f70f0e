import type { ConsoleSeenBody } from './console.ts';
import type { LogEvent } from './event.ts';
import type { Sku, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { ReadingBody } from './reading.ts';
import type { Stream } from './stream.ts';

/** How everything stood as a stream began: what its recording is folded from. Readings are complete here. */
export type BeganBody = {
  readonly stream: StreamId;
  readonly at: Instant;
  readonly readings: readonly ReadingBody[];
  readonly consoles: readonly ConsoleSeenBody[];
  /** Units a day then, of the ledger's own days. */
  readonly daily: Readonly<Record<Sku, number>>;
};

/** One stream as its log recorded it. Plain data: it is exported, imported and replayed as it is. */
export type RecordedStream = {
  readonly stream: Stream;
  readonly base: BeganBody;
  /** From its beginning to an hour after its end, in log order. */
  readonly events: readonly LogEvent[];
};

/** A line of the list of recordings. */
export type RecordingRow = {
  readonly stream: StreamId;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
};
