import type { AuditRow } from './audit.ts';
import type { RoleInStream } from './expected.ts';
import type { Distribution } from './forecast.ts';
import type { ListingKey, Sku, SourceId, StreamId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { Money } from './money.ts';
import type { Phrase } from './phrase.ts';
import type { RestockPlan } from './restock.ts';
import type { Review } from './review.ts';
import type { TriggerSettings } from './trigger-settings.ts';
import type { FanPoint, GuardRow, Head, PopupView, StreamRow, Verdict } from './view.ts';

/** What the desk shows: streams to choose from, and the page that was asked for. */
export type DeskTab = 'alerts' | 'streams' | 'before' | 'during' | 'after' | 'restock' | 'recordings';
/** `stream`: of before, during, after; null: the one that fits best. `sku`: whose plan is opened. */
export type DeskAsk = { readonly tab: DeskTab; readonly stream: StreamId | null; readonly sku: Sku | null };

export type DeskView = {
  readonly ask: DeskAsk;
  readonly head: Pick<Head, 'shop' | 'teamZone' | 'asOf' | 'clock' | 'notices'>;
  /** What is about to act by itself, or just did: on whichever page. */
  readonly guards: readonly GuardRow[];
  /** Those that are planned, on air, and over, newest last. */
  readonly streams: readonly DeskStream[];
  /** All alerts, worst first. */
  readonly alerts: PopupView['alerts'] | null;
  readonly before: BeforeView | null;
  readonly during: DuringView | null;
  readonly after: AfterView | null;
  readonly restock: RestockView | null;
};
export type DeskStream = StreamRow & { readonly is: 'planned' | 'onAir' | 'over'; readonly reviewed: boolean };

/** One SKU of a scheduled stream: enough? Units in stock units. Null is unknown, never 0. */
export type CheckRow = {
  readonly sku: Sku;
  readonly title: string;
  readonly listings: readonly ListingKey[];
  readonly role: RoleInStream | null;
  readonly plannedSellOut: boolean;
  /** What it would sell if all were there; `forecast` is what it will, capped by what there is. */
  readonly wants: number | null;
  readonly forecast: Distribution | null;
  /** What other streams and days take until this one starts. */
  readonly before: number;
  readonly available: number | null;
  readonly inboundInTime: number;
  readonly setAside: number;
  /** What it wants less what there will be; 0 where it is enough. Null: nothing may be said. */
  readonly gap: number | null;
  readonly verdict: Verdict;
  /** No warehouse that serves the stream knows it. */
  readonly unreported: boolean;
  /** What closes the gap in time, piece by piece, and what of it nothing closes. */
  readonly actions: readonly CheckAction[];
  readonly why: Phrase | null;
};
/** `by`: the last moment at which it can be acted on: the order-by of what is shipped, else the stream's start. */
export type CheckAction = { readonly say: Phrase; readonly by: Instant };
export type BeforeView = {
  readonly stream: StreamRow;
  /** Red rows first. */
  readonly rows: readonly CheckRow[];
  /** Rows that are short, and rows of which nothing may be said. */
  readonly red: number;
  readonly unknown: number;
  readonly totals: { readonly forecast: number; readonly gap: number };
  /** Notice to the warehouse: expected orders by SKU and day of the warehouse. */
  readonly notice: WarehouseNotice;
};
/** Expected (before) or taken (after) units of each SKU by day, and the orders that they are in. */
export type WarehouseNotice = {
  /** The warehouses that serve the stream and whose hours are set; the zone is that of the one that ships most. */
  readonly warehouses: readonly string[];
  readonly zone: Zone;
  readonly days: readonly string[];
  /** Orders with the SKU in them: one may hold several SKUs, so that they may be more than the day's. */
  readonly rows: readonly {
    readonly sku: Sku;
    readonly title: string;
    readonly units: readonly number[];
    readonly orders: readonly number[];
  }[];
  /** All orders by day. */
  readonly orders: readonly number[];
  /** How many units an order has; null: nobody says, and it is counted as one. */
  readonly unitsPerOrder: number | null;
};

export type FunnelName = 'viewers' | 'comments' | 'impressions' | 'clicks' | 'cart' | 'ordered' | 'paid';
/** One count, who made it, and when (the oldest of several); null is unknown. */
export type FunnelStep = {
  readonly count: number | null;
  readonly by: 'console' | 'file' | 'both' | 'orders' | 'channelFalls' | 'warehouseFalls' | null;
  readonly at: Instant | null;
};
export type DuringView = {
  readonly stream: StreamRow;
  /** Cumulative net units of the whole stream, and how it is expected to go on. */
  readonly curve: readonly { readonly at: Instant; readonly net: number }[];
  readonly fan: readonly FanPoint[];
  readonly capacity: readonly {
    readonly source: SourceId;
    readonly name: string;
    /** Orders that somebody counted, when, and whether that is longer ago than a day. */
    readonly open: number | null;
    readonly openAt: Instant | null;
    readonly openIsOld: boolean;
    /** Taken since then (without a count: in these streams), shipped or not; and what is still to come. */
    readonly taken: number;
    readonly expected: number;
    readonly canShip: number;
    readonly share: number;
    readonly dueAt: Instant;
  }[];
  /** From viewers to paid; `comments` a minute. */
  readonly funnel: Readonly<Record<FunnelName, FunnelStep>>;
  /** By minute. */
  readonly viewers: readonly { readonly at: Instant; readonly viewers: number }[];
  readonly lost: { readonly soFar: number; readonly toCome: number };
  readonly rows: readonly {
    readonly sku: Sku;
    readonly title: string;
    readonly net: number;
    readonly forecast: Distribution | null;
    readonly lost: number;
    readonly verdict: Verdict;
  }[];
};

/** A number that would have served better, to be taken over with one click. */
export type Better = {
  readonly id: string;
  readonly sku: Sku | null;
  readonly setting: keyof TriggerSettings | 'safetyStock' | 'plannedUnits';
  readonly from: number | null;
  readonly to: number;
  readonly why: Phrase;
  /** What it would have done. */
  readonly did: readonly Phrase[];
  /** By what that is known: this stream lived through again with it, the next plan made with it, or the review's figures alone. */
  readonly by: 'replay' | 'plan' | 'figures';
};
/** What living through a recording has found so far. */
export type Judged = {
  readonly done: number;
  readonly of: number;
  /** The best of each number. */
  readonly found: readonly Better[];
  /** Proposals that the replay did not bear out. */
  readonly refuted: readonly string[];
};
export type AfterView = {
  readonly stream: StreamRow;
  readonly review: Review;
  /** Units may still be given back: the figures are not the last ones until then. */
  readonly settlesAt: Instant | null;
  /** Of the SKUs that were forecast at each share: Σ mean, Σ net, and Σ|median − net| ÷ Σ net; and what that leaves out. */
  readonly whole: readonly {
    readonly share: number;
    readonly mean: number;
    readonly net: number;
    readonly missed: number | null;
    readonly leftOut: { readonly skus: number; readonly net: number };
  }[];
  readonly totals: { readonly ordered: number; readonly released: number; readonly net: number; readonly lost: number };
  /** For the next plan. What its recording tells of thresholds is found by a replay, in the page. */
  readonly better: readonly Better[];
  readonly commands: readonly AuditRow[];
  readonly notice: WarehouseNotice;
  /** What to order tomorrow: of the SKUs of this stream. */
  readonly plans: readonly PlanRow[];
};

/** A plan as a line of a table; the whole of it is asked for by SKU. */
export type PlanRow = {
  readonly sku: Sku;
  readonly title: string;
  readonly coverDays: number | null;
  readonly outAt: Instant | null;
  /** Null where nobody knows what there is. */
  readonly need: number | null;
  readonly quantity: number;
  /** What goes by each mode, in the order in which it is to be ordered. */
  readonly modes: readonly { readonly name: string; readonly units: number }[];
  readonly orderBy: Instant | null;
  /** When the first consignment is at the warehouse, and the last. */
  readonly arrives: { readonly first: Instant; readonly last: Instant } | null;
  readonly cost: Money | null;
  /** For how many days that is tied up. */
  readonly cashDays: number | null;
  readonly tooLate: RestockPlan['tooLate'];
  readonly cause: RestockPlan['demand']['cause'];
  readonly emergency: boolean;
};
export type RestockView = {
  /** Most urgent first. */
  readonly rows: readonly PlanRow[];
  readonly totals: {
    readonly units: number;
    readonly cost: Money | null;
    readonly cashDays: number | null;
    readonly unpriced: number;
    readonly capped: Phrase | null;
  };
  /** Key SKUs without a second supplier or route, whether anything is to be ordered or not. */
  readonly lacking: readonly { readonly sku: Sku; readonly title: string; readonly lacks: readonly Phrase[] }[];
  /** The plan that is opened. */
  readonly plan: RestockPlan | null;
};
