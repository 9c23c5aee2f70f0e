import type { Sku, SourceId } from '../../domain/ids.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import { type OrderLine, type OrdersBody, type OrdersTold, releasedOf } from '../../domain/order.ts';
import { placeOf } from '../../domain/position.ts';
import { bySku } from './by-sku.ts';
import { bookDay, ordersKey, today } from './days.ts';
import { meetFalls, netOf, type Window } from './early.ts';
import { lagOf } from './sell.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { channelReleased, channelSold } from './unseen.ts';

/** So long a line is kept, and so far back a source is asked at first. */
export const ORDERS_KEPT = 2 * DAY;

/** Units that a line takes from stock, and units of it that are demand (a gift is none; what came back later was). */
const takes = (line: OrderLine): number => line.quantity - releasedOf(line);
const demands = (line: OrderLine): number => (line.state === 'gift' ? 0 : takes(line));

/** What of an answer is news to the ledger: a source tells of a line again for some time, so that none slips through. */
export function ordersBody(ledger: Ledger, source: SourceId, { watermark, lines }: OrdersTold, receivedAt: Instant): OrdersBody {
  const isNews = (line: OrderLine): boolean => {
    const known = ledger.books[line.sku]?.orders[idOf(line)];
    return known === undefined || isNewer(line, known);
  };
  return { source, receivedAt, watermark, lines: lines.filter(isNews) };
}

const idOf = ({ source, order, line }: OrderLine): string => `${source}|${order}|${line}`;

/** A later revision; or the same with other figures, where its system's clock did not tell two changes apart. */
function isNewer(line: OrderLine, known: OrderLine): boolean {
  if (line.revision !== known.revision) return line.revision > known.revision;
  return line.quantity !== known.quantity || line.state !== known.state || releasedOf(line) !== releasedOf(known);
}

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
    const met = meetFalls(ledger, before, withLines(ledger, before, more, window), window);
    const after = settled(corrected(ledger, before, met, window), window);
    // A new object even where only the watermark passed it: what was provisional is told now.
    books[sku] = { ...bounded(after, watermark - ORDERS_KEPT) };
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

function withLines(ledger: Ledger, kept: Book, lines: readonly OrderLine[], window: Window): Book {
  let next = kept;
  const orders: Record<string, OrderLine> = { ...kept.orders };
  for (const told of lines) {
    const id = idOf(told);
    const before = orders[id];
    if (before === undefined ? isForgotten(ledger, told, window) : !isNewer(told, before)) continue;
    // It was created once, whatever a clock says of it later.
    const line = before === undefined ? told : { ...told, createdAt: before.createdAt };
    orders[id] = line;
    const more = demands(line) - (before === undefined ? 0 : demands(before));
    next = bookDay(next, today(ledger, line.createdAt), ordersKey(line.source), more);
    next = { ...next, orders };
  }
  return next;
}

/**
 * A line that nobody knows and that is old is no new one: it was kept and is forgotten, or is of before the first answer, whose
 * first day is told in part and counts for none. Counted now it would count twice, or stand for a whole day.
 */
function isForgotten(ledger: Ledger, { createdAt }: OrderLine, { told, at }: Window): boolean {
  if (told !== undefined) return createdAt < told - DAY;
  return today(ledger, createdAt) <= today(ledger, at - ORDERS_KEPT);
}

/** Falls queued as unseen what they suggested; orders say what it was. The difference is queued or taken out. */
function corrected(ledger: Ledger, before: Book, after: Book, window: Window): Book {
  if (ledger.settings.sources[window.source]?.role !== 'channel') return after;
  const { told, watermark, source } = window;
  const ordered = taken(after, window, watermark) - (told === undefined ? 0 : taken(before, window, told));
  const suggested = netOf(after, source, told ?? 0, watermark);
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
  return units - netOf(book, source, from, to);
}

function bounded(book: Book, oldest: Instant): Book {
  const lines = Object.entries(book.orders);
  if (lines.every(([, line]) => line.createdAt >= oldest)) return book;
  return { ...book, orders: Object.fromEntries(lines.filter(([, line]) => line.createdAt >= oldest)) };
}
