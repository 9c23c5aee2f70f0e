import type { PageSeen, RowSeen } from '../../domain/console.ts';
import type { Profile } from '../../domain/profile.ts';
import { ASK_DATA, type DataAsk, type DataFields, type DataSaid, LONGEST, MOST_COUNT, MOST_ROWS } from './data-post.ts';
import type { Beside, Said } from './engine.ts';

/** What has not been said anew for so long is unknown, not frozen. */
const KEPT_MS = 10 * 60_000;
/** What is said of the page itself is kept as a row's is, under a key that no row bears. */
const PAGE = '';

/**
 * Reads what the page's own data says, and puts it beside what the page draws: only where that says nothing exactly, and
 * marked. It is told by messages of this window and, where the profile looks into frames, of those in it: of the page's
 * very origin, and forgeable by it.
 */
export function createPageData(window: Window, profile: Profile, changed: () => void, signal: AbortSignal): Beside {
  const { frames, data: table } = profile;
  const { origin: own } = window.location;
  const sources = new Map(table.map((source) => [source.id, source]));
  const heard = new Map<string, Said>();

  function hear(key: string, given: DataFields, declared: object, at: number): void {
    const known = heard.get(key);
    // Only what the profile declares. Each answer adds to what is known; one that was asked for earlier changes nothing.
    const news = Object.entries(given).filter(([field]) => Object.hasOwn(declared, field) && (known?.[field]?.at ?? at) <= at);
    if (news.length === 0 || (known === undefined && heard.size >= MOST_ROWS)) return;
    heard.set(key, { ...known, ...Object.fromEntries(news.map(([field, value]) => [field, { value, at }])) });
  }
  window.addEventListener(
    'message',
    ({ source, origin, data }: MessageEvent<unknown>) => {
      if ((frames ? (source as Window | null)?.top : source) !== window || origin !== own) return;
      const said = saidIn(data);
      const declared = sources.get(said?.id ?? '');
      if (said === null || declared === undefined) return;
      const at = performance.now() - said.ageMs;
      for (const [key, fields] of said.rows) hear(key, fields, declared.fields, at);
      hear(PAGE, said.page, declared.page ?? {}, at);
      changed();
    },
    { signal },
  );
  window.postMessage({ ...ASK_DATA, table, frames } satisfies DataAsk, own);
  const said = (key: string): Said => {
    const since = performance.now() - KEPT_MS;
    return Object.fromEntries(Object.entries(heard.get(key) ?? {}).filter(([, { at }]) => at >= since));
  };
  return {
    said,
    row: (seen) => withData(seen, said(seen.key)),
    page: (seen) => withData(seen, said(PAGE)),
    clear: () => heard.clear(),
  };
}

/** What is known exactly is not said as about, too. */
function withData<T extends RowSeen | PageSeen>(seen: T, said: Said): T {
  const drawn = seen as unknown as Readonly<Record<string, unknown>>;
  const news = Object.entries(said).filter(([field]) => drawn[field] == null);
  if (news.length === 0) return seen;
  const added = Object.fromEntries(news.map(([field, { value }]) => [field, value]));
  const { about, ...rest } = seen;
  const left = Object.entries(about ?? {}).filter(([field]) => !Object.hasOwn(added, field));
  return {
    ...rest,
    ...added,
    ...(left.length === 0 ? {} : { about: Object.fromEntries(left) }),
    fromData: Object.keys(added),
  } as unknown as T;
}

/** The message, or null where it is none, or larger than any page's answer may be. */
function saidIn(message: unknown): DataSaid | null {
  const said = recordOf(recordOf(message)?.stockcueData);
  if (said === null || typeof said.id !== 'string' || !Array.isArray(said.rows) || said.rows.length > MOST_ROWS) return null;
  const rows: [string, DataFields][] = [];
  for (const row of said.rows as unknown[]) {
    const [key, given] = Array.isArray(row) && row.length === 2 ? (row as unknown[]) : [];
    const fields = fieldsIn(given);
    if (!isText(key) || fields === null) return null;
    rows.push([key, fields]);
  }
  const page = fieldsIn(said.page);
  return page === null || !isCount(said.ageMs) ? null : { id: said.id, rows, page, ageMs: said.ageMs };
}

const COUNTS: readonly string[] = ['sellable', 'sold', 'clicks', 'impressions', 'cart', 'viewers', 'comments'];
const TEXTS: readonly string[] = ['title', 'code', 'room'];
function isOfField(field: string, value: unknown): boolean {
  if (COUNTS.includes(field)) return isCount(value);
  return TEXTS.includes(field) ? isText(value) : field === 'pinned' && typeof value === 'boolean';
}
function fieldsIn(value: unknown): DataFields | null {
  const given = recordOf(value);
  const isKnown = Object.entries(given ?? {}).every(([field, of]) => isOfField(field, of));
  return isKnown ? (given as DataFields | null) : null;
}
function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_COUNT;
}
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST;
}
function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
