import type { Read } from '../../../domain/profile.ts';
import { textOf } from '../read.ts';
import { allIn, lineOf } from './dom.ts';
import { isPositional, locatorsOf } from './locate.ts';

/**
 * One way to tell a row's key, with what it says in every row. A key tells a listing wherever it stands; a place or a
 * link number does not.
 */
export type KeyOption = {
  readonly read: Read;
  /** What the person sees: the attribute's name, or the label beside the text. */
  readonly label: string;
  /** By row, in page order; null where it says nothing. */
  readonly values: readonly (string | null)[];
  /** No two listings bear the same: a copy of a row (the pinned one, lifted on top) does. */
  readonly unique: boolean;
  /** Counts 0, 1, 2 … or 1, 2, 3 … as the rows stand: a place. */
  readonly place: boolean;
};
/** How far it held over a scroll or a redrawing: `unseen` until rows have moved. */
export type Stability = 'yes' | 'no' | 'unseen';

const MOST_OPTIONS = 12;
const MOST_SAMPLED = 40;
/** A longer one would be more than a pattern may hold. */
const LONGEST_LEAD = 80;
/** Attributes beside `data-…` that hold a platform's id. */
const ID_ATTRIBUTES = new Set(['id', 'href', 'value', 'src']);
/** Of a framework's own making, new at each load. */
const MADE_UP_ID = /^(?::r|radix-|headlessui-|react-|rc_|ember\d|el-id-|mui-)/;
const mayHoldKey = (name: string): boolean =>
  ID_ATTRIBUTES.has(name) || (name.startsWith('data-') && !/^data-(?:v-|react|radix|stockcue|src|srcset)/.test(name));

/** Everything in the rows that may be their key, the most convincing first. */
export function keyOptions(rows: readonly Element[]): readonly KeyOption[] {
  const [sample] = rows;
  if (sample === undefined) return [];
  const signs = rows.map(signOf);
  const some = someOf(rows);
  const options = new Map<string, KeyOption>();
  for (const { read, label } of [...byAttribute(sample, some), ...byText(sample, some)]) {
    const option = judged(read, label, rows, signs);
    if (option === null) continue;
    const values = JSON.stringify(option.values);
    options.set(values, options.get(values) ?? option);
  }
  return [...options.values()].sort((a, b) => worth(b) - worth(a)).slice(0, MOST_OPTIONS);
}
/** The same options in the rows as they stand now. */
export function judgedAgain(options: readonly KeyOption[], rows: readonly Element[]): readonly KeyOption[] {
  const signs = rows.map(signOf);
  return options.map((option) => judged(option.read, option.label, rows, signs) ?? { ...option, unique: false });
}
/** Enough rows to look for a way in them; whether it holds is asked of all. */
function someOf(rows: readonly Element[]): readonly Element[] {
  const step = Math.max(1, Math.ceil(rows.length / MOST_SAMPLED));
  return rows.filter((_, at) => at % step === 0);
}
const worth = ({ unique, place, read, values }: KeyOption): number =>
  (unique ? 8 : 0) -
  (place ? 8 : 0) +
  (read.attribute === undefined ? 0 : 2) +
  (values.every((one) => one !== null && one.length >= 6) ? 1 : 0);

type Candidate = { readonly read: Read; readonly label: string };
function* byAttribute(sample: Element, rows: readonly Element[]): Iterable<Candidate> {
  for (const element of [sample, ...allIn(sample, '*')]) {
    for (const { name } of element.attributes) {
      const candidate = mayHoldKey(name) ? attributeOf(name, element, sample, rows) : null;
      if (candidate !== null) yield candidate;
    }
  }
}
function attributeOf(name: string, element: Element, row: Element, rows: readonly Element[]): Candidate | null {
  const at = element === row ? undefined : placeOf(element, row, rows, name);
  if (at === null) return null;
  const read: Read = { ...(at === undefined ? {} : { at }), attribute: name };
  const pattern = patternOver(valuesOf(rows, read), name === 'href' || name === 'src');
  return pattern === null ? null : { read: pattern === '' ? read : { ...read, pattern }, label: name };
}
/** A descendant by the very attribute, where every row has one such; else as any field is found. */
function placeOf(element: Element, row: Element, rows: readonly Element[], attribute: string): string | null {
  const own = `[${attribute}]`;
  if (attribute.startsWith('data-') && rows.every((one) => allIn(one, own).length <= 1)) return own;
  const [best] = locatorsOf(element, row, rows, { places: true, once: true });
  return best === undefined || best.startsWith('[id') ? null : best;
}
/** Text that has figures in it: an id, a code. */
function* byText(sample: Element, rows: readonly Element[]): Iterable<Candidate> {
  for (const element of allIn(sample, '*')) {
    const text = lineOf(element);
    if (element.childElementCount > 0 || text.length > 80 || !/[\w-]{4,}/.test(text) || !/\d/.test(text)) continue;
    const [at] = locatorsOf(element, sample, rows, { places: true, once: false });
    if (at === undefined) continue;
    const pattern = patternOver(valuesOf(rows, { at }), false);
    if (pattern === null) continue;
    yield { read: pattern === '' ? { at } : { at, pattern }, label: pattern === '' ? at : text.split(/[:：#]/)[0]?.trim() || at };
  }
}
const valuesOf = (rows: readonly Element[], read: Read): readonly (string | null)[] => rows.map((row) => textOf(row, read));

/** What of these values is the key: '' for all of it; null where no part of it could be. */
function patternOver(values: readonly (string | null)[], isAddress: boolean): string | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.some((value) => MADE_UP_ID.test(value))) return null;
  if (isAddress) return known.every((value) => /\d{5,}/.test(value)) ? '(\\d{5,})(?!.*\\d{5})' : null;
  const lead = leadOf(known);
  if (lead === '') return known.every((value) => /^[\w.:-]{1,100}$/.test(value)) ? '' : null;
  const rest = known.map((value) => value.slice(lead.length));
  if (rest.every((value) => /^\d{3,}/.test(value))) return `^${escaped(lead)}(\\d+)`;
  return rest.every((value) => /^[\w.-]+/.test(value)) ? `^${escaped(lead)}([\\w.-]+)` : null;
}
/** What all begin with, up to the last sign that is neither letter nor figure: `c1goods-`, `ID: `. */
function leadOf(values: readonly string[]): string {
  const [first = ''] = values;
  let length = 0;
  while (length < first.length && values.every((value) => value[length] === first[length])) length += 1;
  if (new Set(values).size < 2) return '';
  const lead = /^.*[^\p{L}\p{N}]/u.exec(first.slice(0, length))?.[0] ?? '';
  return lead.length > LONGEST_LEAD ? '' : lead;
}
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function judged(read: Read, label: string, rows: readonly Element[], signs: readonly string[]): KeyOption | null {
  const values = valuesOf(rows, read);
  const known = values.filter((value) => value !== null);
  // A key that most rows lack is another thing's.
  if (known.length < rows.length * 0.8 || known.some((value) => value.length > 100)) return null;
  if (rows.some((row) => isSeveral(row, read))) return null;
  return { read, label, values, unique: isUnique(signs, values), place: isPlace(values) };
}
/** Two in one row: two listings were taken for one. */
const isSeveral = (row: Element, { at, attribute }: Read): boolean => {
  if (at === undefined || attribute === undefined || isPositional(at)) return false;
  return new Set(allIn(row, at).map((element) => element.getAttribute(attribute))).size > 1;
};
/** Rows that bear the same have to be the same listing: they say the same, as a lifted copy does. */
function isUnique(signs: readonly string[], values: readonly (string | null)[]): boolean {
  const known = new Map<string, string>();
  for (const [at, value] of values.entries()) {
    const sign = signs[at];
    if (value === null || sign === undefined) continue;
    if ((known.get(value) ?? sign) !== sign) return false;
    known.set(value, sign);
  }
  return known.size > 1;
}
function isPlace(values: readonly (string | null)[]): boolean {
  if (values.length < 2 || !values.every((value) => value !== null && /^\d{1,4}$/.test(value))) return false;
  const figures = values.map(Number);
  return (
    figures.every((figure, at) => at === 0 || Math.abs(figure - (figures[at - 1] ?? 0)) === 1) ||
    figures.every((figure) => figure <= figures.length + 1)
  );
}

/** What a row is known by beside its key: its longest text and its picture. */
export function signOf(row: Element): string {
  const leaves = allIn(row, '*')
    .filter((element) => element.childElementCount === 0)
    .map(lineOf);
  const longest = leaves
    .filter((text) => !/^[\d.,%\s¥$€£]*$/.test(text))
    .reduce((best, text) => (text.length > best.length ? text : best), '');
  return longest;
}

/** What may be a key at all. */
export const isGood = ({ unique, place }: KeyOption): boolean => unique && !place;

/** Whether these stand within one row of a list around them, that has a key: cells were taken for rows. */
export function areCells(parts: readonly Element[]): boolean {
  let at = parts[0]?.parentElement ?? null;
  for (let up = 0; at !== null && up < 4; up += 1) {
    const { localName, parentElement } = at;
    const alike = [...(parentElement?.children ?? [])].filter((one) => one.localName === localName);
    if (alike.length > 1 && keyOptions(alike.slice(0, MOST_SAMPLED)).some(isGood)) return true;
    at = parentElement;
  }
  return false;
}

/** Whether a pick spans two listings: what would tell them apart stands in it twice. */
export function holdsTwoKeys(row: Element): boolean {
  const held = new Map<string, Set<string>>();
  for (const element of allIn(row, '*')) {
    for (const { name, value } of element.attributes) {
      if (!/^data-.*(?:id|key|sku|item|goods|product)/.test(name) || value.length < 3) continue;
      const kind = `${element.localName} ${name} ${element.classList.toString()}`;
      held.set(kind, (held.get(kind) ?? new Set()).add(value));
    }
  }
  return [...held.values()].some((values) => values.size > 1);
}

/** Watches keys over scrolling and redrawing: a key stays with its row's text, and the text with its key. */
export function watchKeys() {
  const first = new Map<string, Map<string, string>>();
  const bad = new Set<string>();
  const held = new Set<string>();
  const partial = new Set<string>();
  let before = '';

  function saw(rows: readonly Element[], shown: readonly string[], read: Read, moved: boolean): void {
    const name = JSON.stringify(read);
    const signs = first.get(name) ?? new Map<string, string>();
    first.set(name, signs);
    const now = new Set<string>();
    for (const [at, row] of rows.entries()) {
      const key = textOf(row, read);
      const sign = shown[at];
      if (key === null || sign === undefined) continue;
      now.add(key);
      if (signs.has(key) && signs.get(key) !== sign) bad.add(name);
      signs.set(key, signs.get(key) ?? sign);
    }
    if (moved) held.add(name);
    if (now.size < signs.size) partial.add(name);
  }
  return {
    /** The rows as they stand now. `scrolled`: they were looked at after a scroll. */
    saw(rows: readonly Element[], options: readonly KeyOption[], scrolled: boolean): void {
      const shown = rows.map(signOf);
      const now = JSON.stringify(shown);
      const moved = scrolled || (before !== '' && before !== now);
      before = now;
      for (const { read } of options) saw(rows, shown, read, moved);
    },
    stable(read: Read): Stability {
      const name = JSON.stringify(read);
      if (bad.has(name)) return 'no';
      return held.has(name) ? 'yes' : 'unseen';
    },
    /** The list was moved, and every row that was ever seen is there: the page shows all at once. */
    complete: (read: Read): boolean => held.has(JSON.stringify(read)) && !partial.has(JSON.stringify(read)),
  };
}
