import type { Ledger } from '../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../decide/ledger/state.ts';
import { calledIn } from '../decide/restock/emergency.ts';
import type { Coming } from '../decide/triggers/cases.ts';
import type { Sku } from '../domain/ids.ts';
import { type Pool, serves } from '../domain/pool.ts';
import { type Inbound, placeKey, placeOf } from '../domain/position.ts';
import { type EmergencyBody, emergencyKey } from '../domain/restock.ts';
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
 * Units of a SKU that are to come to the shop's warehouses: those that a person has entered, those that sources report, and confirmed
 * calls for emergency supply.
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
  return [...(enteredIn(ledger.settings).get(sku) ?? []), ...reported, ...called(ledger, sku)];
}

/** How far each call for emergency supply of a SKU has come. */
export const callsOf = ({ settings, emergency }: Ledger, sku: Sku): readonly EmergencyBody[] =>
  settings.preferences.restock.emergency.flatMap(({ id }) => emergency[emergencyKey(sku, id)] ?? []);

/** A call names no warehouse: it goes to where the SKU is sold from. */
function called(ledger: Ledger, sku: Sku): readonly Inflow[] {
  const calls = callsOf(ledger, sku);
  if (calls.length === 0) return [];
  const to = Object.keys((ledger.books[sku] ?? EMPTY_BOOK).places).find((key) => serves(ledger.settings, null, key));
  if (to === undefined) return [];
  return calledIn(sku, ledger.settings.preferences.restock.emergency, calls).map((one) => ({ ...one, to: placeOf(to) }));
}

/** Of these, what comes to the warehouses of a pool. */
export const inflowsTo = (ledger: Ledger, pool: Pool, sku: Sku): readonly Inflow[] =>
  inflowsOf(ledger, sku).filter(({ to }) => serves(ledger.settings, pool, placeKey(to)));

/** As triggers see it. */
export const comingOf = ({ name, units, chance, putAwayAt }: Inflow): Coming => ({ name, at: putAwayAt, units: units * chance });
