import { Temporal } from 'temporal-polyfill';
import type { SourceId } from '../../domain/ids.ts';
import { HOUR, type Instant, MINUTE, type Zone } from '../../domain/instant.ts';
import type { Stream } from '../../domain/stream.ts';
import { startOf } from '../../domain/stream.ts';
import type { Book, Day, Ledger } from './state.ts';

const KEPT_DAYS = 60;
/** Every zone's offset is a multiple of it, so a day never turns within. */
const BLOCK = 15 * MINUTE;

let last = { block: -1, zone: '', day: '' };
const known = new Map<string, string>();
/** The day of an instant in a zone: `2026-11-23`. Remembered by the quarter hour, because zones are slow to ask. */
export function dayOf(at: Instant, zone: Zone): string {
  const block = Math.floor(at / BLOCK);
  if (last.block === block && last.zone === zone) return last.day;
  const key = `${block}${zone}`;
  let day = known.get(key);
  if (day === undefined) {
    day = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate().toString();
    if (known.size > 5_000) known.clear();
    known.set(key, day);
  }
  last = { block, zone, day };
  return day;
}

const zones = new WeakMap<Ledger['settings'], Zone>();
/** A day is the market's: of the stream that starts last, else the team's. */
export function marketZone({ settings }: Ledger): Zone {
  let zone = zones.get(settings);
  if (zone === undefined) {
    let newest: Stream | undefined;
    for (const stream of Object.values(settings.streams)) {
      if (newest === undefined || startOf(stream) > startOf(newest)) newest = stream;
    }
    zone = newest?.zone ?? settings.preferences.teamZone;
    zones.set(settings, zone);
  }
  return zone;
}

export const today = (ledger: Ledger, at: Instant): string => dayOf(at, marketZone(ledger));

/** The name of a day by another's: days have no zone. */
const shifted = (day: string, by: number): string => new Date(Date.parse(day) + by * 24 * HOUR).toISOString().slice(0, 10);
export const nextDay = (day: string): string => shifted(day, 1);
export const previousDay = (day: string): string => shifted(day, -1);

/** Who told of a day: a source by its orders, and not by what its levels showed. */
export const ordersKey = (source: SourceId): string => `${ORDERS}${source}`;
/** Null: nobody's orders. */
export const ordersOf = (seenBy: string): SourceId | null => (seenBy.startsWith(ORDERS) ? seenBy.slice(ORDERS.length) : null);
const ORDERS = 'orders:';

/** Net units that somebody saw on a day. */
export function bookDay(book: Book, day: string, seenBy: string, net: number): Book {
  if (net === 0) return book;
  const was = book.days[day] ?? { by: {}, out: 0 };
  const since = book.since === null || day < book.since ? day : book.since;
  return { ...book, since, days: kept(book.days, day, { ...was, by: { ...was.by, [seenBy]: (was.by[seenBy] ?? 0) + net } }) };
}

function kept(days: Book['days'], name: string, day: Day): Book['days'] {
  const next = { ...days, [name]: day };
  if (name in days) return next;
  const names = Object.keys(next).sort();
  for (const old of names.slice(0, Math.max(0, names.length - KEPT_DAYS))) delete next[old];
  return next;
}

/** Time out of stock by day, ms. A stretch longer than what is kept counts from there on. */
export function outBy(days: Book['days'], from: Instant, to: Instant, zone: Zone): Book['days'] {
  let next = days;
  let at = Math.max(from, to - KEPT_DAYS * 24 * HOUR);
  while (at < to) {
    const day = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);
    const end = Math.min(to, Math.max(at + 1, day.add({ days: 1 }).startOfDay().epochMilliseconds));
    const name = day.toPlainDate().toString();
    const was = next[name] ?? { by: {}, out: 0 };
    next = kept(next, name, { ...was, out: was.out + end - at });
    at = end;
  }
  return next;
}

/** Notes when a SKU runs out and when it is there again. */
export function noteOut(ledger: Ledger, book: Book, isOut: boolean, at: Instant): Book {
  if (isOut === (book.outSince !== null)) return book;
  if (book.outSince === null) return { ...book, outSince: at };
  return { ...book, days: outBy(book.days, book.outSince, at, marketZone(ledger)), outSince: null };
}
