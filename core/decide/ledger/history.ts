import type { HistoryBody } from '../../domain/history.ts';
import { nextDay, previousDay } from './days.ts';
import { type Book, type Day, EMPTY_BOOK, type Ledger } from './state.ts';

/** Who told of a day: the files of one channel, by the name that a person gave it. Without one: of before names were asked for. */
export const fileKey = (of: string): string => `${FILE}${of.normalize('NFKC').trim().toLowerCase()}`;
const FILE = 'file:';
const UNNAMED = fileKey('');
export const isFromFile = (seenBy: string): boolean => seenBy.startsWith(FILE);

/**
 * Days that a file of orders tells of. It tells all that its channel sold in them: it replaces what earlier files of that channel
 * said of these days, and adds to what files of other channels say. Days that the ledger has lived through itself stay as it saw
 * them. What nobody named may be of this channel too, and gives way to it.
 */
export function applyHistory(ledger: Ledger, { of, from, to, days }: HistoryBody): Ledger {
  const key = fileKey(of);
  const { firstDay } = ledger;
  const tells = (day: string): boolean => day >= from && day <= to && (firstDay === null || day <= firstDay);
  // Of its first day the ledger has seen a part, of which files tell the whole.
  const gives = (seenBy: string, day: string): boolean =>
    seenBy === key || seenBy === UNNAMED || (day === firstDay && !isFromFile(seenBy));
  const books: Record<string, Book> = {};
  for (const [sku, book] of Object.entries(ledger.books)) books[sku] = { ...book, days: without(book.days, tells, gives) };
  for (const { sku, day, net } of days) {
    if (!tells(day)) continue;
    const book = books[sku] ?? EMPTY_BOOK;
    const was = book.days[day] ?? { by: {}, out: 0 };
    const since = book.since === null || day < book.since ? day : book.since;
    books[sku] = { ...book, since, days: { ...book.days, [day]: { ...was, by: { ...was.by, [key]: net } } } };
  }
  return { ...ledger, books, history: rangesAfter(ledger.history, key, { from, to }), changed: { skus: 'all', rest: true } };
}

function without(
  days: Book['days'],
  tells: (day: string) => boolean,
  gives: (seenBy: string, day: string) => boolean,
): Book['days'] {
  const next: Record<string, Day> = { ...days };
  for (const [name, day] of Object.entries(days)) {
    if (!tells(name) || !Object.keys(day.by).some((seenBy) => gives(seenBy, name))) continue;
    next[name] = { ...day, by: Object.fromEntries(Object.entries(day.by).filter(([seenBy]) => !gives(seenBy, name))) };
  }
  return next;
}

type Range = { readonly from: string; readonly to: string };
/** A file that touches its channel's days makes them longer; one that does not replaces them. */
function rangesAfter(ranges: Ledger['history'], key: string, { from, to }: Range): Ledger['history'] {
  const { [UNNAMED]: unnamed, [key]: before, ...others } = ranges;
  const touches = before !== undefined && from <= nextDay(before.to) && to >= previousDay(before.from);
  const range = touches ? { from: least(from, before.from), to: most(to, before.to) } : { from, to };
  const rest = unnamed === undefined || key === UNNAMED ? null : restOf(unnamed, { from, to });
  return { ...others, ...(rest === null ? {} : { [UNNAMED]: rest }), [key]: range };
}

/** What another range leaves of this one; the newer part, where it leaves two. */
function restOf(range: Range, { from, to }: Range): Range | null {
  if (to < range.from || from > range.to) return range;
  if (to < range.to) return { from: nextDay(to), to: range.to };
  return from > range.from ? { from: range.from, to: previousDay(from) } : null;
}

/** So many days in common tell how channels sell together. */
const ENOUGH = 7;
/**
 * Which days files tell of whole. Files of several channels do so where each of them tells; where they have hardly a day in common,
 * one of them has to do.
 */
export function daysTold({ history }: Ledger, days: readonly string[]): (day: string) => boolean {
  const { [UNNAMED]: unnamed, ...named } = history;
  const ranges = Object.values(named);
  const within = (day: string) => (range: Range) => day >= range.from && day <= range.to;
  const byAll = (day: string) => ranges.length > 0 && ranges.every(within(day));
  const isEnough = days.filter(byAll).length >= ENOUGH;
  return (day) => (unnamed !== undefined && within(day)(unnamed)) || (isEnough ? byAll(day) : ranges.some(within(day)));
}

const least = (a: string, b: string): string => (a < b ? a : b);
const most = (a: string, b: string): string => (a > b ? a : b);
