import type { Ration } from '../../domain/advice.ts';
import type { Alert, TriggerId } from '../../domain/alert.ts';
import type { Forecast } from '../../domain/forecast.ts';
import type { SourceHealth } from '../../domain/health.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { EmergencySource } from '../../domain/restock.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuFacts, SourceConfig } from '../../domain/settings.ts';
import type { SkuStock } from '../../domain/stock.ts';
import type { Stream } from '../../domain/stream.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';

/** One SKU as triggers see it, in one stream or (stream null) between streams. */
export type SkuCase = {
  readonly kind: 'sku';
  readonly now: Instant;
  readonly sku: Sku;
  readonly title: string;
  readonly facts: SkuFacts | null;
  readonly settings: TriggerSettings;
  readonly stream: Stream | null;
  readonly stock: SkuStock;
  readonly sales: SkuSales | null;
  readonly forecast: Forecast | null;
  /** Units a day: the ledger's own days once there are seven, else what the seller set. */
  readonly dailySales: number | null;
  /** Readings are fresh and the source is not blind: else nothing new is said. */
  readonly certain: boolean;
  /** What days without a stream are served from, by all warehouses that sell; and days that the fastest sea freight takes which may carry it. */
  readonly shopAvailable: number | null;
  readonly seaDays: number | null;
  /** Units that the next stream takes from the same warehouses; null where none is planned, or nothing is forecast. */
  readonly nextNeeds: number | null;
  /** What makes it last to the stream's end, and what to present in its place; null where nothing of the kind is known. */
  readonly ration: Pick<Ration, 'perBuyer' | 'batch'> | null;
  readonly substitute: Substitute | null;
  /** Who can bring some within 72 h, as the seller named them. */
  readonly emergency: readonly EmergencySource[];
  /** What a unit is worth, in whole units of the home currency. */
  readonly worth: number | null;
};
/** Another link of the stream that is in stock. Units of sale. */
export type Substitute = { readonly title: string; readonly link: number | null; readonly left: number };

/** One source as triggers see it. */
export type SourceCase = {
  readonly kind: 'source';
  readonly now: Instant;
  readonly config: SourceConfig;
  readonly health: SourceHealth | null;
  readonly settings: TriggerSettings;
  /** No good reading for the intervals in force. */
  readonly isStale: boolean;
  /** Units that channels sold longer ago than this warehouse's lag and a margin (ms: a few answers), and that it has not seen. */
  readonly overdue: { readonly units: number; readonly margin: number };
  /** Answering again, it must go on doing so for so long, ms. */
  readonly settles: number;
};

/** What a trigger says of a case: raised (why, what to do, how urgent), or quiet. `goesTo`: to somebody else than usual. */
export type Said = {
  readonly reason: Phrase;
  readonly proposes: Phrase;
  readonly urgency: number;
  readonly goesTo?: Alert['goesTo'];
};

/** One file a trigger, always in this order: what it is, when it is raised, when it is cleared, what it says. */
export type Trigger<C = never> = {
  readonly id: TriggerId;
  /** What distinguishes two causes of it on one subject; most have none. */
  readonly variant?: string;
  /** What it is judged on: a SKU of the shop as it stands or over days, a SKU in a running stream, what is offered of it, the listing on air, a warehouse, a source. */
  readonly on: 'sku' | 'day' | 'stream' | 'offers' | 'listing' | 'capacity' | 'source';
  readonly goesTo: Alert['goesTo'];
  /** `was`: whether it is raised already, and `wasTo` to whom; clearing needs a margin. Null: quiet. */
  readonly judge: (given: C, was: boolean, wasTo?: Alert['goesTo']) => Said | null;
  /** Where both sides of the line leave no room for a margin: quiet for so long before it is cleared, and what it says meanwhile. */
  readonly settles?: { readonly after: (given: C) => number; readonly says: (given: C) => Said };
};
