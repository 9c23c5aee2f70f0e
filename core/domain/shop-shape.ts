import type { Capacity, Selling } from './capacity.ts';
import type { AccountId, Sku, SourceId } from './ids.ts';
import { type Listing, listingId } from './listing.ts';
import type { Place } from './position.ts';
import type { Role, ShopSettings, SkuFacts, SourceConfig } from './settings.ts';
import type { Mode, Shipment } from './shipping.ts';

/**
 * How a shop is built, as far as a replay needs it: no address, no connector, no robot, no secret, and none of its thresholds,
 * which are those of the shop that replays.
 */
export type ShopShape = {
  readonly sources: readonly { readonly id: SourceId; readonly name: string; readonly role: Role; readonly lagMinutes: number }[];
  readonly accounts: readonly {
    readonly id: AccountId;
    readonly name: string;
    readonly channel: SourceId | null;
    readonly pool: readonly Place[] | null;
  }[];
  readonly skus: readonly Omit<SkuFacts, 'supply' | 'triggers'>[];
  readonly listings: readonly Listing[];
  readonly modes: readonly Mode[];
  readonly shipments: readonly Shipment[];
  readonly capacities: readonly Capacity[];
  readonly sellings: readonly Selling[];
};

export function shapeOf({ sources, accounts, skus, listings, ...settings }: ShopSettings): ShopShape {
  return {
    sources: Object.values(sources).map(({ id, name, role, lagMinutes }) => ({ id, name, role, lagMinutes })),
    accounts: Object.values(accounts).map(({ id, name, channel, pool }) => ({ id, name, channel, pool })),
    skus: Object.values(skus).map(({ supply: _, triggers: __, ...facts }) => facts),
    listings: Object.values(listings),
    // What is paid for freight is nobody else's business, and no alert rests on it.
    modes: Object.values(settings.modes).map((mode) => ({ ...mode, freight: null })),
    shipments: Object.values(settings.shipments),
    capacities: Object.values(settings.capacities),
    sellings: Object.values(settings.sellings),
  };
}

/** Today's thresholds over another shop's shape. A SKU that is known here keeps its own thresholds. */
export function settingsWith(shape: ShopShape, { preferences, skus }: ShopSettings): ShopSettings {
  const by = <T>(rows: readonly T[], key: (row: T) => string): Readonly<Record<string, T>> =>
    Object.fromEntries(rows.map((row) => [key(row), row]));
  const facts = (one: ShopShape['skus'][number]): SkuFacts => {
    const triggers = skus[one.sku]?.triggers;
    return triggers === undefined ? one : { ...one, triggers };
  };
  const source = (one: ShopShape['sources'][number]): SourceConfig => ({ ...one, connector: '', address: '', options: {} });
  return {
    preferences,
    sources: by(shape.sources.map(source), ({ id }) => id),
    accounts: by(
      shape.accounts.map((one) => ({ ...one, profile: '', site: '' })),
      ({ id }) => id,
    ),
    skus: by(shape.skus.map(facts), ({ sku }: { sku: Sku }) => sku),
    listings: by(shape.listings, ({ account, key }) => listingId(account, key)),
    streams: {},
    modes: by(shape.modes, ({ id }) => id),
    shipments: by(shape.shipments, ({ id }) => id),
    capacities: by(shape.capacities, (one) => one.source),
    sellings: by(shape.sellings, ({ account }) => account),
    robots: {},
    profiles: {},
    guards: {},
  };
}
