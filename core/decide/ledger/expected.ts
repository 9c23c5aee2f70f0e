import type { Sku } from '../../domain/ids.ts';
import { DAY, type Instant, MINUTE } from '../../domain/instant.ts';
import { endOf, isRunning, startOf } from '../../domain/stream.ts';
import { sumOf } from './entries.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';
import { unseenOf } from './unseen.ts';

const LOOK_BACK = 10 * MINUTE;
/** A fall is too large for the pace when it is over both. */
const LEAST = 50;
const TIMES = 20;

/** Whether so many units may have been sold in (from, to] without anybody being asked; what the channels have told of may. */
export function mayBeSale(ledger: Ledger, sku: Sku, units: number, from: Instant, to: Instant): boolean {
  if (units <= LEAST) return true;
  const book = ledger.books[sku] ?? EMPTY_BOOK;
  const own = units - unseenOf(book, to);
  if (own <= LEAST) return true;
  const pace = pacePerMs(ledger, sku, book, to);
  // Nobody said what to expect: that is no pace of 0, and a late batch is no larger than so many falls that would do.
  return own <= Math.max(0, to - from) * (pace === 0 ? LEAST / LOOK_BACK : TIMES * pace);
}

/** The highest of what was sold just now, what is planned, and the daily average. Units a millisecond. */
function pacePerMs(ledger: Ledger, sku: Sku, book: Book, at: Instant): number {
  const facts = ledger.settings.skus[sku];
  const rates = [(facts?.dailySales ?? 0) / DAY];
  for (const entries of Object.values(book.seen)) rates.push(sumOf(entries, at - LOOK_BACK, at).ordered / LOOK_BACK);
  for (const stream of Object.values(ledger.settings.streams)) {
    if (!isRunning(stream, at)) continue;
    const planned = stream.planned[sku] ?? facts?.plannedUnits ?? 0;
    rates.push(planned / Math.max(MINUTE, endOf(stream) - startOf(stream)));
  }
  return Math.max(...rates);
}
