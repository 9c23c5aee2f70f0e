import type { Sku, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

/** A distribution of whole units, as it is shown: p10 to p90 is the 80 % interval. */
export type Distribution = { readonly mean: number; readonly median: number; readonly p10: number; readonly p90: number };

/** Where the pace and the units come from: the best source there is, and the screen says which. */
export type SalesKind = 'orders' | 'console' | 'channelFalls' | 'warehouseFalls' | 'none';

export type Forecast = {
  readonly sku: Sku;
  readonly stream: StreamId;
  /** The log time that it was made at. */
  readonly asOf: Instant;
  /** Units net of this stream so far. */
  readonly soldSoFar: number;
  /** Units net of this stream at its end; never below what is sold. */
  readonly net: Distribution;
  /** What leaves the pool from now to the planned end, by all channels, not capped by stock. */
  readonly drain: Distribution;
  /** Units that would have sold, had they been there to be bought: while shut so far, and beyond what is left. */
  readonly lost: { readonly soFar: number; readonly toCome: number };
  /** Units a minute, ordered, now. */
  readonly pace: number;
  readonly stockOut: {
    /** Chance of running out before the planned end. */
    readonly chance: number;
    /** Median time of running out, given that it runs out; null where the chance is nil. */
    readonly at: Instant | null;
    /** Minutes of stock left at this pace; null where nothing sells. */
    readonly minutesLeft: number | null;
    /** n of "short by n": max(1, ceil(mean drain - (available + inbound in time))); null where it is enough. */
    readonly shortBy: number | null;
  };
  readonly why: Phrase;
  /** Whether it starts from anything known of this very SKU (its past, a plan, an average); else from other SKUs, as a guess. */
  readonly own?: boolean;
};
