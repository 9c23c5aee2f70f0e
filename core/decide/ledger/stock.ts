import type { AccountId, Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type PlaceKey, placeKey, placeOf } from '../../domain/position.ts';
import type { PlaceStock, SkuStock } from '../../domain/stock.ts';
import { isRunning } from '../../domain/stream.ts';
import { shownLevel } from './flicker.ts';
import { EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { unseenOf } from './unseen.ts';

/** The units that an account can still ship and still sell of one SKU; all warehouses of the shop without an account. */
export function stockOf(ledger: Ledger, sku: Sku, account: AccountId | null, until: Instant | null): SkuStock {
  const book = ledger.books[sku] ?? EMPTY_BOOK;
  const console = account === null ? undefined : ledger.settings.accounts[account];
  const inPool = poolOf(ledger, console?.pool ?? null);
  const entries = Object.entries(book.places);
  const pool = entries.filter(([key]) => inPool(key));
  const channel = console?.channel == null ? [] : entries.filter(([key]) => placeOf(key).source === console.channel);
  const available = sum(pool, availableIn);
  const sellable = sum(channel, ([, held]) => shownLevel(held));
  // More released than was ever held back is stock that the channel was given: nothing is withheld then.
  const withheld = channel.reduce((units, [, held]) => units + Math.max(0, held.withheld), 0);
  const unseen = unseenOf(book, ledger.now);
  const facts = ledger.settings.skus[sku];
  const kept = (facts?.buffer ?? 0) + (facts?.setAside ?? 0) + setAsideByOthers(ledger, sku, account);
  const relevant = [...new Map([...pool, ...channel]).entries()];
  const uncertain = relevant.reduce((units, [, held]) => units + held.uncertain, 0);
  const second = available === null ? null : available - unseen - kept;
  const first = channel.length === 0 ? null : sellable === null ? null : sellable + withheld;
  const least = second === null ? null : first === null ? second : Math.min(first, second);
  return {
    sku,
    places: relevant.map(([key, held]) => placeStock(ledger, sku, key, held)),
    available,
    unknownPlaces: pool.filter(([, held]) => shownLevel(held) === null).length,
    unseen,
    channelSellable: first,
    channelWithheld: withheld,
    inboundInTime: until === null ? 0 : inboundUntil(pool, until),
    safeToPromise: least === null ? null : Math.max(0, least - uncertain),
    uncertain,
    frozen: relevant.some(([, held]) => held.frozenBy !== null),
    onSale: flagOf(channel.length > 0 ? channel : pool),
    readAt: oldestReading(ledger, relevant),
  };

  function availableIn([, held]: [PlaceKey, Held]): number | null {
    const level = shownLevel(held);
    return level === null ? null : level + held.withheld;
  }
}

/** When the source last said so: its last answer that covers the place. */
const readAtOf = (ledger: Ledger, key: PlaceKey, held: Held): Instant =>
  held.gone ? held.readAt : Math.max(held.readAt, ledger.feeds[placeOf(key).source]?.coverAt ?? 0);

/** The oldest answer that the numbers rest on. */
function oldestReading(ledger: Ledger, rows: readonly [PlaceKey, Held][]): Instant | null {
  return rows.length === 0 ? null : Math.min(...rows.map(([key, held]) => readAtOf(ledger, key, held)));
}

/** Which places serve: those named, else every place of every warehouse. */
function poolOf(ledger: Ledger, named: readonly { source: SourceId; location: string }[] | null): (key: PlaceKey) => boolean {
  if (named !== null) {
    const keys = new Set(named.map(placeKey));
    return (key) => keys.has(key);
  }
  return (key) => {
    const role = ledger.settings.sources[placeOf(key).source]?.role;
    return role === 'warehouse' || role === 'both';
  };
}

function sum(rows: readonly [PlaceKey, Held][], of: (row: [PlaceKey, Held]) => number | null): number | null {
  let total: number | null = null;
  for (const row of rows) {
    const units = of(row);
    if (units !== null) total = (total ?? 0) + units;
  }
  return total;
}

const flagOf = (rows: readonly [PlaceKey, Held][]): boolean | null => {
  const flags = rows.map(([, held]) => held.position.onSale).filter((flag) => flag !== null);
  if (flags.length === 0) return null;
  return flags.some((flag) => flag);
};

function inboundUntil(pool: readonly [PlaceKey, Held][], until: Instant): number {
  let units = 0;
  for (const [, held] of pool) {
    for (const inbound of held.position.inbound) {
      if (inbound.expectedAt !== null && inbound.expectedAt <= until) units += Math.floor(inbound.quantity);
    }
  }
  return units;
}

/** Units that running streams of other accounts keep for themselves. */
function setAsideByOthers(ledger: Ledger, sku: Sku, account: AccountId | null): number {
  let units = 0;
  for (const stream of Object.values(ledger.settings.streams)) {
    const keeps = stream.account !== account && (isRunning(stream, ledger.now) || stream.plannedStart > ledger.now);
    if (keeps && stream.actualEnd === null) units += stream.setAside[sku] ?? 0;
  }
  return units;
}

function placeStock(ledger: Ledger, sku: Sku, key: PlaceKey, held: Held): PlaceStock {
  const { position, first, rises, falls, withheld, uncertain, frozenBy, gone, unexplained } = held;
  return {
    place: placeOf(key),
    sku,
    position,
    level: shownLevel(held),
    first,
    rises,
    falls,
    withheld,
    uncertain,
    frozenBy,
    gone,
    flickering: held.flicker !== null,
    unexplained,
    readAt: readAtOf(ledger, key, held),
  };
}
