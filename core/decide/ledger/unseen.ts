import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Book } from './state.ts';

/** A warehouse that was asked before the channel has seen a sale first: believed for this long. */
const CREDIT = MINUTE;

/** A channel sold units: they are unseen until a warehouse's stock falls for them. */
export function channelSold(book: Book, at: Instant, units: number): Book {
  const credit = book.credit !== null && at - book.credit.at <= CREDIT ? book.credit.units : 0;
  const covered = Math.min(credit, units);
  const left = units - covered;
  return {
    ...book,
    credit: credit > covered ? { at: book.credit?.at ?? at, units: credit - covered } : null,
    unseen: left > 0 ? [...book.unseen, { at, units: left }] : book.unseen,
  };
}

/** Given back on the channel before the warehouse saw it: the newest go first. */
export function channelReleased(book: Book, units: number): Book {
  return { ...book, unseen: taken([...book.unseen].reverse(), units).rest.reverse() };
}

/** A warehouse saw sales: the oldest unseen ones are these. */
export function warehouseSold(book: Book, at: Instant, units: number): Book {
  const { rest, missing } = taken([...book.unseen], units);
  const credit = missing > 0 ? { at, units: missing } : book.credit;
  return { ...book, unseen: rest, credit };
}

function taken(queue: readonly { readonly at: Instant; readonly units: number }[], units: number) {
  const rest: { at: Instant; units: number }[] = [];
  let missing = units;
  for (const entry of queue) {
    const took = Math.min(missing, entry.units);
    missing -= took;
    if (entry.units > took) rest.push({ at: entry.at, units: entry.units - took });
  }
  return { rest, missing };
}

export const unseenOf = (book: Book): number => book.unseen.reduce((sum, entry) => sum + entry.units, 0);
