import { Temporal } from 'temporal-polyfill';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { Book } from './state.ts';

const KEPT_DAYS = 60;

/** The day of an instant in a zone: `2026-11-23`. */
export const dayOf = (at: Instant, zone: Zone): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate().toString();

export function bookDay(book: Book, day: string, net: number, out: boolean): Book {
  const known = book.days[day] ?? { net: 0, out: false };
  const days = { ...book.days, [day]: { net: known.net + net, out: known.out || out } };
  const names = Object.keys(days).sort();
  for (const old of names.slice(0, Math.max(0, names.length - KEPT_DAYS))) delete days[old];
  return { ...book, days };
}
