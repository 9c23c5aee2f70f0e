import type { OfferKind } from './console.ts';
import type { Expected } from './expected.ts';
import type { AccountId, ListingKey, Sku, StreamId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';

/** A planned slot of the rundown, and what is to be on offer in it. */
export type Slot = {
  readonly key: ListingKey;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly offer?: OfferKind;
};

/** The rundown of a stream that begins so much later: slots are planned from its start on. */
export const rundownLater = (rundown: readonly Slot[], by: number): readonly Slot[] =>
  by === 0 ? rundown : rundown.map((slot) => ({ ...slot, startsAt: slot.startsAt + by, endsAt: slot.endsAt + by }));

/** One broadcast. Its facts change by settings events; its pins, offers and metrics come from the console. */
export type Stream = {
  readonly id: StreamId;
  readonly account: AccountId;
  readonly title: string;
  readonly room: string | null;
  readonly zone: Zone;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
  readonly actualStart: Instant | null;
  readonly actualEnd: Instant | null;
  /** Which listings it sells; null means all of the account. */
  readonly listings: readonly ListingKey[] | null;
  readonly rundown: readonly Slot[];
  /** The seller's prior mean per SKU, where one was set for this stream. */
  readonly planned: Readonly<Record<Sku, number>>;
  /** SKUs that are meant to sell out (福利款): no stock-out. */
  readonly plannedSellOut: readonly Sku[];
  /** What the seller expects of it beside the plan. */
  readonly expected?: Expected;
  /** Units kept for this stream where another shares the pool. */
  readonly setAside: Readonly<Record<Sku, number>>;
  /** What starts it; missing: by hand. One that starts with the console ends with it; else by hand, or six hours after its planned end. */
  readonly starts?: StartsBy;
  /** Which occurrence of which calendar event it came from: brought again, it is changed and not doubled. */
  readonly uid?: string;
};
export type StartsBy = 'hand' | 'schedule' | 'console';

export const startOf = (stream: Stream): Instant => stream.actualStart ?? stream.plannedStart;
export const endOf = (stream: Stream): Instant => stream.actualEnd ?? stream.plannedEnd;
/** Until when it may be on air: past its planned end it overruns until somebody ends it, six hours at most. */
export const lastOf = (stream: Stream): Instant =>
  stream.actualEnd ?? (stream.actualStart === null ? stream.plannedEnd : stream.plannedEnd + 6 * 3_600_000);
/** On air: started and not ended. */
export const isRunning = (stream: Stream, at: Instant): boolean =>
  stream.actualStart !== null && at >= stream.actualStart && at < lastOf(stream);
