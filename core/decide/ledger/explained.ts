import type { ExplainedBody } from '../../domain/event.ts';
import { placeKey } from '../../domain/position.ts';
import { put, sell } from './level.ts';
import type { Ledger } from './state.ts';

/** A person says what a fall was: a sale is booked when it fell; all else only leaves the list. */
export function applyExplained(ledger: Ledger, body: ExplainedBody): Ledger {
  const book = ledger.books[body.sku];
  const key = placeKey({ source: body.source, location: body.location });
  const held = book?.places[key];
  const fall = held?.unexplained.find((one) => one.at === body.fallAt);
  if (book === undefined || held === undefined || fall === undefined) return { ...ledger, changed: { skus: [], rest: false } };
  const listed = put(book, key, { ...held, unexplained: held.unexplained.filter((one) => one !== fall) });
  const next = body.was === 'sale' ? sell(ledger, listed, { source: body.source }, fall.units, fall.at, fall.at) : listed;
  return { ...ledger, books: { ...ledger.books, [body.sku]: next }, changed: { skus: [body.sku], rest: false } };
}
