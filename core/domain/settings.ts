import type { Capacity, Selling } from './capacity.ts';
import type { Guard } from './guard.ts';
import type { AccountId, ListingKey, Sku, SourceId, StreamId } from './ids.ts';
import type { Zone } from './instant.ts';
import type { Listing } from './listing.ts';
import type { Place } from './position.ts';
import type { PageActionKind, Profile } from './profile.ts';
import { DEFAULT_RESTOCK, type RestockRules } from './restock.ts';
import type { Robot } from './robot.ts';
import type { Mode, ModeId, Shipment, ShipmentId } from './shipping.ts';
import type { Stream } from './stream.ts';
import type { SupplyFacts } from './supply.ts';
import { DEFAULT_TRIGGERS, type SkuTriggers, type TriggerSettings } from './trigger-settings.ts';

export type Role = 'warehouse' | 'channel' | 'both';

/** A system that we read. Its secrets are elsewhere (`Secrets`), by the same id. */
export type SourceConfig = {
  readonly id: SourceId;
  /** Which connector reads it: a key of the registry. */
  readonly connector: string;
  readonly name: string;
  readonly role: Role;
  readonly address: string;
  /** The connector's own settings, parsed by the connector's own schema. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Order lag in minutes: how late this system sees a paid order. */
  readonly lagMinutes: number;
};

/** One console account: where it is, which channel source it sells from (or none), which places serve it. */
export type ConsoleAccount = {
  readonly id: AccountId;
  readonly name: string;
  /** Which profile reads its page: a key of the registry. */
  readonly profile: string;
  /** The origin of its console page, for example `https://shop.tiktok.com`. */
  readonly site: string;
  readonly channel: SourceId | null;
  /** Null: all warehouse places of the shop. */
  readonly pool: readonly Place[] | null;
  /** What a person has promoted to *assist* here, and with which very profile; another one starts again at *guide*. */
  readonly assist?: { readonly profileHash: string; readonly actions: readonly PageActionKind[] } | null;
};

export type SkuFacts = {
  readonly sku: Sku;
  readonly title: string;
  readonly safetyStock: number | null;
  /** Average daily sales, units a day, days out of stock left out. */
  readonly dailySales: number | null;
  /** The seller's prior mean for one stream. */
  readonly plannedUnits: number | null;
  readonly buffer: number;
  readonly setAside: number;
  /** 品类: SKUs that the seller puts together. */
  readonly group: string | null;
  /** What it takes to restock it; missing: nothing of it was said. */
  readonly supply?: SupplyFacts;
  /** Its own lines, where the shop's do not fit. */
  readonly triggers?: SkuTriggers;
};

export const NO_FACTS: Omit<SkuFacts, 'sku'> = {
  title: '',
  safetyStock: null,
  dailySales: null,
  plannedUnits: null,
  buffer: 0,
  setAside: 0,
  group: null,
};

export type Intervals = { readonly liveMs: number; readonly idleMs: number };

/**
 * How long a system may take. `answerMs`: without an answer by then it is silent. `graceMs`: what it was sent and never
 * answered may land so much later; only after that does the old state mean that it never will.
 */
export type Patience = { readonly answerMs: number; readonly graceMs: number };

export type Preferences = {
  readonly actorName: string;
  readonly teamZone: Zone;
  readonly intervals: Intervals;
  readonly patience: Patience;
  readonly triggers: TriggerSettings;
  readonly restock: RestockRules;
};

export const DEFAULT_PREFERENCES: Preferences = {
  actorName: '',
  teamZone: 'Asia/Shanghai',
  intervals: { liveMs: 5_000, idleMs: 300_000 },
  patience: { answerMs: 20_000, graceMs: 60_000 },
  triggers: DEFAULT_TRIGGERS,
  restock: DEFAULT_RESTOCK,
};

/** All that the seller has set. A fold of settings events; rows are replaced whole, the last writer in log order wins. */
export type ShopSettings = {
  readonly preferences: Preferences;
  readonly sources: Readonly<Record<SourceId, SourceConfig>>;
  readonly accounts: Readonly<Record<AccountId, ConsoleAccount>>;
  readonly skus: Readonly<Record<Sku, SkuFacts>>;
  /** By `listingId`. */
  readonly listings: Readonly<Record<string, Listing>>;
  readonly streams: Readonly<Record<StreamId, Stream>>;
  readonly modes: Readonly<Record<ModeId, Mode>>;
  readonly shipments: Readonly<Record<ShipmentId, Shipment>>;
  /** By warehouse, and by console account. */
  readonly capacities: Readonly<Record<SourceId, Capacity>>;
  readonly sellings: Readonly<Record<AccountId, Selling>>;
  readonly robots: Readonly<Record<string, Robot>>;
  /** Taught on a page, or from a file; the built-in ones are no settings. */
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly guards: Readonly<Record<Sku, Guard>>;
};

export const EMPTY_SETTINGS: ShopSettings = {
  preferences: DEFAULT_PREFERENCES,
  sources: {},
  accounts: {},
  skus: {},
  listings: {},
  streams: {},
  modes: {},
  shipments: {},
  capacities: {},
  sellings: {},
  robots: {},
  profiles: {},
  guards: {},
};

/** A change of settings: rows to put and rows to drop, by section. */
export type SettingsBody = {
  /** First of all whatever was set before this goes, whoever set it; streams that have begun stay, with their recordings. */
  readonly reset?: true;
  readonly preferences?: Preferences;
  readonly sources?: readonly SourceConfig[];
  readonly accounts?: readonly ConsoleAccount[];
  readonly skus?: readonly SkuFacts[];
  readonly listings?: readonly Listing[];
  readonly streams?: readonly Stream[];
  readonly modes?: readonly Mode[];
  readonly shipments?: readonly Shipment[];
  readonly capacities?: readonly Capacity[];
  readonly sellings?: readonly Selling[];
  readonly robots?: readonly Robot[];
  readonly profiles?: readonly Profile[];
  readonly guards?: readonly Guard[];
  readonly drop?: {
    readonly sources?: readonly SourceId[];
    readonly accounts?: readonly AccountId[];
    readonly skus?: readonly Sku[];
    readonly listings?: readonly { readonly account: AccountId; readonly key: ListingKey }[];
    readonly streams?: readonly StreamId[];
    readonly modes?: readonly ModeId[];
    readonly shipments?: readonly ShipmentId[];
    readonly capacities?: readonly SourceId[];
    readonly sellings?: readonly AccountId[];
    readonly robots?: readonly string[];
    readonly profiles?: readonly string[];
    readonly guards?: readonly Sku[];
  };
};
