import type { Capacity } from '../../domain/capacity.ts';
import type { AccountId, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';
import { consoleKey } from './console.ts';
import { ordersKey, ordersOf, today } from './days.ts';
import { countedIn } from './sales.ts';
import { partsOf } from './serves.ts';
import { type Book, EMPTY_DAY, type Ledger, type OpenFrom } from './state.ts';

/** Somebody counted a warehouse's open orders: what the day had sold by then is in that count. */
export function openFromAfter(
  ledger: Ledger,
  { capacities = [], drop = {}, reset }: SettingsBody,
  logAt: Instant,
): Ledger['openFrom'] {
  const next: Record<SourceId, OpenFrom> = reset === true ? {} : { ...ledger.openFrom };
  for (const id of drop.capacities ?? []) delete next[id];
  for (const { source, open } of capacities) {
    if (open === null) delete next[source];
    else if (next[source]?.at !== open.at) next[source] = countedAt(ledger, open.at, logAt);
  }
  return next;
}

function countedAt(ledger: Ledger, at: Instant, logAt: Instant): OpenFrom {
  const day = today(ledger, logAt);
  const had: Record<string, Readonly<Record<string, number>>> = {};
  for (const [sku, { days }] of Object.entries(ledger.books)) {
    const by = days[day]?.by;
    if (by !== undefined) had[sku] = by;
  }
  return { at, day, had };
}

/**
 * Units that a warehouse has been given to ship since its open orders were counted, whether it has seen them yet or not. That an
 * order was seen is no shipping: until somebody counts anew, all of them are still to go.
 */
export function takenSince(ledger: Ledger, { source }: Capacity): number {
  const from = ledger.openFrom[source];
  if (from === undefined) return 0;
  let units = 0;
  for (const sku in ledger.books) {
    const book = ledger.books[sku];
    if (book === undefined) continue;
    for (const day in book.days) if (day >= from.day) units += givenTo(ledger, book, source, book.days[day]?.by ?? {});
    units -= givenTo(ledger, book, source, from.had[sku] ?? {});
  }
  return Math.max(0, units);
}

function givenTo(ledger: Ledger, book: Book, source: SourceId, by: Readonly<Record<string, number>>): number {
  let units = 0;
  for (const [seenBy, net] of countedIn(ledger, { ...EMPTY_DAY, by })) {
    // What a warehouse saw and no channel had told of is its own, and so are orders that it takes itself.
    const warehouse = ordersOf(seenBy) ?? seenBy;
    if (isWarehouse(ledger.settings, warehouse)) units += warehouse === source ? net : 0;
    else units += net * meanPart(ledger, book, source, accountsOf(ledger.settings, seenBy));
  }
  return units;
}

const isWarehouse = ({ sources }: ShopSettings, id: string): boolean =>
  sources[id] !== undefined && sources[id]?.role !== 'channel';

/** Whose sales they are; none: nobody can tell, and all warehouses may ship them. */
function accountsOf({ accounts }: ShopSettings, seenBy: string): readonly (AccountId | null)[] {
  const found = Object.values(accounts)
    .filter(
      ({ id, channel }) => seenBy === consoleKey(id) || (channel !== null && [channel, ordersKey(channel)].includes(seenBy)),
    )
    .map(({ id }) => id);
  return found.length === 0 ? [null] : found;
}

const meanPart = (ledger: Ledger, book: Book, source: SourceId, accounts: readonly (AccountId | null)[]): number =>
  accounts.reduce((sum, account) => sum + (partsOf(ledger, book, account)[source] ?? 0), 0) / accounts.length;
