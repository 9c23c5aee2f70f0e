import type { Ledger } from '../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../decide/ledger/state.ts';
import type { Coming } from '../decide/triggers/cases.ts';
import type { Sku } from '../domain/ids.ts';
import { type Pool, serves } from '../domain/pool.ts';
import { type Inbound, placeKey, placeOf } from '../domain/position.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { Inflow } from '../domain/shipping.ts';

/** Where nobody says how sure it is: goods that were ordered may yet not come, goods that are there will be put away. */
const CHANCE = { ordered: 0.9, shipped: 1, customs: 1, receiving: 1, transfer: 1, done: 0 } as const;

const shipments = new WeakMap<ShopSettings['shipments'], ReadonlyMap<Sku, readonly Inflow[]>>();
/** Shipments that a person has entered, by SKU; what has arrived is in the stock. */
function enteredIn({ shipments: all }: ShopSettings): ReadonlyMap<Sku, readonly Inflow[]> {
  const known = shipments.get(all);
  if (known !== undefined) return known;
  const bySku = new Map<Sku, Inflow[]>();
  for (const { id, name, to, lines, stage, putAwayAt, chance } of Object.values(all)) {
    if (stage === 'done') continue;
    for (const { sku, units } of lines) {
      const one = { name: name || id, sku, to, units, putAwayAt, chance: chance ?? CHANCE[stage] };
      bySku.set(sku, [...(bySku.get(sku) ?? []), one]);
    }
  }
  shipments.set(all, bySku);
  return bySku;
}

/**
 * Units of a SKU that are to come to the shop's warehouses: those that a person has entered, and those that sources report.
 * A source tells when goods are expected, not when they can be sold: that they are put away then is the best that is known.
 */
export function inflowsOf(ledger: Ledger, sku: Sku): readonly Inflow[] {
  const reported = Object.entries((ledger.books[sku] ?? EMPTY_BOOK).places).flatMap(([key, { position, gone }]) => {
    const to = placeOf(key);
    const source = ledger.settings.sources[to.source];
    if (gone || source === undefined || source.role === 'channel') return [];
    return position.inbound
      .filter(({ quantity }) => Math.floor(quantity) > 0)
      .map(({ stage, quantity, expectedAt }: Inbound): Inflow => {
        const units = Math.floor(quantity);
        return { name: source.name || source.id, sku, to, units, putAwayAt: expectedAt, chance: CHANCE[stage] };
      });
  });
  return [...(enteredIn(ledger.settings).get(sku) ?? []), ...reported];
}

/** Of these, what comes to the warehouses of a pool. */
export const inflowsTo = (ledger: Ledger, pool: Pool, sku: Sku): readonly Inflow[] =>
  inflowsOf(ledger, sku).filter(({ to }) => serves(ledger.settings, pool, placeKey(to)));

/** As triggers see it. */
export const comingOf = ({ name, units, chance, putAwayAt }: Inflow): Coming => ({ name, at: putAwayAt, units: units * chance });
