import type { PageFound, RowSeen } from '../../domain/console.ts';
import { isReadable, type Profile, type Read, type Readable } from '../../domain/profile.ts';
import { isAt } from './address.ts';
import { keyOf, readRow } from './read.ts';
import type { Root } from './roots.ts';

export type Found = {
  readonly rows: ReadonlyMap<string, RowSeen>;
  readonly elements: ReadonlyMap<string, readonly Element[]>;
  /** What holds the rows. */
  readonly lists: readonly Element[];
  /** Checks that failed: `address`, `untaught`, `list`, `rows`, `unique`. Nothing of the page may be used. */
  readonly broken: readonly string[];
  /** Checks that failed for some rows, which are left out (`keys`), or that only acting needs (`witness`). */
  readonly partly: readonly string[];
  readonly counted: Omit<PageFound, 'read'>;
};

/** What rows said when they were last read; null: they are to be read anew. */
export type Kept = WeakMap<Node, RowSeen | null>;

/** All rows of the page as they stand, and whether the page is what the profile describes. */
export function findRows(
  roots: Iterable<Root>,
  profile: Profile,
  address: Pick<Location, 'hostname' | 'pathname'>,
  kept: Kept = new WeakMap(),
): Found {
  const rows = new Map<string, RowSeen>();
  const elements = new Map<string, Element[]>();
  const lists: Element[] = [];
  const counted = { lists: 0, rows: 0, keyed: 0, clashes: 0 };
  const found = { rows, elements, lists, counted, partly: [] };
  if (!isAt(profile, address)) return { ...found, broken: ['address'] };
  if (!isReadable(profile)) return { ...found, broken: ['untaught'] };
  for (const root of roots) lists.push(...root.querySelectorAll(profile.rows.within));
  for (const element of rowsIn(lists, profile)) {
    counted.rows += 1;
    const key = keyOf(element, profile);
    if (key === null) continue;
    counted.keyed += 1;
    const before = kept.get(element);
    const seen = before?.key === key ? before : readRow(element, key, profile);
    kept.set(element, seen);
    const known = rows.get(key) ?? seen;
    counted.clashes += isCopy(known, seen, profile) ? 0 : 1;
    rows.set(key, joined(known, seen));
    elements.set(key, [...(elements.get(key) ?? []), element]);
  }
  counted.lists = lists.length;
  return { ...found, broken: brokenOf(counted), partly: partlyOf(counted, rows, profile) };
}

/** Each once, however the lists stand in one another. */
function rowsIn(lists: readonly Element[], { rows: { row, exclude } }: Readable): ReadonlySet<Element> {
  const rows = new Set<Element>();
  for (const list of lists) {
    for (const scope of [list, list.shadowRoot]) {
      for (const element of scope?.querySelectorAll(row) ?? []) {
        if (exclude === undefined || !element.matches(exclude)) rows.add(element);
      }
    }
  }
  return rows;
}

function brokenOf({ lists, keyed, clashes }: Found['counted']): readonly string[] {
  if (lists === 0) return ['list'];
  if (keyed === 0) return ['rows'];
  return clashes > 0 ? ['unique'] : [];
}
function partlyOf(
  { rows: all, keyed }: Found['counted'],
  rows: Found['rows'],
  { rows: { witnesses } }: Readable,
): readonly string[] {
  const isWitnessed = (row: RowSeen) => witnesses.some((field) => row[field] != null);
  const unwitnessed = witnesses.length > 0 && rows.size > 0 && ![...rows.values()].some(isWitnessed);
  return [...(keyed < all ? ['keys'] : []), ...(unwitnessed ? ['witness'] : [])];
}

/** A pinned row that is lifted on top is the same listing: its witnesses agree. Two listings under one key are not. */
const isCopy = (one: RowSeen, other: RowSeen, { rows }: Readable): boolean =>
  rows.witnesses.every((field) => agree(one[field], other[field]));
const agree = <T>(one: T | null | undefined, other: T | null | undefined): boolean =>
  one == null || other == null || one === other;

/** The pin on either counts; what the one does not say the other may. */
function joined(first: RowSeen, second: RowSeen): RowSeen {
  if (first === second) return first;
  const both: Record<string, unknown> = { ...second };
  for (const [field, value] of Object.entries(first)) if (value !== null && value !== 'unknown') both[field] = value;
  return {
    ...(both as RowSeen),
    pinned: first.pinned === true || second.pinned === true ? true : (first.pinned ?? second.pinned),
    ...aboutOf(first, second, both as RowSeen),
  };
}
/** What either says exactly is not said as about. */
function aboutOf(first: RowSeen, second: RowSeen, both: RowSeen): Pick<RowSeen, 'about'> {
  if (first.about === undefined && second.about === undefined) return {};
  const exact = both as unknown as Record<string, unknown>;
  const about = Object.entries({ ...second.about, ...first.about }).filter(([field]) => exact[field] === null);
  return { about: Object.fromEntries(about) };
}

/**
 * Whether what a row says changes only with what stands in it and with the attributes around it: no field is found by its
 * neighbours or by a state that no attribute shows, and none is what somebody types.
 */
export const isPlain = ({ fields }: Profile): boolean =>
  Object.values(fields).every(({ at = '', attribute }: Read) => attribute !== 'value' && !/[+~:]/.test(at));

/** The attributes that the profile looks at: a page that animates others does not wake us. */
export function attributesOf({ rows, fields, page, actions }: Profile): string[] {
  const text = JSON.stringify([rows, fields, page, actions]);
  const selected = [...text.matchAll(/\[\s*([\w-]+)/g)].map(([, name = '']) => name);
  const read = [...text.matchAll(/"attribute":"([^"]+)"/g)].map(([, name = '']) => name);
  return [...new Set([...selected, ...read, 'class', 'id', 'hidden'])];
}
