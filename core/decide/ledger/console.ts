import { isFromData, type PageShown, type RowSeen } from '../../domain/console.ts';
import type { ConsoleState } from '../../domain/health.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { MINUTE } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import { skusOfListing } from './air.ts';
import { bookDay, today } from './days.ts';
import { book, spread } from './entries.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';
import { channelSold } from './unseen.ts';

export const consoleKey = (account: string): string => `console:${account}`;

/** What the page showed: rows by key; a rise of a row's exact count is units sold of its one variant. */
export function applyConsole(ledger: Ledger, body: PageShown): Ledger {
  const before = ledger.consoles[body.account];
  const rows = { ...before?.rows };
  const books: Record<Sku, Book> = {};
  const since = before?.seenAt ?? body.seenAt;
  const moved = new Set<Sku>();
  for (const row of body.changed) {
    if (hasMoved(rows[row.key], row)) for (const sku of skusOfListing(ledger, body.account, row.key)) moved.add(sku);
    count(ledger, books, body, rows[row.key], row, since);
    rows[row.key] = row;
  }
  // A virtualised page shows a part of its keys; only a complete one tells what is gone.
  if (body.complete) {
    const keys = new Set(body.keys);
    for (const key of Object.keys(rows)) {
      if (keys.has(key)) continue;
      for (const sku of skusOfListing(ledger, body.account, key)) moved.add(sku);
      delete rows[key];
    }
  }
  const { page, keys, complete, seenAt } = body;
  const state: ConsoleState = { page, rows, keys, complete, seenAt, ...onAir(before, body) };
  const skus = [...new Set([...Object.keys(books), ...moved])];
  return {
    ...ledger,
    books: Object.keys(books).length === 0 ? ledger.books : { ...ledger.books, ...books },
    consoles: { ...ledger.consoles, [body.account]: state },
    changed: { skus, rest: true },
  };
}

/** Said for less than this before the page went away, `ended` was a flicker of a page that loads anew. */
const FLICKER = 30_000;
function onAir(before: ConsoleState | undefined, { page, seenAt }: PageShown): Pick<ConsoleState, 'liveAt' | 'endedAt'> {
  const { liveAt = null, endedAt = null } = before ?? {};
  if (page.live === 'live') return { liveAt: seenAt, endedAt: null };
  if (page.live === 'ended') return { liveAt, endedAt: endedAt ?? (liveAt === null ? null : seenAt) };
  // Nobody sees it any more: what it had said for a while stands.
  const stands = page.live === 'unknown' && endedAt !== null && (before?.page.live === 'unknown' || seenAt - endedAt >= FLICKER);
  return { liveAt, endedAt: stands ? endedAt : null };
}

/** What else than a count changes what a SKU is expected to sell, or how much of it can be bought. */
const hasMoved = (before: RowSeen | undefined, row: RowSeen): boolean =>
  before?.pinned !== row.pinned || before.offer !== row.offer || before.state !== row.state || before.sellable !== row.sellable;

/** A count over several variants does not say which was sold; a count that starts anew starts from 0. */
function count(
  ledger: Ledger,
  books: Record<Sku, Book>,
  { account, seenAt }: PageShown,
  before: RowSeen | undefined,
  row: RowSeen,
  since: Instant,
): void {
  if (row.sold === null) return;
  const variants = ledger.settings.listings[listingId(account, row.key)]?.variants;
  const [only] = variants ?? [{ components: [{ sku: row.key, unitsPerSale: 1 }] }];
  if ((variants?.length ?? 1) !== 1 || only === undefined) return;
  const rise = riseOf(before, row.sold, isFromData(row, 'sold'));
  const from = seenAt - since > 2 * (ledger.tick?.intervalMs ?? MINUTE) ? since : seenAt;
  for (const { sku, unitsPerSale } of only.components) {
    const kept = books[sku] ?? ledger.books[sku] ?? EMPTY_BOOK;
    const next = counted(ledger, kept, account, rise * unitsPerSale, Math.min(from, seenAt), seenAt);
    // A row that nobody has mapped is no SKU because it stands on a page.
    const isKnown = kept !== EMPTY_BOOK || ledger.settings.skus[sku] !== undefined || variants !== undefined;
    if (isKnown && next !== kept) books[sku] = next;
  }
}

/** Two counts of different origin, drawn by the page and given by its data, tell of no sale between them. */
function riseOf(before: RowSeen | undefined, sold: number, fromData: boolean): number {
  if (before?.sold == null || isFromData(before, 'sold') !== fromData) return 0;
  return sold >= before.sold ? sold - before.sold : sold;
}
function counted(ledger: Ledger, kept: Book, account: string, units: number, from: Instant, to: Instant): Book {
  const key = consoleKey(account);
  let entries = kept.seen[key] ?? [];
  for (const share of spread(from, to, units)) {
    entries = book(entries, { at: share.at, ordered: share.units, released: 0 }, undefined);
  }
  const seen = entries === kept.seen[key] ? kept.seen : { ...kept.seen, [key]: entries };
  const countedSince = key in kept.countedSince ? kept.countedSince : { ...kept.countedSince, [key]: to };
  if (seen === kept.seen && countedSince === kept.countedSince) return kept;
  const next = { ...kept, seen, countedSince };
  // Where the account has a channel, its falls and orders tell what no warehouse has seen yet.
  const hasChannel = ledger.settings.accounts[account]?.channel != null;
  return hasChannel || units === 0 ? next : channelSold(ledger, bookDay(next, today(ledger, to), key, units), to, units);
}
