import type { RowSeen } from '../../domain/console.ts';
import { isReadable, type Profile, type Readable } from '../../domain/profile.ts';
import { readRow, textOf } from './read.ts';

export type Found = {
  readonly rows: ReadonlyMap<string, RowSeen>;
  readonly elements: ReadonlyMap<string, readonly Element[]>;
  /** What holds the rows. */
  readonly lists: readonly Element[];
  /** Checks that failed: `address`, `list`, `rows`, `unique`. Nothing of the page may be used. */
  readonly broken: readonly string[];
  /** Checks that failed for some rows, which are left out: `keys`. */
  readonly partly: readonly string[];
};

/** The document and every open shadow root in it, however deep. */
export function* rootsIn(root: Document | ShadowRoot): Iterable<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot !== null) yield* rootsIn(element.shadowRoot);
}

/** All rows of the page as they stand, and whether the page is what the profile describes. */
export function findRows(root: Document, profile: Profile, path: string): Found {
  const rows = new Map<string, RowSeen>();
  const elements = new Map<string, Element[]>();
  const lists: Element[] = [];
  const nothing = { rows, elements, lists, partly: [] };
  if (!isAt(profile, path)) return { ...nothing, broken: ['address'] };
  if (!isReadable(profile)) return { ...nothing, broken: ['untaught'] };
  let keyless = 0;
  let clashes = 0;
  for (const list of listsIn(root, profile)) {
    lists.push(list);
    for (const element of list.querySelectorAll(profile.rows.row)) {
      const seen = textOf(element, profile.rows.key) === null ? null : readRow(element, profile);
      if (seen === null) {
        keyless += 1;
        continue;
      }
      const known = rows.get(seen.key) ?? seen;
      clashes += isCopy(known, seen, profile) ? 0 : 1;
      rows.set(seen.key, joined(known, seen));
      elements.set(seen.key, [...(elements.get(seen.key) ?? []), element]);
    }
  }
  const found = { rows, elements, lists, partly: keyless > 0 ? ['keys'] : [] };
  if (lists.length === 0) return { ...found, broken: ['list'] };
  if (rows.size === 0) return { ...found, broken: ['rows'] };
  return { ...found, broken: clashes > 0 ? ['unique'] : [] };
}

const isAt = ({ match: { paths } }: Profile, path: string): boolean =>
  paths.length === 0 || paths.some((prefix) => path.startsWith(prefix));

function* listsIn(root: Document, profile: Readable): Iterable<Element> {
  for (const one of rootsIn(root)) yield* one.querySelectorAll(profile.rows.within);
}

/** A pinned row that is lifted on top is the same listing: its witnesses agree. Two listings under one key are not. */
const isCopy = (one: RowSeen, other: RowSeen, { rows }: Readable): boolean =>
  rows.witnesses.every((field) => agree(one[field], other[field]));
const agree = <T>(one: T | null, other: T | null): boolean => one === null || other === null || one === other;

/** The pin on either counts; what the one does not say the other may. */
function joined(first: RowSeen, second: RowSeen): RowSeen {
  return {
    ...first,
    title: first.title ?? second.title,
    link: first.link ?? second.link,
    state: first.state === 'unknown' ? second.state : first.state,
    sellable: first.sellable ?? second.sellable,
    offer: first.offer ?? second.offer,
    sold: first.sold ?? second.sold,
    clicks: first.clicks ?? second.clicks,
    impressions: first.impressions ?? second.impressions,
    cart: first.cart ?? second.cart,
    pinned: first.pinned === true || second.pinned === true ? true : (first.pinned ?? second.pinned),
  };
}

/** The attributes that the profile looks at: a page that animates others does not wake us. */
export function attributesOf({ rows, fields, page }: Profile): string[] {
  const text = JSON.stringify([rows, fields, page]);
  const selected = [...text.matchAll(/\[\s*([\w-]+)/g)].map(([, name = '']) => name);
  const read = [...text.matchAll(/"attribute":"([^"]+)"/g)].map(([, name = '']) => name);
  return [...new Set([...selected, ...read, 'class', 'id', 'hidden'])];
}
