import { listingId } from '../../domain/listing.ts';
import {
  DEFAULT_PREFERENCES,
  EMPTY_SETTINGS,
  type Preferences,
  type SettingsBody,
  type ShopSettings,
} from '../../domain/settings.ts';

/** Rows are put and dropped whole; the last writer in log order wins. */
export function applySettings(before: ShopSettings, body: SettingsBody): ShopSettings {
  const { drop = {} } = body;
  const settings = body.reset === true ? afterReset(before) : before;
  return {
    preferences: body.preferences === undefined ? settings.preferences : complete(body.preferences),
    sources: merged(settings.sources, body.sources, (row) => row.id, drop.sources),
    accounts: merged(settings.accounts, body.accounts, (row) => row.id, drop.accounts),
    skus: merged(settings.skus, body.skus, (row) => row.sku, drop.skus),
    listings: merged(
      settings.listings,
      body.listings,
      (row) => listingId(row.account, row.key),
      drop.listings?.map((row) => listingId(row.account, row.key)),
    ),
    streams: merged(settings.streams, body.streams, (row) => row.id, drop.streams),
    modes: merged(settings.modes, body.modes, (row) => row.id, drop.modes),
    shipments: merged(settings.shipments, body.shipments, (row) => row.id, drop.shipments),
    capacities: merged(settings.capacities, body.capacities, (row) => row.source, drop.capacities),
    sellings: merged(settings.sellings, body.sellings, (row) => row.account, drop.sellings),
    robots: merged(settings.robots, body.robots, (row) => row.id, drop.robots),
    profiles: merged(settings.profiles, body.profiles, (row) => row.id, drop.profiles),
    guards: merged(settings.guards, body.guards, (row) => row.sku, drop.guards),
  };
}

/** Reviews and recordings are of streams that have begun: these are facts, and no settings of the shop. */
const afterReset = ({ streams }: ShopSettings): ShopSettings => ({
  ...EMPTY_SETTINGS,
  streams: Object.fromEntries(Object.entries(streams).filter(([, { actualStart }]) => actualStart !== null)),
});

/** Preferences that an earlier version wrote do not name what came later: the default stands for it. */
const complete = (written: Preferences): Preferences => ({
  ...DEFAULT_PREFERENCES,
  ...written,
  triggers: { ...DEFAULT_PREFERENCES.triggers, ...written.triggers },
  restock: { ...DEFAULT_PREFERENCES.restock, ...written.restock },
});

function merged<T>(
  rows: Readonly<Record<string, T>>,
  put: readonly T[] = [],
  idOf: (row: T) => string,
  drop: readonly string[] = [],
): Readonly<Record<string, T>> {
  if (put.length === 0 && drop.length === 0) return rows;
  const next = { ...rows };
  for (const id of drop) delete next[id];
  for (const row of put) next[idOf(row)] = row;
  return next;
}
