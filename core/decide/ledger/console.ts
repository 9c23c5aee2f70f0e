import type { ConsoleSeenBody, RowSeen } from '../../domain/console.ts';
import type { ConsoleState } from '../../domain/health.ts';
import { listingId } from '../../domain/listing.ts';
import { book } from './entries.ts';
import { type Book, EMPTY_BOOK, type Ledger } from './state.ts';

export const consoleSource = (account: string): string => `console:${account}`;

/** What the page showed: rows by key; a rise of a row's exact count is units sold of its one variant. */
export function applyConsole(ledger: Ledger, body: ConsoleSeenBody): Ledger {
  const before = ledger.consoles[body.account];
  const rows = { ...before?.rows };
  const books = { ...ledger.books };
  const touched = new Set<string>();
  for (const row of body.changed) {
    for (const sku of count(ledger, books, body, rows[row.key], row)) touched.add(sku);
    rows[row.key] = row;
  }
  // A virtualised page shows a part of its keys; only a complete one tells what is gone.
  if (body.complete) for (const key of Object.keys(rows)) if (!body.keys.includes(key)) delete rows[key];
  const state: ConsoleState = { page: body.page, rows, keys: body.keys, complete: body.complete, seenAt: body.seenAt };
  return {
    ...ledger,
    books,
    consoles: { ...ledger.consoles, [body.account]: state },
    changed: { skus: [...touched], rest: true },
  };
}

function count(
  ledger: Ledger,
  books: Record<string, Book>,
  body: ConsoleSeenBody,
  before: RowSeen | undefined,
  row: RowSeen,
): readonly string[] {
  if (before?.sold == null || row.sold === null || row.sold <= before.sold) return [];
  const listing = ledger.settings.listings[listingId(body.account, row.key)];
  const variants = listing?.variants ?? [{ components: [{ sku: row.key, unitsPerSale: 1 }] }];
  const [only] = variants;
  // A count over several variants does not say which was sold.
  if (variants.length !== 1 || only === undefined) return [];
  const source = consoleSource(body.account);
  for (const { sku, unitsPerSale } of only.components) {
    const kept = books[sku] ?? EMPTY_BOOK;
    const entries = book(kept.seen[source] ?? [], body.seenAt, (row.sold - before.sold) * unitsPerSale);
    books[sku] = { ...kept, seen: { ...kept.seen, [source]: entries } };
  }
  return only.components.map(({ sku }) => sku);
}
