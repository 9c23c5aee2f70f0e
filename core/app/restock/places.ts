import type { Ledger } from '../../decide/ledger/state.ts';
import { type PlaceKey, placeKey } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Mode } from '../../domain/shipping.ts';
import type { SkuStock } from '../../domain/stock.ts';

/** Where a SKU is sold from, and what other warehouses hold that transfers may bring. Units; null is not known. */
export type Pooled = {
  readonly sellable: number | null;
  readonly reserves: readonly {
    readonly place: { readonly source: string; readonly location: string };
    readonly units: number;
  }[];
};

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

/** Of all warehouses of the shop. */
export function pooled({ settings }: Ledger, { available, places }: SkuStock): Pooled {
  const giving = givingPlaces(settings);
  const kept = places.filter(({ place }) => giving.has(placeKey(place)));
  if (kept.length === 0) return { sellable: available, reserves: [] };
  const levels = kept.flatMap(({ place, level, withheld }) => (level === null ? [] : { place, units: level + withheld }));
  const held = levels.reduce((sum, { units }) => sum + units, 0);
  const others = places.length - kept.length;
  return {
    sellable: available === null || others === 0 ? null : available - held,
    reserves: levels.map(({ place, units }) => ({ place, units: Math.max(0, units) })),
  };
}

/** Modes that lead to where it is sold from. */
export const usableModes = (settings: ShopSettings): readonly Mode[] => {
  const giving = givingPlaces(settings);
  return Object.values(settings.modes).filter(({ to }) => to === null || !giving.has(placeKey(to)));
};
