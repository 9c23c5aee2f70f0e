import type { Ledger } from '../../decide/ledger/state.ts';
import { availableAt } from '../../decide/ledger/stock.ts';
import type { Sku } from '../../domain/ids.ts';
import { givingPlaces, type Pool, serves } from '../../domain/pool.ts';
import { type Place, placeKey, placeOf } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Mode } from '../../domain/shipping.ts';

/** What warehouses that only give hold of a SKU, which transfers may bring to where it is sold from. Units. */
export const reservesOf = (ledger: Ledger, sku: Sku): readonly { readonly place: Place; readonly units: number }[] =>
  [...givingPlaces(ledger.settings)].flatMap((key) => {
    const units = availableAt(ledger, sku, (place) => place === key);
    return units === null ? [] : { place: placeOf(key), units: Math.max(0, units) };
  });

/** Modes that lead to the warehouses of a pool. */
export const usableModes = (settings: ShopSettings, pool: Pool): readonly Mode[] =>
  Object.values(settings.modes).filter(({ to }) => to === null || serves(settings, pool, placeKey(to)));
