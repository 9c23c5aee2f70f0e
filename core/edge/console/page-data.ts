import type { PageSeen, RowSeen } from '../../domain/console.ts';
import type { PageData, Profile } from '../../domain/profile.ts';
import { ASK_DATA, type DataFields, type DataSaid, type DataValue, LONGEST, MOST_COUNT, MOST_ROWS } from './data-post.ts';
import type { Beside } from './engine.ts';

/** What has not been said anew for so long is unknown, not frozen. */
const KEPT_MS = 10 * 60_000;

const COUNTS = ['sellable', 'sold', 'clicks', 'impressions', 'cart'] as const;
const TEXTS = ['title', 'code'] as const;

/** Reads what the page's own data says, and puts it beside what the page draws: only where that says nothing exactly, and marked. */
export function createPageData(window: Window, profile: Profile, changed: () => void, signal: AbortSignal): Beside {
  const sources = new Map(profile.data.map((source) => [source.id, source]));
  const rows = new Map<string, Kept>();
  let page: Kept = NOTHING;
  const now = () => performance.now();

  window.addEventListener(
    'message',
    ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== window || origin !== window.location.origin) return;
      const said = saidIn(data);
      const declared = said === null ? undefined : sources.get(said.id);
      if (said === null || declared === undefined) return;
      for (const [key, given] of said.rows) {
        const fields = chosen(given, declared.fields);
        const hasRoom = rows.size < MOST_ROWS || rows.has(key);
        if (hasRoom && Object.keys(fields).length > 0) rows.set(key, onTop(rows.get(key), fields, now()));
      }
      page = onTop(page, chosen(said.page, declared.page ?? {}), now());
      changed();
    },
    { signal },
  );
  window.postMessage(ASK_DATA, window.location.origin);
  const fresh = (kept: Kept | undefined): DataFields => (kept === undefined || now() - kept.at > KEPT_MS ? {} : kept.fields);
  return {
    row: (seen) => rowWith(seen, fresh(rows.get(seen.key))),
    page: (seen) => pageWith(seen, fresh(page)),
    clear() {
      rows.clear();
      page = NOTHING;
    },
  };
}

type Kept = { readonly fields: DataFields; readonly at: number };
const NOTHING: Kept = { fields: {}, at: 0 };
/** One answer says this, another that: each adds to what is known. */
const onTop = (kept: Kept | undefined, fields: DataFields, at: number): Kept =>
  Object.keys(fields).length === 0 ? (kept ?? NOTHING) : { fields: { ...kept?.fields, ...fields }, at };

/** Only what the profile declares, and of its kind. */
function chosen(said: DataFields, declared: PageData['fields'] | NonNullable<PageData['page']>): DataFields {
  return Object.fromEntries(Object.entries(said).filter(([field]) => Object.hasOwn(declared, field)));
}

function rowWith(seen: RowSeen, data: DataFields): RowSeen {
  const added: Record<string, DataValue> = {};
  for (const field of [...COUNTS, ...TEXTS, 'pinned'] as const) {
    const value = data[field];
    if (seen[field] == null && value !== undefined) added[field] = value;
  }
  return withData(seen, added);
}
function pageWith(seen: PageSeen, data: DataFields): PageSeen {
  const added: Record<string, DataValue> = {};
  for (const field of ['room', 'viewers', 'comments'] as const) {
    const value = data[field];
    if (seen[field] === null && value !== undefined) added[field] = value;
  }
  return withData(seen, added);
}
/** What is known exactly is not said as about, too. */
function withData<T extends RowSeen | PageSeen>(seen: T, added: DataFields): T {
  const names = Object.keys(added);
  if (names.length === 0) return seen;
  const { about, ...rest } = seen;
  const left = Object.entries(about ?? {}).filter(([field]) => !Object.hasOwn(added, field));
  return {
    ...rest,
    ...added,
    ...(left.length === 0 ? {} : { about: Object.fromEntries(left) }),
    fromData: names,
  } as unknown as T;
}

/** The message, or null where it is none, or larger than any page's answer may be. */
function saidIn(message: unknown): DataSaid | null {
  const said = recordOf(recordOf(message)?.stockcueData);
  if (said === null || typeof said.id !== 'string' || !Array.isArray(said.rows) || said.rows.length > MOST_ROWS) return null;
  const rows: [string, DataFields][] = [];
  for (const row of said.rows as unknown[]) {
    const [key, fields] = Array.isArray(row) && row.length === 2 ? (row as unknown[]) : [];
    const parsed = fieldsIn(fields);
    if (typeof key !== 'string' || key === '' || key.length > LONGEST || parsed === null) return null;
    rows.push([key, parsed]);
  }
  const page = fieldsIn(said.page);
  return page === null ? null : { id: said.id, rows, page };
}

const KINDS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...[...COUNTS, 'viewers', 'comments'].map((field) => [field, isCount] as const),
  ...[...TEXTS, 'room'].map((field) => [field, isText] as const),
  ['pinned', (value: unknown) => typeof value === 'boolean'] as const,
]);
function fieldsIn(value: unknown): DataFields | null {
  const given = recordOf(value);
  if (given === null) return null;
  const fields = Object.entries(given);
  return fields.every(([field, of]) => KINDS.get(field)?.(of) === true) ? (Object.fromEntries(fields) as DataFields) : null;
}
function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_COUNT;
}
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST;
}
function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
