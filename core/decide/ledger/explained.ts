import type { ExplainedBody } from '../../domain/event.ts';
import { placeKey } from '../../domain/position.ts';
import { put } from './level.ts';
import { lagOf, sell } from './sell.ts';
import type { Ledger } from './state.ts';

/** A person says what a fall was: a sale is booked when it fell (or over the lag before); all else only leaves the list. */
export function applyExplained(ledger: Ledger, { sku, source, location, fallAt, was }: ExplainedBody): Ledger {
  const book = ledger.books[sku];
  const key = placeKey({ source, location });
  const held = book?.places[key];
  const fall = held?.unexplained.find((one) => one.at === fallAt);
  if (book === undefined || held === undefined || fall === undefined) return { ...ledger, changed: { skus: [], rest: false } };
  const listed = put(book, key, { ...held, unexplained: held.unexplained.filter((one) => one !== fall) });
  const span = [fall.at - lagOf(ledger, source), fall.at] as const;
  const next = was === 'sale' ? sell(ledger, listed, { key, source }, fall.units, span).book : listed;
  return { ...ledger, books: { ...ledger.books, [sku]: next }, changed: { skus: [sku], rest: false } };
}
