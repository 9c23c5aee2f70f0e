import type { HistoryBody } from '../../domain/history.ts';
import { nextDay, previousDay } from './days.ts';
import { FOLDED } from './sales.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';

/**
 * Days that a file of orders tells of. Days that the ledger has lived through itself stay as it saw them: the file may
 * be of one channel only. A file that touches the days before makes them longer; one that does not replaces them.
 */
export function applyHistory(ledger: Ledger, { from, to, days }: HistoryBody): Ledger {
  const books: Record<string, Book> = { ...ledger.books };
  for (const { sku, day, net } of days) {
    if (day < from || day > to || (ledger.firstDay !== null && day > ledger.firstDay)) continue;
    const book = books[sku] ?? EMPTY_BOOK;
    books[sku] = { ...book, days: { ...book.days, [day]: { by: { [FOLDED]: net }, out: book.days[day]?.out ?? 0 } } };
  }
  const { history } = ledger;
  const touches = history !== null && from <= nextDay(history.to) && to >= previousDay(history.from);
  const range = touches && history !== null ? { from: least(from, history.from), to: most(to, history.to) } : { from, to };
  return { ...ledger, books, history: range, changed: { skus: 'all', rest: true } };
}

const least = (a: string, b: string): string => (a < b ? a : b);
const most = (a: string, b: string): string => (a > b ? a : b);
