import type { Advice, Ration } from './advice.ts';
import type { Alert } from './alert.ts';
import type { CommandKind, CommandStep, DripPace } from './command.ts';
import type { ListingState, OfferKind } from './console.ts';
import type { Forecast, SalesKind } from './forecast.ts';
import type { GuardBody } from './guard.ts';
import type { AccountId, CommandId, ListingKey, ShopId, Sku, SourceId, StreamId, VariantId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { Phrase } from './phrase.ts';
import type { Problem } from './problem.ts';
import type { PageActionKind } from './profile.ts';
import type { WhyNot } from './why-not.ts';

/** What a surface draws. Nothing here is computed by the surface, but ages (from its clock) and sentences (in its language). */

export type Verdict =
  | { readonly kind: 'enough' }
  | { readonly kind: 'short'; readonly by: number; readonly outAt: Instant | null }
  | { readonly kind: 'out' }
  /** No stream, no fresh reading, or the source is blind: nothing may be said. */
  | { readonly kind: 'unknown'; readonly why: Phrase };

export type Freshness = 'fresh' | 'stale' | 'never';

export type VariantRow = {
  readonly id: VariantId;
  readonly title: string;
  readonly skus: readonly { readonly sku: Sku; readonly unitsPerSale: number }[];
  /** Available of the pool in units of sale, shown >= 0; null is unknown. */
  readonly left: number | null;
  readonly safeToPromise: number | null;
  /** Units of sale a minute; null: not known. */
  readonly pace: number | null;
  readonly soldThisStream: number | null;
  readonly verdict: Verdict;
  readonly state: ListingState;
  /** Units that may have been swallowed by a write: shown as "up to n uncertain". */
  readonly uncertain: number;
  readonly unexplained: number;
  readonly freshness: Freshness;
  readonly readAt: Instant | null;
  /** The command under way or last ended on this variant. */
  readonly command: CommandRow | null;
  /** What the pause button would do; null where no system can be told (and why). */
  readonly lever: Can;
  readonly stock: StockActs;
};

/** Whether something can be done, by which way, and in words: what it will do, or why it cannot. */
export type Can = {
  readonly can: boolean;
  readonly via?: 'api' | 'page' | null;
  /** By page: whether a person does it there, and is shown where; else one click of ours. */
  readonly level?: 'guide' | 'assist';
  readonly say: Phrase;
};

/** What stands on sale of one variant, and what may be done about it. Units of sale throughout; null is unknown. */
export type StockActs = {
  /** What the channel sells now: released stock. */
  readonly sellable: number | null;
  /** What we withhold there. */
  readonly withheld: number;
  /** What may still be released: safe to promise − sellable. */
  readonly mayRelease: number | null;
  /** What makes it last to the planned end; null: it lasts anyway, or nothing may be said. */
  readonly proposed: { readonly stock: number | null; readonly perBuyer: number | null; readonly batch: number | null };
  readonly release: Can;
  readonly limit: Can;
  readonly perBuyer: Can;
  readonly drip: Can;
  readonly running: DripRow | null;
  /** The limit per buyer of ours that stands, and by whom and when it was set; missing: none. */
  readonly buyer?: BuyerLimit;
};
export type BuyerLimit = { readonly command: CommandId; readonly most: number; readonly at: Instant; readonly by: string };
/** A drip under way, or just ended. `waits`: it stands still until a person lets it go on, and `why`. */
export type DripRow = {
  readonly command: CommandId;
  readonly batch: number;
  /** Batches that were put on sale, and units of sale in all. */
  readonly batches: number;
  readonly released: number;
  readonly pace: DripPace;
  readonly state: 'running' | 'waits' | 'stopped' | 'ended';
  readonly nextAt: Instant | null;
  readonly why: Phrase | null;
  /** Its next batch waits for a person to start it, with so many units; missing: it does not. */
  readonly due?: number;
};
/** A guard's countdown that anyone can stop, or what became of it. */
export type GuardRow = {
  readonly id: string;
  readonly sku: Sku;
  readonly listing: string;
  readonly step: GuardBody['step'];
  readonly actsAt: Instant;
  readonly at: Instant;
  /** What it is about to do, and why. */
  readonly say: Phrase;
};
/** How the console page is read, and what may be done on it. */
export type PageRow = {
  readonly account: AccountId;
  /** Its profile: what is built in is called as the person's language calls it. */
  readonly profile: string;
  readonly name: string;
  readonly origin: 'builtin' | 'taught' | 'imported';
  /** It was seen to work on this very account: until then a built-in one is marked *not yet confirmed on your page*. */
  readonly confirmed: boolean;
  /** Checks that failed, and since when; empty: it is read in full. */
  readonly failed: readonly Phrase[];
  readonly since: Instant | null;
  /** What works all the same. */
  readonly works: readonly Phrase[];
  readonly actions: readonly {
    readonly action: PageActionKind;
    readonly level: 'observe' | 'guide' | 'assist';
    /** Confirmed guided runs with this very profile on this account, of the three that a promotion needs. */
    readonly runs: number;
    readonly mayPromote: boolean;
    /** Why it is not higher. */
    readonly why: Phrase | null;
  }[];
};
/** A step on the page that waits for a person: what to click, the number to type, and until when. */
export type GuideRow = {
  readonly command: CommandId;
  readonly kind: CommandKind;
  readonly per?: 'buyer';
  readonly listing: string;
  readonly number: number | null;
  /** What the row showed when the number was worked out; missing: it is no count. */
  readonly from?: number;
  readonly until: Instant;
};

export type ListingRow = {
  /** `listingId`: account and key. */
  readonly id: string;
  readonly account: AccountId;
  readonly key: ListingKey;
  readonly title: string;
  readonly link: number | null;
  readonly pinned: boolean | null;
  readonly offer: OfferKind | null;
  readonly mapped: boolean;
  /** Why its mapping should be looked at. */
  readonly doubt?: Phrase | null;
  readonly variants: readonly VariantRow[];
  /** Over its variants: total left, the worst verdict, how many are sold out. */
  readonly left: number | null;
  readonly safeToPromise: number | null;
  readonly pace: number | null;
  readonly verdict: Verdict;
  readonly state: ListingState;
  readonly soldOutVariants: number;
  readonly freshness: Freshness;
  readonly urgency: number;
  readonly onPage: boolean;
  readonly command: CommandRow | null;
};

export type CommandRow = {
  readonly id: CommandId;
  /** As it was sent with: whoever sent it finds it by this, whatever else was done to the listing since. */
  readonly key: string;
  readonly kind: CommandKind;
  readonly listing: ListingKey;
  readonly variant: VariantId | null;
  readonly step: CommandStep;
  readonly at: Instant;
  readonly by: string;
  readonly say: Phrase | null;
  readonly reverted: boolean;
  /** Of a limit or drip that was done: what it took from sale, in units of sale. No more is given back by undoing it. */
  readonly took?: number;
  /** Of one whose outcome is unknown, on several SKUs: of each of these a person may say whether it was done. */
  readonly skus?: readonly Sku[];
};

export type SourceRow = {
  readonly id: SourceId;
  readonly name: string;
  readonly role: 'warehouse' | 'channel' | 'both';
  readonly lagMinutes: number;
  readonly lastGoodAt: Instant | null;
  readonly freshness: Freshness;
  readonly problem: Problem | null;
  readonly failures: number;
  readonly skus: number;
  readonly rowProblems: number;
};

export type StreamRow = {
  readonly id: StreamId;
  readonly title: string;
  readonly account: AccountId;
  readonly zone: Zone;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly running: boolean;
  readonly forecastNet: number | null;
  readonly netSoFar: number | null;
};

export type Head = {
  readonly shop: ShopId;
  readonly account: AccountId | null;
  readonly accountName: string;
  readonly stream: StreamRow | null;
  /** Streams that this surface could be bound to; the person chooses once where several fit. */
  readonly choices: readonly StreamRow[];
  readonly teamZone: Zone;
  /** `pageData`: counts of the console's own data, not drawn by the page and so forgeable. */
  readonly salesKind: SalesKind | 'pageData';
  /** Newest log time in this view. */
  readonly asOf: Instant | null;
  /** How far the worker's clock is from the surface's: a rehearsal runs at its own rate. */
  readonly clock: { readonly realAnchor: Instant; readonly anchor: Instant; readonly rate: number };
  readonly intervalMs: number;
  /** What is wrong as a whole: storage refused, console page changed, clock set back, extension updated. */
  readonly notices: readonly Phrase[];
};

/** What the panel, the side panel and the window draw. */
export type PanelView = {
  readonly head: Head;
  readonly sources: readonly SourceRow[];
  readonly alerts: readonly Alert[];
  /** Listing ids in page order; `rows` holds each of them. */
  readonly order: readonly string[];
  readonly rows: Readonly<Record<string, ListingRow>>;
  readonly commands: readonly CommandRow[];
  readonly page: PageRow | null;
  readonly guide: GuideRow | null;
  readonly guards: readonly GuardRow[];
  /** What to say and what to pin next; null where no stream is on air. */
  readonly advice: Advice | null;
};

/** A detail that a surface asks for by listing row and variant. */
export type DetailView = {
  readonly listing: string;
  readonly variant: VariantId;
  readonly skus: readonly SkuDetail[];
  /** What makes it last to the planned end; null where it lasts anyway. */
  readonly ration: Ration | null;
  /** Why can't they buy? The surest reason first; never empty. */
  readonly whyNot: readonly WhyNot[];
  /** What the console page says of this listing; missing: nothing. */
  readonly page?: readonly PageFigure[];
};
/** `about`: the page abbreviates it. `data`: it is not drawn, but in the page's own data. */
export type PageFigure = {
  readonly of: 'sellable' | 'sold' | 'clicks' | 'impressions' | 'cart';
  readonly count: number;
  readonly as: 'exact' | 'about' | 'data';
};
export type FanPoint = { readonly at: Instant; readonly p10: number; readonly median: number; readonly p90: number };
export type SkuDetail = {
  readonly sku: Sku;
  readonly title: string;
  readonly forecast: Forecast | null;
  /** So many streams sell it from one channel: what is sold is counted in equal parts. */
  readonly among?: number;
  /** Cumulative net units by minute of this stream: the curve. */
  readonly curve: readonly { readonly at: Instant; readonly net: number }[];
  /** From now to the expected end: cumulative net units, with the 80 % interval. */
  readonly fan: readonly FanPoint[];
  readonly places: readonly {
    readonly name: string;
    readonly location: string;
    readonly level: number | null;
    readonly withheld: number;
    readonly unsellable: number | null;
    readonly awaitingPutaway: number | null;
    readonly inbound: number;
    readonly inPool: boolean;
    readonly channel: boolean;
    readonly gone: boolean;
    readonly flickering: boolean;
    readonly readAt: Instant;
  }[];
  readonly available: number | null;
  readonly unseen: number;
  readonly channelSellable: number | null;
  readonly buffer: number;
  readonly setAside: number;
  readonly safeToPromise: number | null;
  readonly unexplained: readonly {
    readonly source: SourceId;
    readonly location: string;
    readonly at: Instant;
    readonly units: number;
  }[];
};

/** What a restock alert comes down to: how long stock lasts, which stream is next, and how and until when to order. */
export type RestockHint = {
  readonly coverDays: number | null;
  readonly nextStream: Instant | null;
  readonly quantity: number;
  readonly mode: string | null;
  readonly orderBy: Instant | null;
};

/** As many alerts as the popup shows: more are a flood, not a list. */
export const POPUP_ALERTS = 50;
/** What the popup draws; the last one is kept in session storage for its first paint. */
export type PopupView = {
  readonly head: {
    readonly shop: ShopId;
    readonly teamZone: Zone;
    readonly asOf: Instant | null;
    readonly notices: readonly Phrase[];
    /** The shop's clock, as in `Head`; without it the shop runs on this machine's. */
    readonly clock?: Head['clock'];
  };
  readonly alerts: readonly (Alert & { readonly title: string; readonly restock?: RestockHint })[];
  readonly streams: readonly StreamRow[];
  readonly sources: readonly SourceRow[];
  /** Guards that count down, the first to act on top; missing in what was saved before there were any. */
  readonly guards?: readonly GuardRow[];
};

/** A change of the panel's view: whole rows by id, and what else changed. */
export type PanelPatch = {
  readonly head?: Head;
  readonly sources?: readonly SourceRow[];
  readonly alerts?: readonly Alert[];
  readonly order?: readonly string[];
  readonly put?: readonly ListingRow[];
  readonly drop?: readonly string[];
  readonly commands?: readonly CommandRow[];
  readonly page?: PageRow | null;
  readonly guide?: GuideRow | null;
  readonly guards?: readonly GuardRow[];
  readonly advice?: Advice | null;
};
