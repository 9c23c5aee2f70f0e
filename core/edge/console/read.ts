import type { Counted, PageSeen, RowSeen } from '../../domain/console.ts';
import type { Present, Profile, Read, Readable, Words } from '../../domain/profile.ts';
import { countIn } from './numbers.ts';
import { OURS } from './ours.ts';
import type { Root } from './roots.ts';

/** Longest text that is taken off a page, and longest address of a picture. */
const LONGEST = 300;
const LONGEST_ADDRESS = 4_000;

/** Where a field is looked for: a row with its own shadow root, or all roots of a page. */
type Scope = { readonly self: Element; find(selector: string): Element | null; all(selector: string): Iterable<Element> };
const inRow = (row: Element): Scope => ({
  self: row,
  find: (selector) => row.querySelector(selector) ?? row.shadowRoot?.querySelector(selector) ?? null,
  all: (selector) => [...row.querySelectorAll(selector), ...(row.shadowRoot?.querySelectorAll(selector) ?? [])],
});
const inPage = (top: Document, roots: Iterable<Root>): Scope => ({
  self: top.documentElement,
  find(selector) {
    for (const root of roots) {
      const found = root.querySelector(selector);
      if (found !== null) return found;
    }
    return null;
  },
  *all(selector) {
    for (const root of roots) yield* root.querySelectorAll(selector);
  },
});

/** What one row says there. */
export const textOf = (row: Element, read: Read | undefined): string | null => textIn(inRow(row), read);
export const keyOf = (row: Element, { rows }: Readable): string | null => textOf(row, rows.key);

function textIn({ self, find }: Scope, read: Read | undefined, longest = LONGEST): string | null {
  if (read === undefined) return null;
  const element = read.at === undefined ? self : find(read.at);
  return element === null ? null : saidBy(element, read, longest);
}

function saidBy(element: Element, read: Read, longest = LONGEST): string | null {
  const text = (rawOf(element, read) ?? '').trim().slice(0, longest);
  if (read.pattern === undefined) return text === '' ? null : text;
  return patternOf(read.pattern).exec(text)?.[1] ?? null;
}

function rawOf(element: Element, { attribute, address }: Read): string | null {
  if (address) return element.ownerDocument.URL;
  if (attribute === undefined) return pageText(element);
  // What stands in a box is no attribute once somebody has typed there.
  const isBox = attribute === 'value' && element.matches('input,textarea');
  return isBox ? (element as HTMLInputElement).value : element.getAttribute(attribute);
}

const patterns = new Map<string, RegExp>();
function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text, 'u');
  patterns.set(text, known);
  return known;
}

/** What the page says, without what we have drawn into it. */
export function pageText(element: Element): string | null {
  if (element.querySelector(`[${OURS}]`) === null) return element.textContent;
  const copy = element.cloneNode(true) as Element;
  for (const ours of copy.querySelectorAll(`[${OURS}]`)) ours.remove();
  return copy.textContent;
}

/** A picture is told by the last part of its address: hosts, sizes and signatures change. Null for one without a name. */
function pictureIn(scope: Scope, read: Read | undefined): string | null {
  const address = textIn(scope, read, LONGEST_ADDRESS);
  if (address === null || /^(?:data|blob):/i.test(address)) return null;
  const name = address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  return name === '' ? null : name.slice(-LONGEST);
}

/** Exact counts; what is abbreviated goes to `about`. */
function createCounter(scope: Scope) {
  const about: Partial<Record<Counted, number>> = {};
  return {
    exact(read: Read | undefined, name?: Counted): number | null {
      const count = countIn(textIn(scope, read));
      if (name !== undefined && count.about !== null) about[name] = count.about;
      return count.exact;
    },
    /** Nothing where nothing is abbreviated. */
    rest: () => (Object.keys(about).length === 0 ? {} : { about }),
  };
}

/** The one known word among all elements that it looks at: a row has several buttons, of which one says how it stands. */
function wordIn<W extends string>({ self, all }: Scope, read: Words<W> | undefined): W | null {
  if (read === undefined) return null;
  const said = new Set<W>();
  for (const element of read.at === undefined ? [self] : all(read.at)) {
    const text = saidBy(element, read) ?? '';
    if (Object.hasOwn(read.words, text)) said.add(read.words[text] as W);
  }
  const [word = null, ...others] = said;
  return others.length === 0 ? word : null;
}

function presentIn(scope: Scope, read: Present | Words<'yes' | 'no'> | undefined): boolean | null {
  if (read === undefined) return null;
  if (!('words' in read)) return scope.self.matches(read.at) || scope.find(read.at) !== null;
  const word = wordIn(scope, read);
  return word === null ? null : word === 'yes';
}

export function readRow(row: Element, key: string, { fields }: Readable): RowSeen {
  const scope = inRow(row);
  const count = createCounter(scope);
  return {
    key,
    title: textIn(scope, fields.title),
    link: count.exact(fields.link),
    state: wordIn(scope, fields.state) ?? 'unknown',
    sellable: count.exact(fields.sellable, 'sellable'),
    pinned: presentIn(scope, fields.pinned),
    offer: wordIn(scope, fields.offer),
    sold: count.exact(fields.sold, 'sold'),
    clicks: count.exact(fields.clicks, 'clicks'),
    impressions: count.exact(fields.impressions, 'impressions'),
    cart: count.exact(fields.cart, 'cart'),
    ...(fields.picture === undefined ? {} : { picture: pictureIn(scope, fields.picture) }),
    ...(fields.code === undefined ? {} : { code: textIn(scope, fields.code) }),
    ...(fields.perBuyer === undefined ? {} : { perBuyer: count.exact(fields.perBuyer) }),
    ...count.rest(),
  };
}

export function readPage(top: Document, roots: Iterable<Root>, { page }: Pick<Profile, 'page'>): PageSeen {
  const scope = inPage(top, roots);
  const count = createCounter(scope);
  return {
    live: wordIn(scope, page.live) ?? 'unknown',
    room: textIn(scope, page.room),
    viewers: count.exact(page.viewers, 'viewers'),
    comments: count.exact(page.comments, 'comments'),
    ...count.rest(),
  };
}
