import type { DBSchema, IDBPDatabase } from 'idb';
import type { DayTotal } from '../../domain/day-total.ts';
import type { Hlc } from '../../domain/hlc.ts';
import type { Origin, ShopId, Sku, SourceId } from '../../domain/ids.ts';
import type { LogPlace } from '../../ports.ts';

/** An event as it lies in the store: perhaps of an older version, or of a later one than we know. */
export type StoredEvent = {
  readonly id: string;
  readonly v: number;
  readonly type: string;
  readonly shopId: ShopId;
  readonly origin: Origin;
  readonly originSeq: number;
  readonly at: Hlc;
  readonly actor: unknown;
  readonly body: unknown;
};
export type StoredSnapshot = { readonly version: number; readonly upTo: LogPlace; readonly state: unknown };

/** [at.wall, at.count, origin, originSeq]: log order is key order. */
export type PlaceKey = [number, number, Origin, number];

/** What the log remembers of itself. */
type Meta =
  | { readonly name: 'head'; readonly seq: Readonly<Record<Origin, number>>; readonly last: Hlc }
  /** Recordings up to here may be gone: nothing before it can be folded anew. */
  | { readonly name: 'horizon'; readonly place: LogPlace }
  /** The event versions that this log was last opened with. */
  | { readonly name: 'versions'; readonly known: Readonly<Record<string, number>> };

export interface ShopSchema extends DBSchema {
  events: { key: PlaceKey; value: StoredEvent; indexes: { identity: [Origin, number]; type: string } };
  /** Events older than the horizon: kept, in no fold. */
  aside: { key: PlaceKey; value: StoredEvent; indexes: { identity: [Origin, number] } };
  snapshots: { key: [number, number, Origin, number, number]; value: StoredSnapshot };
  days: { key: [string, Sku]; value: DayTotal };
  meta: { key: Meta['name']; value: Meta };
}
export interface SecretsSchema extends DBSchema {
  secrets: {
    key: [ShopId, SourceId];
    value: { readonly shop: ShopId; readonly source: SourceId; readonly secret: Readonly<Record<string, string>> };
  };
}

/** One step of a database's shape. Numbered from 1 without gaps; a released one is never changed. */
export type DbMigration<S extends DBSchema> = { readonly to: number; readonly up: (db: IDBPDatabase<S>) => void };
