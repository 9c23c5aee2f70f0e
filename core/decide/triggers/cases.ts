import type { Capacity, Selling } from '../../domain/capacity.ts';
import type { AccountId, ListingKey, Sku, StreamId } from '../../domain/ids.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';

/** A stream that is scheduled, as one SKU sees it. Units are means. */
export type Planned = {
  readonly stream: StreamId;
  readonly title: string;
  readonly startsAt: Instant;
  readonly units: number;
  /** Units that are set aside for it. */
  readonly keeps: number;
  /** Its units are other SKUs' mean: nothing is known of this very SKU. */
  readonly guess: boolean;
};
/** Units that come in; null: nobody says when. */
export type Coming = { readonly name: string; readonly at: Instant | null; readonly units: number };
/** What there is in some warehouses (less what was ordered and not yet seen), and what comes to them. Null is not known. */
export type Supply = { readonly available: number | null; readonly coming: readonly Coming[] };
/** Streams whose pool shares some warehouses with another and has some `apart`. In the order of time. */
export type Rival = { readonly planned: readonly Planned[]; readonly apart: Supply; readonly shared: Supply };
/** One SKU in the warehouses that serve some streams. In the order of time; what a stream on air is still to sell comes first. */
export type PoolCase = Supply & {
  /** Units a day of days without a stream, as far as these warehouses may have served them. */
  readonly base: number;
  readonly planned: readonly Planned[];
  readonly rivals: readonly Rival[];
};
/** Clicks of impressions, orders of clicks: of one SKU, and of the whole shop in the same streams or days. */
export type Counts = { readonly impressions: number; readonly clicks: number };
/** Orders of clicks, of those counts alone of which both are known. */
export type Ratio = { readonly clicks: number; readonly ordered: number };
export type Interest = {
  readonly now: Counts;
  readonly before: Counts;
  /** Of this SKU, and of the whole shop; null where nobody knows what was ordered. */
  readonly buys: Ratio | null;
  readonly shop: Ratio | null;
  readonly of: 'stream' | 'week';
  /** Who counted, and when the oldest of these counts was made. */
  readonly by: 'console' | 'file' | 'both';
  readonly at: Instant;
};

/** One SKU of the shop over days, as the operator's triggers see it. Units; null is not known. */
export type DayCase = {
  readonly kind: 'day';
  readonly now: Instant;
  readonly sku: Sku;
  readonly title: string;
  readonly facts: SkuFacts | null;
  readonly settings: TriggerSettings;
  /** What all warehouses that sell can still ship, less what was ordered and not yet seen. */
  readonly available: number | null;
  /** Average units a day, with streams. */
  readonly daily: number | null;
  /** Days that the fastest sea freight takes which may carry it, with this SKU's own production; null where there is none. */
  readonly seaDays: number | null;
  readonly coming: readonly Coming[];
  /** All streams of the next months, in the order of time; what a stream on air is still to sell comes first. */
  readonly planned: readonly Planned[];
  /** The same streams by the warehouses that serve them. */
  readonly pools: readonly PoolCase[];
  readonly interest: Interest | null;
  /** What a unit is worth, in whole units of the home currency. */
  readonly worth: number | null;
  readonly certain: boolean;
};

/** What all channels and listings together let people buy of one SKU. */
export type OffersCase = {
  readonly kind: 'offers';
  readonly sku: Sku;
  readonly title: string;
  readonly available: number | null;
  readonly unseen: number;
  readonly offered: readonly { readonly name: string; readonly units: number }[];
  readonly worth: number | null;
  /** A stream is on air; and minutes for which what is there lasts, null where nobody knows what sells. */
  readonly onAir: boolean;
  readonly lasts: number | null;
  readonly certain: boolean;
};

/** The listing on air. `expected`: units that would have been sold since the last one, `size` how sure that is (negative binomial). */
export type ListingCase = {
  readonly kind: 'listing';
  readonly now: Instant;
  readonly account: AccountId;
  readonly listing: ListingKey;
  readonly title: string;
  readonly link: number | null;
  readonly settings: TriggerSettings;
  readonly left: number | null;
  readonly silentSince: Instant;
  readonly expected: number;
  readonly size: number;
  /** What a unit of it is worth, in whole units of the home currency. */
  readonly worth: number | null;
  readonly certain: boolean;
};

/** A warehouse's orders against what it can ship in time. Orders, not units. */
export type CapacityCase = {
  readonly kind: 'capacity';
  readonly now: Instant;
  readonly capacity: Capacity;
  readonly name: string;
  readonly zone: Zone;
  readonly settings: TriggerSettings;
  /** As somebody counted them, and when; null: nobody did. */
  readonly open: { readonly orders: number; readonly at: Instant } | null;
  /** Taken since they were counted (else since the streams on air began), seen by it or not; and what these are still to bring. */
  readonly taken: number;
  readonly expected: number;
  /** When the streams on air end, and by when what is ordered until then must be shipped. */
  readonly endsAt: Instant;
  readonly dispatchDays: number;
  /** What the channels of these streams can do beside being slowed down. */
  readonly can: Pick<Selling, 'longerHandling' | 'preOrder'>;
  /** What an order is worth, in whole units of the home currency. */
  readonly worth: number | null;
  /** The warehouse, and the channels on air, answer: else nothing new is said. */
  readonly certain: boolean;
};
