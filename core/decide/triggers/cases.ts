import type { Capacity } from '../../domain/capacity.ts';
import type { AccountId, ListingKey, Sku, StreamId } from '../../domain/ids.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';

/** A stream that is scheduled, as one SKU sees it. Units are means. */
export type Planned = { readonly stream: StreamId; readonly title: string; readonly startsAt: Instant; readonly units: number };
/** Units that come in; null: nobody says when. */
export type Coming = { readonly name: string; readonly at: Instant | null; readonly units: number };
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
};

/** One SKU of the shop over days, as the operator's triggers see it. Units; null is not known. */
export type DayCase = {
  readonly kind: 'day';
  readonly now: Instant;
  readonly sku: Sku;
  readonly title: string;
  readonly facts: SkuFacts | null;
  readonly settings: TriggerSettings;
  /** What can still be shipped, less what was ordered and not yet seen. */
  readonly available: number | null;
  /** Average units a day, with streams; and of days without one. */
  readonly daily: number | null;
  readonly base: number;
  /** Days that regular sea freight takes, with this SKU's own production; null where no sea mode is set. */
  readonly seaDays: number | null;
  readonly coming: readonly Coming[];
  /** In the order of time; what a stream on air is still to sell comes first. */
  readonly planned: readonly Planned[];
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
  readonly open: number | null;
  /** Ordered and not yet seen by it; and what the streams on air are still to bring. */
  readonly unseen: number;
  readonly expected: number;
  /** When the streams on air end, and by when what is ordered until then must be shipped. */
  readonly endsAt: Instant;
  readonly dispatchDays: number;
  /** What an order is worth, in whole units of the home currency. */
  readonly worth: number | null;
  /** The warehouse, and the channels on air, answer: else nothing new is said. */
  readonly certain: boolean;
};
