import type { SalesKind } from '../../domain/forecast.ts';
import type { Sku, SourceId, StreamId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { DaySales, SkuSales } from '../../domain/sales.ts';
import type { ConsoleAccount } from '../../domain/settings.ts';
import { consoleSource } from './console.ts';
import { dayOf } from './days.ts';
import { sumOf } from './entries.ts';
import { type Book, EMPTY_BOOK, type Entry, type Ledger } from './state.ts';

const LOOK_BACK = 6 * 60 * MINUTE;
/** The ledger's own days count from here on. */
const LEAST_DAYS = 7;

type Best = { readonly kind: SalesKind; readonly entries: readonly Entry[]; readonly unknownSince: Instant | null };

/** What one stream has sold of one SKU, from the best source of its channel; sources are ranked, never summed. */
export function salesOf(ledger: Ledger, streamId: StreamId, sku: Sku): SkuSales {
  const stream = ledger.settings.streams[streamId];
  const account = stream === undefined ? undefined : ledger.settings.accounts[stream.account];
  const book = ledger.books[sku] ?? EMPTY_BOOK;
  if (stream === undefined || stream.actualStart === null || account === undefined) return nothing(sku);
  const from = stream.actualStart;
  const to = stream.actualEnd ?? Math.max(ledger.now, from);
  const best = bestFalls(ledger, account, book);
  const watermark = account.channel === null ? undefined : ledger.watermarks[account.channel];
  if (account.channel !== null && watermark !== undefined)
    return withOrders(book, sku, account.channel, watermark, best, from, to);
  const { ordered, released, last } = sumOf(best.entries, from, to);
  return {
    sku,
    kind: best.kind,
    ordered,
    released,
    net: ordered - released,
    byMinute: byMinute(best.entries, Math.max(from, to - LOOK_BACK), to),
    unknownSince: best.unknownSince,
    provisional: 0,
    lastSaleAt: last,
  };
}

const nothing = (sku: Sku): SkuSales => ({
  sku,
  kind: 'none',
  ordered: 0,
  released: 0,
  net: 0,
  byMinute: [],
  unknownSince: null,
  provisional: 0,
  lastSaleAt: null,
});

/** Exact counts on the console, else falls of the channel's stock, else falls of the warehouses that serve it. */
function bestFalls(ledger: Ledger, account: ConsoleAccount, book: Book): Best {
  const counted = book.seen[consoleSource(account.id)];
  if (counted !== undefined) return { kind: 'console', entries: counted, unknownSince: null };
  if (account.channel !== null && ledger.sources[account.channel]?.lastGoodAt != null) {
    return {
      kind: 'channelFalls',
      entries: book.seen[account.channel] ?? [],
      unknownSince: lateSince(ledger, [account.channel]),
    };
  }
  const sources = warehousesOf(ledger, account);
  if (sources.length === 0) return { kind: 'none', entries: [], unknownSince: null };
  const entries = sources.flatMap((source) => book.seen[source] ?? []).sort((a, b) => a.at - b.at);
  return { kind: 'warehouseFalls', entries, unknownSince: lateSince(ledger, sources) };
}

function warehousesOf(ledger: Ledger, account: ConsoleAccount): readonly SourceId[] {
  if (account.pool !== null) return [...new Set(account.pool.map((place) => place.source))];
  return Object.values(ledger.settings.sources)
    .filter((source) => source.role !== 'channel')
    .map((source) => source.id);
}

/** Since when the latest of these sources has not told of sales; null where all tell at once. */
function lateSince(ledger: Ledger, sources: readonly SourceId[]): Instant | null {
  let since: Instant | null = null;
  for (const id of sources) {
    const lag = (ledger.settings.sources[id]?.lagMinutes ?? 0) * MINUTE;
    if (lag === 0) continue;
    const known = (ledger.sources[id]?.lastGoodAt ?? ledger.now) - lag;
    since = since === null ? known : Math.min(since, known);
  }
  return since;
}

/** Orders up to their watermark; what falls suggest after it is provisional. */
function withOrders(
  book: Book,
  sku: Sku,
  channel: SourceId,
  watermark: Instant,
  falls: Best,
  from: Instant,
  to: Instant,
): SkuSales {
  const lines = Object.values(book.orders)
    .filter((line) => line.source === channel && line.createdAt >= from && line.createdAt <= Math.min(to, watermark))
    .filter((line) => line.state !== 'gift');
  const entries: Entry[] = lines.map((line) => ({
    at: line.createdAt,
    ordered: line.quantity,
    released: line.state === 'released' ? line.quantity : 0,
  }));
  const after = falls.entries.filter((entry) => entry.at > watermark);
  const all = [...entries, ...after].sort((a, b) => a.at - b.at);
  const { ordered, released, last } = sumOf(all, from, to);
  const provisional = sumOf(after, from, to);
  return {
    sku,
    kind: 'orders',
    ordered,
    released,
    net: ordered - released,
    byMinute: byMinute(all, Math.max(from, to - LOOK_BACK), to),
    unknownSince: null,
    provisional: provisional.ordered - provisional.released,
    lastSaleAt: last,
  };
}

function byMinute(entries: readonly Entry[], from: Instant, to: Instant) {
  const minutes = new Map<Instant, number>();
  for (const entry of entries) {
    if (entry.at < from || entry.at > to || entry.ordered === 0) continue;
    const minute = Math.floor(entry.at / MINUTE) * MINUTE;
    minutes.set(minute, (minutes.get(minute) ?? 0) + entry.ordered);
  }
  return [...minutes].sort(([a], [b]) => a - b).map(([minute, units]) => ({ minute, units }));
}

/** The ledger's own days, today and days out of stock left out; null until there are seven. */
export function daySalesOf(ledger: Ledger, sku: Sku): DaySales | null {
  const book = ledger.books[sku];
  if (book === undefined || ledger.firstDay === null) return null;
  const zone = ledger.settings.preferences.teamZone;
  const today = dayOf(ledger.now, zone);
  const first = ledger.firstDay;
  const days = Math.round((Date.parse(today) - Date.parse(first)) / 86_400_000) - 1;
  const complete = Object.entries(book.days).filter(([day]) => day > first && day < today);
  const out = complete.filter(([, one]) => one.out).length;
  const counted = days - out;
  if (counted < LEAST_DAYS) return null;
  const net = complete.reduce((units, [, one]) => units + (one.out ? 0 : one.net), 0);
  return { days: counted, perDay: net / counted };
}
