import { pathOf, type Root, readableRoots } from './dom.ts';
import { isStableAttribute, isStableClass } from './stable.ts';

/** Where the rows are, as a profile says it, and the rows that are there now. */
export type RowPick = { readonly within: string; readonly row: string; readonly rows: readonly Element[] };
export type RowsFound =
  | {
      readonly ok: true;
      /** From the widest to the narrowest; at least one. */
      readonly picks: readonly RowPick[];
    }
  | { readonly ok: false; readonly why: 'sameRow' | 'apart' | 'unnamed' };

/**
 * Two elements, pointed at in two rows: their common repeating ancestor is the list, what repeats in it the row. Where
 * the list has wrappers (groups, absolute positions), each further level is another pick.
 */
export function rowsFrom(one: Element, other: Element): RowsFound {
  const [here, there] = [pathOf(one), pathOf(other)];
  const list = here.find((element) => there.includes(element));
  if (list === undefined) return { ok: false, why: 'apart' };
  const [down, across] = [below(here, list), below(there, list)];
  const [first] = down;
  if (first === undefined || across.length === 0) return { ok: false, why: 'sameRow' };
  // Rows that stand at the top of a shadow root have no element that holds them.
  if (first.getRootNode() !== list.getRootNode()) return { ok: false, why: 'unnamed' };
  return leveled(list, down, across);
}

/** What leads from the list down to the element, the list's child first. */
const below = (path: readonly Element[], list: Element): readonly Element[] => path.slice(0, path.indexOf(list)).reverse();

function leveled(list: Element, down: readonly Element[], across: readonly Element[]): RowsFound {
  const picks: RowPick[] = [];
  for (const [depth, a] of down.entries()) {
    const b = across[depth];
    // A row's own shadow root is within the row: no level of the list.
    if (b === undefined || a.localName !== b.localName || [a, b].some((one) => one.getRootNode() !== list.getRootNode())) break;
    const pick = pickAt(list, a, b, depth);
    if (!picks.some((known) => known.row === pick.row && known.within === pick.within)) picks.push(pick);
  }
  return picks.length === 0 ? { ok: false, why: 'unnamed' } : { ok: true, picks };
}

function pickAt(list: Element, a: Element, b: Element, depth: number): RowPick {
  const [best] = namesOf(a, b)
    .map((row) => ({ row, rows: [...list.querySelectorAll(row)] }))
    .filter(({ rows }) => rows.includes(a) && rows.includes(b) && !isNested(rows, list))
    .sort((one, two) => two.rows.length - one.rows.length);
  const row = best?.row ?? `:scope > ${'* > '.repeat(depth)}${a.localName}`;
  const within = best === undefined ? nameOf(list) : nameAround(list, row);
  return { within, row, rows: inAll(a.ownerDocument, within, row) };
}
function isNested(rows: readonly Element[], list: Element): boolean {
  const all = new Set(rows);
  return rows.some((row) => {
    for (let at = row.parentElement; at !== null && at !== list; at = at.parentElement) if (all.has(at)) return true;
    return false;
  });
}

/** What both rows are called; attributes before roles before classes, the tag with each. */
function namesOf(a: Element, b: Element): readonly string[] {
  const attributes = [...a.attributes]
    .map(({ name }) => name)
    .filter((name) => isStableAttribute(name) && name !== 'type' && b.hasAttribute(name))
    .map((name) =>
      name === 'role' || a.getAttribute(name) === b.getAttribute(name)
        ? `[${name}="${CSS.escape(a.getAttribute(name) ?? '')}"]`
        : `[${name}]`,
    );
  const classes = [...a.classList]
    .filter((name) => isStableClass(name) && b.classList.contains(name))
    .map((name) => `.${CSS.escape(name)}`);
  return [...attributes, ...classes, ...classes.map((name) => a.localName + name)];
}

/** The list by the nearest name around it within which no other such rows stand. */
function nameAround(list: Element, row: string): string {
  const rows = list.querySelectorAll(row).length;
  for (let at: Element | null = list; at !== null; at = at.parentElement) {
    if (at.querySelectorAll(row).length !== rows) break;
    const own = nameIn(at);
    if (own !== null) return own;
  }
  return nameOf(list);
}
/** By its own name, else by as few tags and places above it as are needed: nothing is clicked by it. */
export function nameOf(list: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = list; at !== null; at = at.parentElement) {
    const own = nameIn(at) ?? (at.localName === 'body' ? 'body' : null);
    if (own !== null) return [own, ...steps].join(' > ');
    steps.unshift(stepOf(at));
    const path = steps.join(' > ');
    if ((list.getRootNode() as Root).querySelectorAll(path).length === 1) return path;
  }
  return steps.join(' > ');
}
function stepOf(element: Element): string {
  const alike = [...(element.parentElement?.children ?? [])].filter((one) => one.localName === element.localName);
  return alike.length < 2 ? element.localName : `${element.localName}:nth-of-type(${alike.indexOf(element) + 1})`;
}
function nameIn(element: Element): string | null {
  const root = element.getRootNode() as Root;
  const only = (selector: string) => root.querySelectorAll(selector).length === 1;
  const id = element.id !== '' && isStableClass(element.id) ? [`#${CSS.escape(element.id)}`] : [];
  const attributes = [...element.attributes]
    .filter(({ name, value }) => isStableAttribute(name) && (value === '' || isStableClass(value)))
    .map(({ name, value }) => (value === '' ? `[${name}]` : `[${name}="${value}"]`));
  const classes = [...element.classList].filter(isStableClass).map((name) => `.${CSS.escape(name)}`);
  return [...id, ...attributes, ...classes].find(only) ?? null;
}

/** All rows that these selectors find, wherever the profile's reader looks. */
export function inAll(document: Document, within: string, row: string): readonly Element[] {
  const found = new Set<Element>();
  for (const root of readableRoots(topOf(document))) {
    for (const list of root.querySelectorAll(within)) for (const element of list.querySelectorAll(row)) found.add(element);
  }
  return [...found];
}
/** The outermost document of the page's own origin. */
function topOf(document: Document): Document {
  const frame = document.defaultView?.frameElement ?? null;
  return frame === null ? document : topOf(frame.ownerDocument);
}

/** Enough of them to see whether all are read rightly: the first, one in the middle, and the last. */
export const threeOf = <T>(all: readonly T[]): readonly T[] =>
  [...new Set([0, Math.floor((all.length - 1) / 2), all.length - 1])].flatMap((at) => all[at] ?? []);
