import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { bookDay, today } from './days.ts';
import type { Book, Ledger, Waiting } from './state.ts';

/** A warehouse that was asked before the channel has seen a sale first: believed for this long. */
const CREDIT = MINUTE;
/** What no warehouse has seen after two days was no order that it will ever see. */
const KEPT = 48 * HOUR;

/** A channel sold units: they are unseen until a warehouse's stock falls for them. */
export function channelSold(ledger: Ledger, book: Book, at: Instant, units: number): Book {
  let next = book;
  let left = units;
  const credit: (typeof book.credit)[number][] = [];
  for (const entry of book.credit) {
    if (at - entry.at > CREDIT) continue;
    const covered = Math.min(left, entry.units);
    left -= covered;
    if (entry.units > covered) credit.push({ ...entry, units: entry.units - covered });
    // The warehouse's fall was this sale: it is not a second one.
    next = bookDay(next, today(ledger, entry.at), entry.source, -covered);
  }
  if (left > 0) next = { ...next, unseen: queued(next.unseen, at, left) };
  return credit.length === 0 && book.credit.length === 0 ? next : { ...next, credit };
}

function queued(queue: readonly Waiting[], at: Instant, units: number): readonly Waiting[] {
  const last = queue.at(-1);
  if (last !== undefined && Math.floor(last.at / MINUTE) === Math.floor(at / MINUTE)) {
    return [...queue.slice(0, -1), { at: last.at, units: last.units + units }];
  }
  return [...queue.filter((entry) => entry.at > at - KEPT), { at, units }];
}

/** Given back on the channel before the warehouse saw it: the newest go first. */
export function channelReleased(book: Book, units: number): Book {
  if (units <= 0 || book.unseen.length === 0) return book;
  return { ...book, unseen: taken([...book.unseen].reverse(), units).rest.reverse() };
}

/**
 * A warehouse saw sales: the oldest unseen ones are these. Answers with how many they were. `until`: it was looked at then, and
 * taken in later (a file): what was ordered since is not in it.
 */
export function warehouseSold(
  book: Book,
  units: number,
  until = Number.POSITIVE_INFINITY,
): { readonly book: Book; readonly consumed: number } {
  const older = book.unseen.filter(({ at }) => at <= until);
  if (older.length === 0) return { book, consumed: 0 };
  const { rest, missing } = taken(older, units);
  return { book: { ...book, unseen: [...rest, ...book.unseen.filter(({ at }) => at > until)] }, consumed: units - missing };
}

/** It was no sale after all: the units wait again, as the oldest. */
export function warehouseUnsold(book: Book, at: Instant, units: number, consumed: number): Book {
  const unseen = consumed === 0 ? book.unseen : [{ at: Math.min(at, book.unseen[0]?.at ?? at), units: consumed }, ...book.unseen];
  const { rest } = taken([...book.credit].reverse(), units - consumed);
  return { ...book, unseen, credit: rest.reverse() };
}

function taken<T extends Waiting>(queue: readonly T[], units: number): { rest: T[]; missing: number } {
  const rest: T[] = [];
  let missing = units;
  for (const entry of queue) {
    const took = Math.min(missing, entry.units);
    missing -= took;
    if (entry.units > took) rest.push(took === 0 ? entry : { ...entry, units: entry.units - took });
  }
  return { rest, missing };
}

/** Units ordered on any channel that no warehouse has seen yet. */
export const unseenOf = (book: Book, now: Instant): number =>
  book.unseen.reduce((sum, entry) => sum + (entry.at > now - KEPT ? entry.units : 0), 0);
