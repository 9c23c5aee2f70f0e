import type { AccountId, Sku, StreamId } from '../../domain/ids.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import type { DaySales, SkuSales } from '../../domain/sales.ts';
import type { MinuteUnits } from '../../domain/stock.ts';
import { consoleKey } from './console.ts';
import { marketZone, outBy, today } from './days.ts';
import { sumOf } from './entries.ts';
import { bestOf, layersOf, unknownSince } from './layers.ts';
import { ordersKey } from './orders.ts';
import { type Day, EMPTY_BOOK, type Entry, type Ledger } from './state.ts';

/** As long as the ledger keeps what was sold when. */
/** Who saw a day that only its total is left of. */
export const FOLDED = 'folded';
const LOOK_BACK = 14 * HOUR;
/** The ledger's own days count from here on. */
const LEAST_DAYS = 7;
/** Out of stock for so long, a day says nothing of demand. */
const OUT = HOUR;

/** What one stream has sold of one SKU, from the best source of its channel; sources are ranked, never summed. */
export function salesOf(ledger: Ledger, streamId: StreamId, sku: Sku): SkuSales {
  const stream = ledger.settings.streams[streamId];
  const account = stream === undefined ? undefined : ledger.settings.accounts[stream.account];
  const layers = account === undefined ? [] : layersOf(ledger, account, ledger.books[sku] ?? EMPTY_BOOK);
  const [top] = layers;
  if (stream === undefined || stream.actualStart === null || top === undefined) return nothing(sku);
  const from = stream.actualStart;
  const to = stream.actualEnd ?? Math.max(ledger.now, from);
  const { entries, byOrders } = bestOf(layers, from, to);
  const { ordered, released, last } = sumOf(entries, from, to);
  return {
    sku,
    kind: top.kind,
    ordered,
    released,
    net: ordered - released,
    byMinute: byMinute(entries, Math.max(from, to - LOOK_BACK)),
    unknownSince: unknownSince(layers),
    provisional: top.kind === 'orders' ? ordered - released - byOrders : 0,
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
  return Math.max(0, daysOf(ledger, sku, (seenBy) => !own.has(seenBy))?.perDay ?? 0);
}

function daysOf(ledger: Ledger, sku: Sku, counts: (seenBy: string) => boolean): DaySales | null {
  const book = ledger.books[sku];
  const first = ledger.firstDay;
  if (book === undefined || first === null) return null;
  const now = today(ledger, ledger.now);
  const whole = daysBetween(first, now) - 1;
  if (whole < LEAST_DAYS) return null;
  const known = book.outSince === null ? book.days : outBy(book.days, book.outSince, ledger.now, marketZone(ledger));
  const days = Object.entries(known).filter(([name]) => name > first && name < now);
  const sold = days.filter(([, day]) => !isOutDay(day));
  const counted = whole - (days.length - sold.length);
  if (counted < LEAST_DAYS) return null;
  return { days: counted, perDay: sold.reduce((units, [, day]) => units + netOfDay(ledger, day, counts), 0) / counted };
}

let counted = { from: '', to: '', days: 0 };
/** Remembered: every SKU asks for the same two days. */
function daysBetween(from: string, to: string): number {
  if (counted.from !== from || counted.to !== to)
    counted = { from, to, days: Math.round((Date.parse(to) - Date.parse(from)) / DAY) };
  return counted.days;
}

/** Out of stock for so long that its sales say nothing of demand. */
export const isOutDay = ({ out }: Day): boolean => out >= OUT;

/** Orders of a channel where it has them, else its falls; of a warehouse what no channel had told of. */
export function netOfDay({ settings, watermarks }: Ledger, { by }: Day, counts = (_seenBy: string): boolean => true): number {
  let units = 0;
  for (const [seenBy, net] of Object.entries(by)) {
    if (!counts(seenBy)) continue;
    const hasOrders = settings.sources[seenBy]?.role === 'channel' && watermarks[seenBy] !== undefined;
    if (!hasOrders || by[ordersKey(seenBy)] === undefined) units += net;
  }
  return units;
}
