import type { AccountId, Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { overlap, poolOf, serves } from '../../domain/pool.ts';
import { type PlaceKey, placeOf } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { PlaceStock, SkuStock } from '../../domain/stock.ts';
import { isRunning, type Stream } from '../../domain/stream.ts';
import { shownLevel } from './flicker.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { unseenOf } from './unseen.ts';

/** The units that an account can still ship and still sell of one SKU; without an account, those of all warehouses that sell. */
export function stockOf(ledger: Ledger, sku: Sku, account: AccountId | null, until: Instant | null): SkuStock {
  const book = ledger.books[sku] ?? EMPTY_BOOK;
  const { pool, channel, places } = serving(ledger, book, account);
  const { available, unknownPlaces } = availableIn(pool);
  const { sellable, withheld } = sellableIn(channel);
  const unseen = unseenOf(book, ledger.now);
  const facts = ledger.settings.skus[sku];
  const kept = (facts?.buffer ?? 0) + (facts?.setAside ?? 0) + setAsideByOthers(ledger, sku, account);
  const second = available === null ? null : available - unseen - kept;
  const first = channel.length === 0 ? null : sellable === null ? null : sellable + withheld;
  const least = second === null ? null : first === null ? second : Math.min(first, second);
  let [uncertain, frozen, readAt] = [0, false, null as Instant | null];
  for (const { key, held } of places) {
    uncertain += held.uncertain;
    frozen ||= held.frozenBy !== null;
    // The oldest answer that the numbers rest on.
    readAt = Math.min(readAt ?? Number.POSITIVE_INFINITY, readAtOf(ledger, key, held));
  }
  return {
    sku,
    places: places.map(({ key, held }) => placeStock(ledger, sku, key, held)),
    available,
    unknownPlaces,
    unseen,
    channelSellable: first,
    channelWithheld: withheld,
    inboundInTime: until === null ? 0 : inboundUntil(pool, ledger.now, until),
    safeToPromise: least === null ? null : Math.max(0, least - uncertain),
    uncertain,
    frozen,
    onSale: flagOf(channel.length > 0 ? channel : pool),
    readAt,
  };
}

/** What can still be shipped of a SKU from some places: null where none of them says. */
export function availableAt(ledger: Ledger, sku: Sku, counts: (place: PlaceKey) => boolean): number | null {
  const { places } = ledger.books[sku] ?? EMPTY_BOOK;
  return availableIn(Object.entries(places).flatMap(([key, held]) => (counts(key) ? { key, held } : []))).available;
}

type Row = { readonly key: PlaceKey; readonly held: Held };

/** The places that ship for an account (those named, else of every warehouse that sells), those of its channel, and each of both once. */
function serving({ settings }: Ledger, { places }: Book, account: AccountId | null) {
  const served = poolOf(settings, account);
  const source = account === null ? null : (settings.accounts[account]?.channel ?? null);
  const [pool, channel, others]: [Row[], Row[], Row[]] = [[], [], []];
  for (const key in places) {
    const held = places[key];
    if (held === undefined) continue;
    const row = { key, held };
    const inPool = serves(settings, served, key);
    if (inPool) pool.push(row);
    if (placeOf(key).source !== source) continue;
    channel.push(row);
    if (!inPool) others.push(row);
  }
  return { pool, channel, places: others.length === 0 ? pool : [...pool, ...others] };
}

/** What can still be shipped: levels and what we withhold there; null where no place says. */
function availableIn(pool: readonly Row[]): { readonly available: number | null; readonly unknownPlaces: number } {
  let [available, unknownPlaces] = [null as number | null, 0];
  for (const { held } of pool) {
    const level = shownLevel(held);
    if (level === null) unknownPlaces += 1;
    else available = (available ?? 0) + level + held.withheld;
  }
  return { available, unknownPlaces };
}

/** What can still be bought, and what we hold back of it. */
function sellableIn(channel: readonly Row[]): { readonly sellable: number | null; readonly withheld: number } {
  let [sellable, withheld] = [null as number | null, 0];
  for (const { held } of channel) {
    const level = shownLevel(held);
    if (level !== null) sellable = (sellable ?? 0) + level;
    // More released than was ever held back is stock that the channel was given: nothing is withheld then.
    withheld += Math.max(0, held.withheld);
  }
  return { sellable, withheld };
}

/** When the source last said so: its last answer that covers the place. */
const readAtOf = (ledger: Ledger, key: PlaceKey, held: Held): Instant =>
  held.gone ? held.readAt : Math.max(held.readAt, ledger.feeds[placeOf(key).source]?.coverAt ?? 0);

/** Whether people may buy it: null where no place has such a flag. */
function flagOf(rows: readonly Row[]): boolean | null {
  let flag: boolean | null = null;
  for (const { held } of rows) if (held.position.onSale !== null) flag = (flag ?? false) || held.position.onSale;
  return flag;
}

/** What should have come and is still not there is late: nobody may count on it. */
function inboundUntil(pool: readonly Row[], now: Instant, until: Instant): number {
  let units = 0;
  for (const { held } of pool) {
    for (const { expectedAt, quantity } of held.position.inbound) {
      if (expectedAt !== null && expectedAt >= now && expectedAt <= until) units += Math.floor(quantity);
    }
  }
  return units;
}

const keeping = new WeakMap<ShopSettings['streams'], readonly Stream[]>();
/** Streams that have anything set aside: few of many, and every figure asks for them. */
function keepers(streams: ShopSettings['streams']): readonly Stream[] {
  const known = keeping.get(streams) ?? Object.values(streams).filter(({ setAside }) => Object.keys(setAside).length > 0);
  keeping.set(streams, known);
  return known;
}

/** Units that streams of other accounts keep for themselves, on air or yet to come: those that this pool could take from them. */
function setAsideByOthers({ settings, now }: Ledger, sku: Sku, account: AccountId | null): number {
  const pool = poolOf(settings, account);
  let units = 0;
  for (const stream of keepers(settings.streams)) {
    const kept = stream.setAside[sku] ?? 0;
    if (kept === 0 || stream.account === account || stream.actualEnd !== null) continue;
    if (!(isRunning(stream, now) || stream.plannedStart > now)) continue;
    if (overlap(settings, pool, poolOf(settings, stream.account))) units += kept;
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
