import { partsOf } from '../decide/ledger/serves.ts';
import { EMPTY_BOOK } from '../decide/ledger/state.ts';
import { loadOf } from '../decide/triggers/capacity.ts';
import type { AccountId, Sku, SourceId } from '../domain/ids.ts';
import type { Component } from '../domain/listing.ts';
import { capacityCase } from './cases/capacity.ts';
import type { ShopState } from './cycle.ts';

type State = Pick<ShopState, 'ledger' | 'outlooks'>;

/** What the orders that a warehouse has and expects are of what it can ship, and from where on that is near; null: no stream brings it any, or the numbers are old. */
export function loadOn({ ledger, outlooks }: State, source: SourceId) {
  const capacity = ledger.settings.capacities[source];
  const one = capacity === undefined ? null : capacityCase(ledger, outlooks, capacity);
  if (one === null || !one.certain) return null;
  const { share, canShip } = loadOf(one);
  return { share, near: one.settings.capacityShare, canShip, had: (one.open?.orders ?? 0) + one.taken };
}

/** The fullest of the warehouses that ship a SKU for an account. */
export function fullestOf(state: State, account: AccountId, sku: Sku) {
  const loads = servers(state, account, sku).flatMap(([source]) => loadOn(state, source) ?? []);
  return loads.toSorted((a, b) => b.share - a.share)[0] ?? null;
}

/**
 * Sales that the warehouses can still ship up to the line from which capacity is near, beyond the orders that they have and what
 * is on sale already; in units of sale. What is not on sale brings no orders. Null: nobody has set what they can, or it is not known.
 */
export function roomFor(
  state: State,
  account: AccountId,
  components: readonly Component[],
  sellable: number | null,
): number | null {
  let room: number | null = null;
  for (const { sku, unitsPerSale } of components)
    for (const [source, part] of servers(state, account, sku)) {
      const load = loadOn(state, source);
      const perOrder = state.ledger.settings.capacities[source]?.unitsPerOrder;
      if (load === null || perOrder === undefined || part <= 0) continue;
      const units = ((load.near * load.canShip - load.had) * perOrder) / part;
      room = Math.min(room ?? Number.POSITIVE_INFINITY, units / unitsPerSale - Math.max(0, sellable ?? 0));
    }
  return room === null ? null : Math.max(0, Math.floor(room));
}

const servers = ({ ledger }: State, account: AccountId, sku: Sku): readonly (readonly [SourceId, number])[] =>
  Object.entries(partsOf(ledger, ledger.books[sku] ?? EMPTY_BOOK, account));
