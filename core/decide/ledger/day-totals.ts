import type { DayTotal } from '../../domain/day-total.ts';
import { DAY } from '../../domain/instant.ts';
import { marketZone, outBy, today } from './days.ts';
import { FOLDED, isOutDay, netOfDay } from './sales.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';

/** The days that are over, SKU by SKU: what of them outlives their events. */
export function dayTotals(ledger: Ledger): readonly DayTotal[] {
  const now = today(ledger, ledger.now);
  const zone = marketZone(ledger);
  const { firstDay } = ledger;
  const totals: DayTotal[] = [];
  for (const [sku, book] of Object.entries(ledger.books)) {
    const days = book.outSince === null ? book.days : outBy(book.days, book.outSince, ledger.now, zone);
    // What a file told of earlier days stays in its own event.
    for (const [day, kept] of Object.entries(days))
      if (day < now && day >= (firstDay ?? day))
        totals.push({ day, sku, net: netOfDay(ledger, kept), outOfStock: isOutDay(kept) });
    // From its own first day the days of a SKU are counted.
    const { since } = book;
    if (since !== null && since < now && firstDay !== null && since >= firstDay && days[since] === undefined)
      totals.push({ day: since, sku, net: 0, outOfStock: false });
  }
  const [some] = Object.keys(ledger.books);
  // From it all days are counted: it must not be lost where nothing sold in it.
  if (some !== undefined && firstDay !== null && firstDay < now && totals.every(({ day }) => day !== firstDay))
    totals.push({ day: firstDay, sku: some, net: 0, outOfStock: false });
  return totals;
}

/** A ledger that was folded from what is left of the log knows its days by their totals; what events still tell of a day is part of it. */
export function withDayTotals(ledger: Ledger, totals: readonly DayTotal[]): Ledger {
  if (totals.length === 0) return ledger;
  const books: Record<string, Book> = { ...ledger.books };
  let { firstDay } = ledger;
  for (const { day, sku, net, outOfStock } of totals) {
    const book = books[sku] ?? EMPTY_BOOK;
    const total = { by: { [FOLDED]: net }, out: outOfStock ? DAY : 0 };
    const since = book.since === null || day < book.since ? day : book.since;
    books[sku] = { ...book, since, days: { ...book.days, [day]: total } };
    if (firstDay === null || day < firstDay) firstDay = day;
  }
  return { ...ledger, books, firstDay };
}
