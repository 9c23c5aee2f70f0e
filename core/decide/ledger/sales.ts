import { isFile } from '../../domain/file-source.ts';
import type { AccountId, Sku, SourceId, StreamId } from '../../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import type { DaySales, SkuSales } from '../../domain/sales.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { MinuteUnits } from '../../domain/stock.ts';
import { consoleKey } from './console.ts';
import { marketZone, ordersKey, ordersOf, outBy, previousDay, today } from './days.ts';
import { sumOf } from './entries.ts';
import { daysTold, isFromFile } from './history.ts';
import { bestOf, type Layer, layersOf, unknownSince, unreadSince } from './layers.ts';
import { type ShareAt, sharedOut } from './share.ts';
import { type Day, EMPTY_BOOK, EMPTY_DAY, type Entry, type Ledger } from './state.ts';

/** Who saw a day that only its total is left of. */
export const FOLDED = 'folded';
/** As long as the ledger keeps what was sold when. */
const LOOK_BACK = 14 * HOUR;
/** The ledger's own days count from here on. */
const LEAST_DAYS = 7;
/** The average is of so many days at most, the newest, among so many. */
const MOST_DAYS = 28;
const LOOK_BACK_DAYS = 60;
/** Out of stock for so long, a day says nothing of demand. */
const OUT = HOUR;

/** What one stream has sold of one SKU, from the best source of its channel; sources are ranked, never summed. `shareAt`: where others sell from it, too. */
export function salesOf(ledger: Ledger, streamId: StreamId, sku: Sku, shareAt?: ShareAt): SkuSales {
  const stream = ledger.settings.streams[streamId];
  const account = stream === undefined ? undefined : ledger.settings.accounts[stream.account];
  const known = account === undefined ? [] : layersOf(ledger, account, ledger.books[sku] ?? EMPTY_BOOK);
  const all = known.filter((layer) => tellsOf(layer, stream?.actualStart ?? null));
  const layers = shareAt === undefined ? all : all.map((layer) => ownPart(layer, shareAt));
  const [top] = layers;
  if (stream === undefined || stream.actualStart === null || top === undefined) return nothing(sku);
  const from = stream.actualStart;
  const to = stream.actualEnd ?? Math.max(ledger.now, from);
  const { entries, byOrders } = bestOf(layers, from, to);
  const unread = unreadSince(layers);
  const among = shareAt?.(to)?.of ?? 1;
  const { ordered, released, last } = sumOf(entries, from, to);
  return {
    sku,
    kind: top.kind,
    ordered,
    released,
    net: ordered - released,
    byMinute: byMinute(entries, Math.max(from, to - LOOK_BACK)),
    unknownSince: unknownSince(layers),
    ...(among > 1 && top.kind !== 'console' ? { among } : {}),
    ...(unread === null ? {} : { unreadSince: unread }),
    ...(top.gaps.length === 0 ? {} : { gaps: top.gaps.filter((gap) => gap.to > from && gap.from < to) }),
    provisional: top.kind === 'orders' ? ordered - released - byOrders : 0,
    lastSaleAt: last,
  };
}

/** Orders that were last told before the stream began, and are told no more, are no source of it. */
const tellsOf = ({ kind, upTo, knownTo }: Layer, from: Instant | null): boolean =>
  kind !== 'orders' || knownTo === null || from === null || upTo >= from;

/** Its own page counts its own sales; what the channel tells is of all who sell from it. */
const ownPart = (layer: Layer, shareAt: ShareAt): Layer =>
  layer.kind === 'orders' || layer.kind === 'channelFalls' ? { ...layer, entries: sharedOut(layer.entries, shareAt) } : layer;

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

/** Of entries in their order. */
function byMinute(entries: readonly Entry[], from: Instant): readonly MinuteUnits[] {
  const minutes: { minute: Instant; units: number }[] = [];
  let last: { minute: Instant; units: number } | undefined;
  for (const { at, ordered } of entries) {
    if (at < from || ordered === 0) continue;
    const minute = Math.floor(at / MINUTE) * MINUTE;
    if (last?.minute === minute) last.units += ordered;
    else {
      last = { minute, units: ordered };
      minutes.push(last);
    }
  }
  return minutes;
}

/** The ledger's own days, the first, today, and days out of stock left out; null until there are seven. */
export const daySalesOf = (ledger: Ledger, sku: Sku): DaySales | null => daysOf(ledger, sku, () => true);

/** Net units a day that others than this account took from the pool; 0 where nobody can tell them apart. */
export function otherDailyOf(ledger: Ledger, sku: Sku, account: AccountId): number {
  const channel = ledger.settings.accounts[account]?.channel ?? null;
  if (channel === null) return 0;
  const own = new Set([channel, ordersKey(channel), consoleKey(account), FOLDED]);
  return Math.max(0, daysOf(ledger, sku, (seenBy) => !own.has(seenBy) && !isFromFile(seenBy))?.perDay ?? 0);
}

function daysOf(ledger: Ledger, sku: Sku, counts: (seenBy: string) => boolean): DaySales | null {
  const book = ledger.books[sku];
  if (book === undefined) return null;
  const lived = knownDays(ledger, sku);
  if (lived.length < LEAST_DAYS) return null;
  const known = book.outSince === null ? book.days : outBy(book.days, book.outSince, ledger.now, marketZone(ledger));
  let days = 0;
  let units = 0;
  for (const name of lived) {
    const day = known[name];
    if (day !== undefined && isOutDay(day)) continue;
    if (day !== undefined) units += netOfDay(ledger, day, counts);
    days += 1;
    if (days === MOST_DAYS) break;
  }
  return days < LEAST_DAYS ? null : { days, perDay: units / days };
}

/** Whole days since somebody first told of a SKU, newest first: before that it was not unsold, it was not there. */
export function knownDays(ledger: Ledger, sku: Sku): readonly string[] {
  const days = wholeDays(ledger);
  const book = ledger.books[sku];
  const since = book?.since ?? null;
  if (book === undefined || since === null || since < (days.at(-1) ?? since)) return days;
  // Its first day is a whole one only where it sold something: it may have been listed at ten to midnight.
  return days.filter((day) => day > since || (day === since && netOfDay(ledger, book.days[day] ?? EMPTY_DAY) > 0));
}

let whole: { readonly key: string; readonly days: readonly string[] } = { key: '', days: [] };
/** Days that are known from end to end, newest first: those since the ledger began, and those that a file told of. Remembered: every SKU asks for the same. */
function wholeDays(ledger: Ledger): readonly string[] {
  const { firstDay: first, history } = ledger;
  const now = today(ledger, ledger.now);
  const told = toldUntil(ledger);
  const key = `${now} ${first} ${JSON.stringify(history)} ${told}`;
  if (whole.key === key) return whole.days;
  const all: string[] = [];
  for (let day = previousDay(now); all.length < LOOK_BACK_DAYS; day = previousDay(day)) all.push(day);
  const lived = (day: string): boolean => first !== null && day > first && (told === null || day < told);
  const byFiles = daysTold(ledger, all);
  const days = all.filter((day) => lived(day) || byFiles(day));
  whole = { key, days };
  return days;
}

/** A shop whose stock comes from files alone knows nothing of the days after the newest: the day that one is of. Null: systems tell. */
function toldUntil(ledger: Ledger): string | null {
  const { sources, settings } = ledger;
  let newest: Instant | null = null;
  for (const id in sources) {
    const at = sources[id]?.lastGoodAt ?? null;
    if (at === null || settings.sources[id] === undefined) continue;
    if (!isFile(settings.sources[id])) return null;
    newest = Math.max(newest ?? at, at);
  }
  return newest === null ? null : today(ledger, newest);
}

/** Out of stock for so long that its sales say nothing of demand. */
export const isOutDay = ({ out }: Day): boolean => out >= OUT;

/** Orders where they are told, else falls; of a warehouse what no channel had told of. */
export function netOfDay(ledger: Ledger, day: Day, counts = (_seenBy: string): boolean => true): number {
  let units = 0;
  for (const [seenBy, net] of countedIn(ledger, day)) if (counts(seenBy)) units += net;
  return units;
}

/** What counts of a day, by who saw it: what a source's orders told of it or what its levels showed, never both. */
export function countedIn({ settings }: Ledger, { by }: Day): readonly (readonly [string, number])[] {
  return Object.entries(by).filter(([seenBy]) => {
    const source = ordersOf(seenBy);
    if (source !== null) return by[source] === undefined || tellsAll(settings, source);
    return by[ordersKey(seenBy)] === undefined || !tellsAll(settings, seenBy);
  });
}

/**
 * Whether a source's orders are sales that nobody else counts. A system that ships for another channel, too, may hold that one's
 * orders beside its own: then its stock counts, less what the channel had told of.
 */
function tellsAll({ sources, accounts }: ShopSettings, source: SourceId): boolean {
  const role = sources[source]?.role;
  if (role === undefined || role === 'channel') return true;
  return (
    Object.values(sources).every((one) => one.role !== 'channel') &&
    Object.values(accounts).every(({ channel }) => channel === source)
  );
}
