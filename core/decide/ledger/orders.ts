import { DAY } from '../../domain/instant.ts';
import type { OrderLine, OrdersBody } from '../../domain/order.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';
import { channelReleased, channelSold } from './unseen.ts';

const KEPT = 2 * DAY;
const counts = (line: OrderLine): boolean => line.state === 'unpaid' || line.state === 'paid';

/** Order lines, each at its newest revision. Up to the watermark they replace what falls of stock suggested. */
export function applyOrders(ledger: Ledger, body: OrdersBody): Ledger {
  const books = { ...ledger.books };
  const touched = new Set<string>();
  const isChannel = ledger.settings.sources[body.source]?.role === 'channel';
  for (const line of body.lines) {
    const known = books[line.sku] ?? EMPTY_BOOK;
    const id = `${line.source}|${line.order}|${line.line}`;
    const before = known.orders[id];
    if (before !== undefined && before.revision >= line.revision) continue;
    const kept = { ...known, orders: { ...known.orders, [id]: line } };
    books[line.sku] = isChannel ? queue(kept, before, line) : kept;
    touched.add(line.sku);
  }
  const watermark = Math.max(ledger.watermarks[body.source] ?? 0, body.watermark);
  for (const sku of touched) books[sku] = settled(bounded(books[sku] ?? EMPTY_BOOK, watermark - KEPT), body.source);
  return {
    ...ledger,
    books,
    watermarks: { ...ledger.watermarks, [body.source]: watermark },
    changed: { skus: touched.size === 0 ? [] : [...touched], rest: false },
  };
}

/** What falls of this channel have queued already is not queued again: only what its level cannot show. */
function queue(book: Book, before: OrderLine | undefined, line: OrderLine): Book {
  const levelShows = Object.keys(book.seen).includes(line.source);
  if (levelShows) return book;
  const was = before !== undefined && counts(before) ? before.quantity : 0;
  const is = counts(line) ? line.quantity : 0;
  if (is > was) return channelSold(book, line.createdAt, is - was);
  return is < was ? channelReleased(book, was - is) : book;
}

/** Orders say what was sold: what an absolute write may have swallowed is known now. */
function settled(book: Book, source: string): Book {
  const entries = Object.entries(book.places);
  if (entries.every(([key, held]) => held.uncertain === 0 || !key.startsWith(`${source}\u001f`))) return book;
  return {
    ...book,
    places: Object.fromEntries(
      entries.map(([key, held]) => [key, key.startsWith(`${source}\u001f`) ? { ...held, uncertain: 0 } : held]),
    ),
  };
}

function bounded(book: Book, oldest: number): Book {
  const lines = Object.entries(book.orders);
  if (lines.every(([, line]) => line.createdAt >= oldest)) return book;
  return { ...book, orders: Object.fromEntries(lines.filter(([, line]) => line.createdAt >= oldest)) };
}
