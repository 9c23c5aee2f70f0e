import { type ConsoleSeenBody, type PageSeen, type PageShown, type RowSeen, UNKNOWN_ROW } from '../domain/console.ts';
import { equal } from '../domain/equal.ts';
import type { ConsoleState } from '../domain/health.ts';
import type { Instant } from '../domain/instant.ts';

/** What merely counts up is logged no more often than this, and what nobody sells by (`SLOW`) than that; pins and states at once. */
export const METRICS_MS = 5_000;
export const SLOW_MS = 60_000;
export type Seen = Omit<PageShown, 'account' | 'seenAt'>;

/** What a page said and the log does not hold yet. `urgent`: something else than a metric changed. */
export type News = { readonly body: Omit<ConsoleSeenBody, 'account' | 'seenAt'>; readonly urgent: boolean } | null;

const SLOW: readonly (keyof RowSeen)[] = ['clicks', 'impressions', 'cart', 'about'];
const METRICS: readonly (keyof RowSeen)[] = ['sold', ...SLOW];

/** Compares what a page says with what the ledger knows of it. `later`: rows that only count up slowly, where those have to wait. */
export function newsOf(
  known: ConsoleState | undefined,
  seen: Seen,
  slow = true,
): { readonly news: News; readonly later: readonly RowSeen[] } {
  const fresh = seen.changed.filter((row) => !equal(known?.rows[row.key], row));
  const waits = (row: RowSeen) => !slow && equal(without(SLOW, known?.rows[row.key]), without(SLOW, row));
  const later = fresh.filter(waits);
  const changed = fresh.filter((row) => !waits(row));
  const urgentRow = changed.some((row) => !equal(without(METRICS, known?.rows[row.key]), without(METRICS, row)));
  const sameKeys = equal(known?.keys, seen.keys);
  const moved = known === undefined || known.complete !== seen.complete || !sameKeys;
  if (changed.length === 0 && !moved && equal(known?.page, seen.page)) return { news: null, later };
  const urgentPage = known === undefined || known.page.live !== seen.page.live || known.page.room !== seen.page.room;
  // Hundreds of keys that stand as they stood are not written each time.
  const { keys, ...rest } = { ...seen, changed };
  return { news: { body: sameKeys ? rest : { ...rest, keys }, urgent: urgentRow || moved || urgentPage }, later };
}

/** Two words of one page, the later on top: what waited for its turn loses nothing. */
export function merged(earlier: Seen | null, later: Seen): Seen {
  if (earlier === null) return later;
  const rows = new Map(earlier.changed.map((row) => [row.key, row]));
  for (const row of later.changed) rows.set(row.key, row);
  return { ...later, changed: [...rows.values()] };
}

/** When the log may take metrics of this page again; at once where the clock was set back. */
export const nextMetrics = (known: ConsoleState | undefined, now: Instant): Instant =>
  known === undefined || known.seenAt > now ? now : known.seenAt + METRICS_MS;

/** When what counts up slowly may be written again. */
export const slowAfter = (last: Instant | undefined, now: Instant): Instant =>
  last === undefined || last > now ? now : last + SLOW_MS;

const NOTHING: PageSeen = { live: 'unknown', room: null, viewers: null, comments: null };

/** Nobody sees the page any more: what it showed is unknown from here on, not frozen. Null where that is said already. */
export function unseen(known: ConsoleState | undefined): Seen | null {
  if (known === undefined || (known.keys.length === 0 && known.page.live === 'unknown')) return null;
  return { page: NOTHING, changed: Object.values(known.rows).map(blank), keys: [], complete: false };
}

const blank = ({ key, title }: RowSeen): RowSeen => ({ key, title, ...UNKNOWN_ROW });

function without(
  fields: readonly (keyof RowSeen)[],
  row: RowSeen | undefined,
): Partial<Record<keyof RowSeen, unknown>> | undefined {
  if (row === undefined) return undefined;
  return Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field as keyof RowSeen)));
}
