import { isFile } from '../../domain/file-source.ts';
import type { SalesKind } from '../../domain/forecast.ts';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { releasedOf } from '../../domain/order.ts';
import { type PlaceKey, placeKey, placeOf } from '../../domain/position.ts';
import type { Gap } from '../../domain/recording.ts';
import type { ConsoleAccount } from '../../domain/settings.ts';
import { consoleKey } from './console.ts';
import { gapMs } from './feed.ts';
import { lagOf } from './sell.ts';
import type { Book, Entry, Ledger } from './state.ts';

/** One source of sales of one channel: what it saw, and the time of which it tells all. */
export type Layer = {
  readonly kind: SalesKind;
  readonly entries: readonly Entry[];
  readonly since: Instant;
  readonly upTo: Instant;
  /** After this nothing is known from here; null: known as soon as it is sold. */
  readonly knownTo: Instant | null;
  /** Since when it was not read, though it tells at once; null: it was read just now. */
  readonly unreadSince: Instant | null;
  /** Times in which it was not read. */
  readonly gaps: readonly Gap[];
};

/** A page tells of a sale before the next answer of the source does; a fall so soon after is the same sale. */
const GRACE = MINUTE;
const ALWAYS = { since: Number.NEGATIVE_INFINITY, upTo: Number.POSITIVE_INFINITY };

/** The account's sources of sales, best first: orders, exact counts on the console, falls of its channel, else of its pool. */
export function layersOf(ledger: Ledger, account: ConsoleAccount, book: Book): readonly Layer[] {
  const { channel } = account;
  const layers = [ordersLayer(ledger, channel, book), consoleLayer(ledger, account, book), channelLayer(ledger, channel, book)];
  const known = layers.filter((layer) => layer !== null);
  const tellsOfChannel = known.some(({ kind }) => kind === 'orders' || kind === 'channelFalls');
  const warehouse = tellsOfChannel ? null : warehouseLayer(ledger, account, book);
  return warehouse === null ? known : [...known, warehouse];
}

/** What sources told, by time. `byOrders`: net units that orders told of. */
export type Told = { readonly entries: readonly Entry[]; readonly byOrders: number };

/** What each layer saw within [from, to] where no better one tells; ranked, never summed. */
export function bestOf(layers: readonly Layer[], from: Instant, to: Instant): Told {
  const [only] = layers;
  if (layers.length === 1 && only !== undefined && only.kind !== 'orders' && isWithin(only, from, to))
    return { entries: only.entries, byOrders: 0 };
  const best: Entry[] = [];
  let byOrders = 0;
  let [ordered, newest] = [true, Number.NEGATIVE_INFINITY];
  for (const [rank, { kind, entries, since, upTo }] of layers.entries()) {
    for (const entry of entries) {
      const { at } = entry;
      if (at < from || at > to || at < since || at > upTo || isTold(layers, rank, at)) continue;
      if (kind === 'orders') byOrders += entry.ordered - entry.released;
      ordered &&= at >= newest;
      newest = at;
      best.push(entry);
    }
  }
  return { entries: ordered ? best : best.sort((a, b) => a.at - b.at), byOrders };
}

/** Nearly always there is one source, and all that it saw is of this time. */
function isWithin({ entries, since, upTo }: Layer, from: Instant, to: Instant): boolean {
  const [first] = entries;
  const last = entries.at(-1);
  return first === undefined || last === undefined || (first.at >= Math.max(from, since) && last.at <= Math.min(to, upTo));
}

/** Whether a better layer tells of this time. */
function isTold(layers: readonly Layer[], rank: number, at: Instant): boolean {
  for (let better = 0; better < rank; better += 1) {
    const layer = layers[better];
    if (layer !== undefined && at >= layer.since && at <= layer.upTo) return true;
  }
  return false;
}

/** Since when nothing is known of sales; null where some source tells at once. */
export function unknownSince(layers: readonly Layer[]): Instant | null {
  let known: Instant | null = null;
  for (const { knownTo } of layers) {
    if (knownTo === null) return null;
    known = Math.max(known ?? knownTo, knownTo);
  }
  return known;
}

/** Since when none of them was read; null where one was. */
export function unreadSince(layers: readonly Layer[]): Instant | null {
  let since: Instant | null = null;
  for (const layer of layers) {
    if (layer.unreadSince === null) return null;
    since = Math.max(since ?? layer.unreadSince, layer.unreadSince);
  }
  return since;
}

function ordersLayer(ledger: Ledger, channel: SourceId | null, book: Book): Layer | null {
  const watermark = channel === null ? undefined : ledger.watermarks[channel];
  if (watermark === undefined) return null;
  const entries: Entry[] = [];
  for (const id in book.orders) {
    const line = book.orders[id];
    if (line === undefined || line.source !== channel || line.state === 'gift') continue;
    entries.push({
      at: line.createdAt,
      ordered: line.quantity,
      released: releasedOf(line),
    });
  }
  const knownTo = recent(ledger, watermark);
  return { kind: 'orders', entries, ...ALWAYS, upTo: watermark, knownTo, unreadSince: knownTo, gaps: [] };
}

function consoleLayer(ledger: Ledger, { id }: ConsoleAccount, book: Book): Layer | null {
  const key = consoleKey(id);
  const since = book.countedSince[key];
  const seenAt = ledger.consoles[id]?.seenAt;
  if (since === undefined || seenAt === undefined) return null;
  const knownTo = recent(ledger, seenAt);
  const gaps = (ledger.airs[id]?.unseen ?? []).flatMap(({ from, to }) => (to === null || from < since ? [] : [{ from, to }]));
  return { kind: 'console', entries: book.seen[key] ?? [], since, upTo: seenAt + GRACE, knownTo, unreadSince: knownTo, gaps };
}

function channelLayer(ledger: Ledger, channel: SourceId | null, book: Book): Layer | null {
  if (channel === null || ledger.sources[channel]?.lastGoodAt == null) return null;
  const prefix = placeKey({ source: channel, location: '' });
  const isOf = (key: string) => key.startsWith(prefix);
  const entries = seenIn(book, isOf);
  return { kind: 'channelFalls', entries, ...ALWAYS, knownTo: lateSince(ledger, [channel]), ...readIn(ledger, book, isOf) };
}

/** Falls of the places that serve the account. */
function warehouseLayer(ledger: Ledger, { pool }: ConsoleAccount, book: Book): Layer | null {
  const isWarehouse = (source: SourceId): boolean => {
    const role = ledger.settings.sources[source]?.role;
    return role === 'warehouse' || role === 'both';
  };
  const sources = pool === null ? Object.keys(ledger.settings.sources).filter(isWarehouse) : pool.map(({ source }) => source);
  if (sources.length === 0) return null;
  const named = pool === null ? null : new Set(pool.map(placeKey));
  const serves = (key: string): boolean => (named === null ? isWarehouse(placeOf(key).source) : named.has(key));
  const entries = seenIn(book, serves);
  return { kind: 'warehouseFalls', entries, ...ALWAYS, knownTo: lateSince(ledger, sources), ...readIn(ledger, book, serves) };
}

/** How far what some of the places tell was read: of those that hold it the one that was read last; and gaps that all of them had. */
function readIn(ledger: Ledger, { places }: Book, isOf: (key: PlaceKey) => boolean): Pick<Layer, 'unreadSince' | 'gaps'> {
  let readAt: Instant | null = null;
  let gaps: readonly Gap[] | null = null;
  let last: SourceId | null = null;
  for (const key in places) {
    const held = places[key];
    if (held === undefined || !isOf(key)) continue;
    const { source } = placeOf(key);
    const feed = ledger.feeds[source];
    readAt = Math.max(readAt ?? 0, held.readAt, feed?.coverAt ?? 0);
    if (source !== last) gaps = gaps === null ? (feed?.gaps ?? []) : common(gaps, feed?.gaps ?? []);
    last = source;
  }
  const isUnread = readAt !== null && ledger.now - readAt > gapMs(ledger);
  return { unreadSince: isUnread ? readAt : null, gaps: gaps ?? [] };
}

/** Where gaps of two sources overlap. */
const common = (some: readonly Gap[], others: readonly Gap[]): readonly Gap[] =>
  some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => to > from),
  );

/** What some of the places saw, oldest first. */
function seenIn({ seen }: Book, isOf: (key: string) => boolean): readonly Entry[] {
  const found = Object.keys(seen).flatMap((key) => (isOf(key) ? [seen[key] ?? []] : []));
  const [first = []] = found;
  return found.length < 2 ? first : found.flat().sort((a, b) => a.at - b.at);
}

/** Since when the latest of these sources has not told of sales; null where all tell at once. */
function lateSince(ledger: Ledger, sources: readonly SourceId[]): Instant | null {
  let since: Instant | null = null;
  for (const id of new Set(sources)) {
    const lag = lagOf(ledger, id);
    // A file tells of nothing that was sold after it was made.
    if (lag === 0 && !isFile(ledger.settings.sources[id])) continue;
    const known = (ledger.sources[id]?.lastGoodAt ?? ledger.now) - lag;
    since = since === null ? known : Math.min(since, known);
  }
  return since;
}

/** Told of just now is told of at once. */
const recent = ({ now, tick }: Ledger, at: Instant): Instant | null =>
  now - at <= Math.max(GRACE, 2 * (tick?.intervalMs ?? 0)) ? null : at;
