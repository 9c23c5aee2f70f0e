import { listingId } from '../../domain/listing.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';

/** Rows are put and dropped whole; the last writer in log order wins. */
export function applySettings(settings: ShopSettings, body: SettingsBody): ShopSettings {
  const { drop = {} } = body;
  return {
    preferences: body.preferences ?? settings.preferences,
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
  };
}

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
