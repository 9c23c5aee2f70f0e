import type { AccountId, SourceId } from './ids.ts';
import { type Place, type PlaceKey, placeKey, placeOf } from './position.ts';
import type { ShopSettings } from './settings.ts';

/** The warehouse places that demand is served from. Null: every warehouse of the shop that sells. */
export type Pool = readonly Place[] | null;

/** What serves an account's streams; without an account, what serves days without a stream. */
export const poolOf = ({ accounts }: ShopSettings, account: AccountId | null): Pool =>
  account === null ? null : (accounts[account]?.pool ?? null);

/** Whether what lies in a place can be shipped to buyers of a pool. */
export function serves(settings: ShopSettings, pool: Pool, key: PlaceKey): boolean {
  if (pool !== null) return pool.some((place) => placeKey(place) === key);
  return isWarehouse(settings, placeOf(key).source) && !givingPlaces(settings).has(key);
}

/** Whether two pools can take the same unit. */
export function overlap(settings: ShopSettings, one: Pool, other: Pool): boolean {
  if (one === null || other === null) {
    const named = one ?? other;
    return named === null || named.some((place) => serves(settings, null, placeKey(place)));
  }
  return one.some((place) => serves(settings, other, placeKey(place)));
}

export function isWarehouse({ sources }: ShopSettings, source: SourceId): boolean {
  const role = sources[source]?.role;
  return role === 'warehouse' || role === 'both';
}

const known = new WeakMap<ShopSettings, ReadonlySet<PlaceKey>>();
/**
 * Warehouses that only give: a transfer leads away from them, no mode leads to them, and no account names them as its pool. What they hold is not
 * there to be sold before it is transferred.
 */
export function givingPlaces(settings: ShopSettings): ReadonlySet<PlaceKey> {
  const old = known.get(settings);
  if (old !== undefined) return old;
  const modes = Object.values(settings.modes);
  const giving = new Set(modes.flatMap(({ kind, from }) => (kind === 'transfer' && from !== null ? placeKey(from) : [])));
  for (const { to } of modes) if (to !== null) giving.delete(placeKey(to));
  for (const { pool } of Object.values(settings.accounts)) for (const place of pool ?? []) giving.delete(placeKey(place));
  known.set(settings, giving);
  return giving;
}
