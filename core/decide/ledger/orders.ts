import type { Sku, SourceId } from '../../domain/ids.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import type { OrderLine, OrdersBody } from '../../domain/order.ts';
import { placeKey, placeOf } from '../../domain/position.ts';
import { bySku } from './by-sku.ts';
import { bookDay, today } from './days.ts';
import { sumOf } from './entries.ts';
import { lagOf } from './sell.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { channelReleased, channelSold } from './unseen.ts';

const KEPT = 2 * DAY;

/** Units that a line takes from stock, and units of it that are demand (a gift is none; what came back later was). */
const takes = ({ state, quantity }: OrderLine): number => (state === 'released' ? 0 : quantity);
const demands = ({ state, quantity }: OrderLine): number => (state === 'released' || state === 'gift' ? 0 : quantity);

export const ordersKey = (source: SourceId): string => `orders:${source}`;

/** Order lines, each at its newest revision. Up to the watermark they replace what falls of stock suggested. */
export function applyOrders(ledger: Ledger, body: OrdersBody): Ledger {
  const { source } = body;
  const told = ledger.watermarks[source];
  const watermark = Math.max(told ?? 0, body.watermark);
  const since = ledger.ordersFrom[source] ?? firstUnseen(ledger, body.receivedAt);
  const window: Window = { source, told, watermark, since, at: body.receivedAt };
  const lines = bySku(body.lines);
  const books = { ...ledger.books };
  const touched: Sku[] = [];
  for (const sku of new Set([...Object.keys(books), ...lines.keys()])) {
    const before = books[sku] ?? EMPTY_BOOK;
    const more = lines.get(sku) ?? [];
    if (more.length === 0 && !isTold(before, window)) continue;
    const after = settled(corrected(ledger, before, withLines(ledger, before, more), window), window);
    // A new object even where only the watermark passed it: what was provisional is told now.
    books[sku] = { ...bounded(after, watermark - KEPT) };
    touched.push(sku);
  }
  return {
    ...ledger,
    books: touched.length === 0 ? ledger.books : books,
    watermarks: { ...ledger.watermarks, [source]: watermark },
    ordersFrom: { ...ledger.ordersFrom, [source]: since },
    changed: { skus: touched, rest: told === undefined },
  };
}

type Window = {
  readonly source: SourceId;
  readonly told: Instant | undefined;
  readonly watermark: Instant;
  readonly since: Instant;
  readonly at: Instant;
};

/** Orders of before this were seen by the warehouses when they were first read: their lag before it. */
function firstUnseen(ledger: Ledger, at: Instant): Instant {
  const warehouses = Object.values(ledger.settings.sources).filter(({ role }) => role !== 'channel');
  return at - Math.max(0, ...warehouses.map(({ id }) => lagOf(ledger, id)));
}

/** Whether the new watermark says anything of this SKU: falls or lines that it passes, or units that it settles. */
function isTold(book: Book, { source, told = 0, watermark }: Window): boolean {
  const passes = (at: Instant): boolean => at > told && at <= watermark;
  for (const key in book.seen) {
    const newest = placeOf(key).source === source ? book.seen[key]?.at(-1)?.at : undefined;
    if (newest !== undefined && newest > told) return true;
  }
  for (const id in book.orders) if (passes(book.orders[id]?.createdAt ?? 0)) return true;
  return Object.values(book.places).some(({ swallowed }) => swallowed !== null);
}

function withLines(ledger: Ledger, kept: Book, lines: readonly OrderLine[]): Book {
  let next = kept;
  const orders: Record<string, OrderLine> = { ...kept.orders };
  for (const line of lines) {
    const id = `${line.source}|${line.order}|${line.line}`;
    const before = orders[id];
    if (before !== undefined && before.revision >= line.revision) continue;
    orders[id] = line;
    const more = demands(line) - (before === undefined ? 0 : demands(before));
    next = bookDay(next, today(ledger, line.createdAt), ordersKey(line.source), more);
    next = { ...next, orders };
  }
  return next;
}

/** Falls queued as unseen what they suggested; orders say what it was. The difference is queued or taken out. */
function corrected(ledger: Ledger, before: Book, after: Book, window: Window): Book {
  if (ledger.settings.sources[window.source]?.role !== 'channel') return after;
  const { told, watermark, source } = window;
  const ordered = taken(after, window, watermark) - (told === undefined ? 0 : taken(before, window, told));
  let suggested = 0;
  for (const key in after.seen) {
    if (placeOf(key).source !== source) continue;
    const { ordered: fell, released } = sumOf(
      (after.seen[key] ?? []).filter((entry) => entry.at > (told ?? 0)),
      0,
      watermark,
    );
    suggested += fell - released;
  }
  const more = ordered - suggested;
  if (more > 0) return channelSold(ledger, after, window.at, more);
  return more < 0 ? channelReleased(after, -more) : after;
}

function taken({ orders }: Book, { source, since }: Window, upTo: Instant): number {
  let units = 0;
  for (const id in orders) {
    const line = orders[id];
    if (line?.source === source && line.createdAt > since && line.createdAt <= upTo) units += takes(line);
  }
  return units;
}

/** Orders say what was sold: what an absolute write swallowed is known now, and was never withheld. */
function settled(book: Book, window: Window): Book {
  let next = book;
  for (const [key, held] of Object.entries(book.places)) {
    if (held.swallowed === null || placeOf(key).source !== window.source || held.swallowed.to > window.watermark) continue;
    const lost = Math.min(held.uncertain, Math.max(0, lostUnits(book, window, held)));
    const known: Held = { ...held, uncertain: 0, swallowed: null, withheld: held.withheld - lost };
    next = { ...next, places: { ...next.places, [key]: known } };
  }
  return next;
}

/** Units ordered while the write was made, less those that levels did show. */
function lostUnits(book: Book, { source }: Window, { swallowed }: Held): number {
  if (swallowed === null) return 0;
  const { from, to } = swallowed;
  let units = 0;
  for (const line of Object.values(book.orders)) {
    if (line.source === source && line.createdAt > from && line.createdAt <= to) units += takes(line);
  }
  const prefix = placeKey({ source, location: '' });
  for (const [key, entries] of Object.entries(book.seen)) {
    if (!key.startsWith(prefix)) continue;
    const shown = sumOf(
      entries.filter((entry) => entry.at > from),
      from,
      to,
    );
    units -= shown.ordered - shown.released;
  }
  return units;
}

function bounded(book: Book, oldest: Instant): Book {
  const lines = Object.entries(book.orders);
  if (lines.every(([, line]) => line.createdAt >= oldest)) return book;
  return { ...book, orders: Object.fromEntries(lines.filter(([, line]) => line.createdAt >= oldest)) };
}
