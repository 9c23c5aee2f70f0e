import type { DayTotal } from '../../domain/day-total.ts';
import { EVENT_VERSIONS, type EventOf, type EventType, type LogEvent } from '../../domain/event.ts';
import type { Origin, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock, Log, LogPlace } from '../../ports.ts';
import type { StoredEvent } from './schema.ts';
import type { EventMigrations } from './upcast.ts';
import { EVENT_MIGRATIONS } from './upcast.ts';

/** The log as storage offers it: the port, and what only its keeper (the worker) needs. */
export type StoredLog = Log & {
  /** All events of one type, oldest first: the whole command journal for the audit, for example. */
  ofType<T extends EventType>(type: T): Promise<readonly EventOf<T>[]>;
  /** Events of a later version, or of a type that we do not know: kept, and in no fold until an update reads them. */
  unread(): Promise<readonly StoredEvent[]>;
  /** Events that came too late to be folded in: kept, to be reported. */
  aside(): Promise<readonly LogEvent[]>;
  /** Bounds the log. Drops nothing that the newest snapshot of this version does not hold, and never a setting or a command. */
  prune(policy: PrunePolicy): Promise<Pruned>;
  close(): void;
};

export type LogOptions = {
  readonly origin: Origin;
  readonly clock: Pick<Clock, 'now'>;
  /** For tests: what is known of event versions, and how old ones are read. */
  readonly versions?: Readonly<Record<string, number>>;
  readonly migrations?: EventMigrations;
};

export type PrunePolicy = {
  /** Of the snapshots that are read: only what one of these holds may go. */
  readonly version: number;
  /** The streams whose recordings are kept; what lies outside of them folds away. `to` null: still running. */
  readonly streams: readonly { readonly stream: StreamId; readonly from: Instant; readonly to: Instant | null }[];
  /** Totals of the days that are over; those of which events go are written in the same transaction. */
  readonly days: readonly DayTotal[];
  /** What recordings take elsewhere: of the bound in all it is theirs. */
  readonly otherBytes?: number;
  /** Only what lies in this time is looked at, and only what belongs to no recording that is kept goes: a person deleted one. */
  readonly only?: { readonly from: Instant; readonly to: Instant };
  readonly streamBytes?: number;
  readonly totalBytes?: number;
};
export type Pruned = {
  /** Between streams: folded into snapshot and day totals. Nothing that a person would miss. */
  readonly folded: number;
  /** Recordings lost to the bounds; to be said to the user. `until`: the newest that went. */
  readonly dropped: readonly {
    readonly stream: StreamId;
    readonly events: number;
    readonly bytes: number;
    readonly until: Instant;
  }[];
};

/** At most 20 MB a stream and 500 MB in all. */
export const STREAM_BYTES = 20_000_000;
export const TOTAL_BYTES = 500_000_000;
/** How many snapshots are kept. */
export const SNAPSHOTS = 3;

export const placeOfEvent = ({ at, origin, originSeq }: LogPlace): LogPlace => ({ at, origin, originSeq });

export function comparePlaces(a: LogPlace, b: LogPlace): number {
  return (
    a.at.wall - b.at.wall ||
    a.at.count - b.at.count ||
    (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0) ||
    a.originSeq - b.originSeq
  );
}

export type Reader = { readonly versions: Readonly<Record<string, number>>; readonly migrations: EventMigrations };
export const readerOf = (options: LogOptions): Reader => ({
  versions: options.versions ?? EVENT_VERSIONS,
  migrations: options.migrations ?? EVENT_MIGRATIONS,
});
