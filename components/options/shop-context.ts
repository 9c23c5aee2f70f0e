import { createContext, useContext } from 'react';
import type { AuditRow } from '../../core/domain/audit.ts';
import type { BacktestAnswer } from '../../core/domain/backtest.ts';
import type { Brought } from '../../core/domain/brought.ts';
import type { CalendarRead } from '../../core/domain/calendar.ts';
import type { ConnectorInfo } from '../../core/domain/connector.ts';
import type { StockFile } from '../../core/domain/file-source.ts';
import type { Funnel, FunnelsBody } from '../../core/domain/funnel.ts';
import type { HistoryBody } from '../../core/domain/history.ts';
import type { AccountId, SourceId, StreamId } from '../../core/domain/ids.ts';
import type { Instant, Zone } from '../../core/domain/instant.ts';
import type { Listing } from '../../core/domain/listing.ts';
import type { Mapping } from '../../core/domain/mapping.ts';
import type { DailyUnits, OrdersAsk, OrdersLook } from '../../core/domain/orders-file.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Place } from '../../core/domain/position.ts';
import type { RowProblem } from '../../core/domain/problem.ts';
import type { Profile } from '../../core/domain/profile.ts';
import type { Robot } from '../../core/domain/robot.ts';
import type { SettingsBody, ShopSettings, SkuFacts, SourceConfig } from '../../core/domain/settings.ts';
import type { Shipment } from '../../core/domain/shipping.ts';
import type { Slot } from '../../core/domain/stream.ts';
import type { DatedRead, DateOrder, FileProblem, SheetRead, Table, TableRead } from '../../core/domain/table.ts';
import type { SourceRow } from '../../core/domain/view.ts';
import type { Language } from '../i18n/i18n.ts';

export type CheckWords = {
  readonly ok: boolean;
  readonly lines: readonly { readonly ok: boolean; readonly say: Phrase }[];
  readonly rows: readonly RowProblem[];
};
/** What a settings file holds, against what is set here. `change` is null where it cannot be used at all. */
export type SettingsFound = {
  readonly change: SettingsBody | null;
  readonly summary: readonly {
    readonly section: string;
    readonly fresh: number;
    readonly changed: number;
    readonly same: number;
  }[];
  readonly preferences: boolean;
  readonly moved: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly problems: readonly { readonly section: string; readonly row: number; readonly field: string; readonly say: Phrase }[];
};
/** What a profile's file holds, against what stands here. `profile` is null where it cannot be used, and `problem` says why. */
export type ProfileFound = {
  readonly profile: Profile | null;
  readonly against: Profile | null;
  readonly changes: readonly { readonly at: string; readonly from: string | null; readonly to: string | null }[];
  readonly problem: Phrase | null;
};

/** A file of an export: its columns, and whether a backtest can do without it. */
export type ExportFileInfo = {
  readonly name: string;
  readonly needed: boolean;
  readonly needs: readonly string[];
  readonly may: readonly string[];
};
export type BacktestWorld = {
  readonly files: readonly ExportFileInfo[];
  /** Which of them a file is, by its own name; null where it is none. */
  readonly fileOf: (name: string) => string | null;
  readonly templates: readonly { readonly name: string; readonly text: () => string }[];
  /** Null when it was stopped. Rejects where it broke off. */
  readonly run: (
    files: readonly File[],
    test: number | null,
    said: (done: number, of: number) => void,
    signal: AbortSignal,
  ) => Promise<BacktestAnswer | null>;
};

/** Tables in and out: nothing is saved by reading. */
export type FilesWorld = {
  readonly readTable: (input: ArrayBuffer | string, sheet: string | null) => Promise<SheetRead>;
  readonly readSkus: (
    table: Table,
    settings: ShopSettings,
  ) => { skus: readonly SkuFacts[]; problems: readonly FileProblem[]; ignored: readonly string[] };
  readonly writeSkus: (skus: readonly SkuFacts[]) => string;
  readonly readStock: (
    table: Table,
    settings: ShopSettings,
  ) => Pick<StockFile, 'positions' | 'skus'> & { problems: readonly FileProblem[]; ignored: readonly string[] };
  /** What is needed to start with; and with all that it may say. */
  readonly writeStockTemplate: () => string;
  readonly writeLongStockTemplate: () => string;
  readonly readListings: (
    table: Table,
    account: string,
  ) => { listings: readonly Listing[]; problems: readonly FileProblem[]; ignored: readonly string[] };
  readonly writeListings: (listings: readonly Listing[]) => string;
  readonly readShipments: (table: Table, ask: ShipmentsAsk) => DatedRead<Shipment>;
  readonly writeShipments: (shipments: readonly Shipment[], places: readonly NamedPlace[], zone: Zone) => string;
  /** What there is to be asked about a file of orders; its problems where it has not the columns. */
  readonly lookAtOrders: (table: Table) => OrdersLook | TableRead<never>;
  readonly readOrders: (
    table: Table,
    ask: OrdersAsk,
    known: Pick<ShopSettings, 'skus' | 'listings'>,
  ) => TableRead<DailyUnits> & {
    readonly lines: number;
    readonly released: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly older: number;
    readonly unfinished: number;
  };
  readonly readFunnels: (
    table: Table,
    ask: { readonly account: AccountId; readonly stream: StreamId | null; readonly at: Instant; readonly order: DateOrder },
    known: Pick<ShopSettings, 'streams' | 'listings'>,
  ) => DatedRead<Funnel>;
  readonly writeFunnelTemplate: () => string;
  readonly readRundown: (
    table: Table,
    ask: { readonly account: AccountId; readonly zone: Zone; readonly startsAt: Instant; readonly endsAt: Instant },
    known: Pick<ShopSettings, 'skus' | 'listings'>,
  ) => TableRead<Slot>;
  readonly readCalendar: (
    bytes: ArrayBuffer,
    ask: { readonly zone: Zone; readonly from: Instant; readonly until: Instant },
  ) => Promise<CalendarRead>;
};
export type NamedPlace = { readonly place: Place; readonly name: string };
type ShipmentsAsk = {
  readonly places: readonly NamedPlace[];
  readonly zone: Zone;
  readonly known: ShopSettings['shipments'];
  readonly order: DateOrder;
  readonly newId: () => string;
};

/** What the options page can ask of the world. Every answer is a problem to be told, or null. */
export type OptionsWorld = {
  readonly connectors: readonly ConnectorInfo[];
  /** The built-in ones. */
  readonly profiles: readonly Profile[];
  readonly hashOf: (profile: Profile) => Promise<string>;
  /** For others, without a word of this shop: `titles` are those of its listings. */
  readonly writeProfile: (
    profile: Profile,
    titles: readonly string[],
  ) =>
    | { readonly ok: true; readonly text: string; readonly dropped: readonly string[] }
    | { readonly ok: false; readonly at: string };
  readonly readProfile: (bytes: ArrayBuffer, settings: ShopSettings) => ProfileFound;
  readonly importProfile: (profile: Profile, settings: ShopSettings) => SettingsBody;
  /** The id of the built-in one that knows this address. */
  readonly profileFor: (address: string) => string | null;
  readonly change: (change: SettingsBody) => Promise<Phrase | null>;
  /** All settings go; the log stays. */
  readonly reset: () => Promise<Phrase | null>;
  readonly saveSource: (config: SourceConfig, secret: Readonly<Record<string, string>> | null) => Promise<Phrase | null>;
  readonly removeSource: (source: SourceId) => Promise<Phrase | null>;
  readonly saveRobot: (robot: Robot, secret: Readonly<Record<string, string>> | null) => Promise<Phrase | null>;
  readonly removeRobot: (robot: string) => Promise<Phrase | null>;
  readonly sendToRobot: (robot: string, lines: readonly string[]) => Promise<Phrase | null>;
  readonly addHistory: (body: HistoryBody) => Promise<Phrase | null>;
  readonly addStock: (file: StockFile) => Promise<Phrase | null>;
  /** How each source is doing: when it was read last, and how much of it there is. */
  readonly health: () => Promise<readonly SourceRow[]>;
  readonly addFunnels: (body: FunnelsBody) => Promise<Phrase | null>;
  readonly brought: () => Promise<Brought>;
  readonly check: (source: SourceId) => Promise<CheckWords>;
  readonly places: () => Promise<readonly { readonly source: SourceId; readonly location: string; readonly skus: number }[]>;
  /** Must be called in the click itself: the browser asks the person then and there. */
  readonly grant: (addresses: readonly string[]) => Promise<boolean>;
  readonly granted: (address: string) => Promise<boolean>;
  /** The person gave or took back a permission, here or in the browser's own settings. */
  readonly onGrants: (listener: () => void, signal: AbortSignal) => void;
  readonly reconcileSites: () => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly save: (name: string, text: string) => void;
  readonly files: FilesWorld;
  readonly readSettings: (bytes: ArrayBuffer, before: ShopSettings) => SettingsFound;
  readonly writeSettings: (settings: ShopSettings) => string;
  readonly mapping: (account: AccountId) => Promise<Mapping>;
  /** The audit log, newest first. */
  readonly audit: () => Promise<readonly AuditRow[]>;
  /** Some of it as CSV, its sentences in the page's language. */
  readonly auditCsv: (rows: readonly AuditRow[], say: (phrase: Phrase) => string) => string;
  readonly backtest: BacktestWorld;
};
export type Shop = {
  /** The practice shop, and not the real one. */
  readonly rehearsal: boolean;
  readonly world: OptionsWorld;
  readonly settings: ShopSettings;
  readonly withSecret: readonly SourceId[];
  /** Reads the settings anew after something was changed. */
  readonly reload: () => Promise<void>;
  readonly onLanguage: ((language: Language) => void) | undefined;
};

const Context = createContext<Shop | null>(null);
export const ShopProvider = Context.Provider;
export function useShop(): Shop {
  const shop = useContext(Context);
  if (shop === null) throw new Error('Options sections stand inside a ShopProvider.');
  return shop;
}
