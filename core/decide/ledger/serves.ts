import type { AccountId, SourceId } from '../../domain/ids.ts';
import { poolOf, serves } from '../../domain/pool.ts';
import { placeOf } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Book, Ledger } from './state.ts';

type Parts = Readonly<Record<SourceId, number>>;
const known = new WeakMap<Book, { readonly settings: ShopSettings; readonly byPool: Map<AccountId | null, Parts> }>();

/**
 * What part of an account's orders of a SKU each warehouse ships. Who ships what is the platform's to say and nobody tells us, so:
 * of the warehouses of its pool those that have had the SKU, each as much as it can ship a day; one whose capacity nobody has set
 * counts as the mean of the others. It does not change as stock is sold: an order stays where it was counted. Null: all warehouses.
 */
export function partsOf({ settings }: Ledger, book: Book, account: AccountId | null): Parts {
  let kept = known.get(book);
  if (kept?.settings !== settings) {
    kept = { settings, byPool: new Map() };
    known.set(book, kept);
  }
  let parts = kept.byPool.get(account);
  if (parts === undefined) {
    parts = shared(warehousesOf(settings, book, account), settings);
    kept.byPool.set(account, parts);
  }
  return parts;
}

/** The warehouses that serve an account with a SKU; where none of them has had it, all that serve the account. */
function warehousesOf(settings: ShopSettings, book: Book, account: AccountId | null): readonly SourceId[] {
  const serving = serversOf(settings, account);
  const pool = poolOf(settings, account);
  const having = new Set<SourceId>();
  for (const key in book.places) {
    const held = book.places[key];
    const { source } = placeOf(key);
    if (held === undefined || held.gone || held.first + held.rises <= 0) continue;
    if (serving.includes(source) && serves(settings, pool, key)) having.add(source);
  }
  return having.size > 0 ? [...having] : serving;
}

/** The warehouses that serve an account at all. */
export function serversOf(settings: ShopSettings, account: AccountId | null): readonly SourceId[] {
  const pool = poolOf(settings, account);
  if (pool !== null) return [...new Set(pool.map(({ source }) => source))];
  return Object.values(settings.sources).flatMap(({ id, role }) => (role === 'channel' ? [] : [id]));
}

function shared(warehouses: readonly SourceId[], { capacities }: ShopSettings): Parts {
  const set = warehouses.flatMap((id) => capacities[id]?.ordersADay ?? []);
  const usual = set.reduce((sum, one) => sum + one, 0) / Math.max(1, set.length);
  const weights = warehouses.map((id) => capacities[id]?.ordersADay ?? usual);
  const all = weights.reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(warehouses.map((id, index) => [id, all > 0 ? (weights[index] ?? 0) / all : 1 / warehouses.length]));
}
