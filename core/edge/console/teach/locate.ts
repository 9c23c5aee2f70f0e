import { finder } from '@medv/finder';
import { allIn, readableRoots } from './dom.ts';
import { isStableAttribute, isStableClass, isWord } from './stable.ts';

/** As long as a profile may hold. */
const LONGEST = 500;
/** Longest time that the generator may look for one selector, ms. */
const SEARCH_MS = 100;
/** Counts places: good for reading what stands in a table's third cell, never for a control. */
const POSITIONAL = /:(?:nth-|first-|last-|only-)|^:scope/;
export const isPositional = (selector: string): boolean => POSITIONAL.test(selector);

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
const classOf = (name: string): string => `.${CSS.escape(name)}`;

/** Ways to name one element by what it is, the most telling first: attributes, classes, its parent's and its tag. */
function* named(element: Element, row: Element | null): Iterable<string> {
  const own = [...ownNames(element)];
  yield* own;
  const tag = element.localName;
  for (const name of own) if (!name.startsWith(tag)) yield tag + name;
  const parent = element.parentElement;
  if (parent !== null && parent !== row) {
    for (const name of ownNames(parent)) {
      for (const each of own.slice(0, 3)) yield `${name} > ${each}`;
      yield `${name} > ${tag}`;
    }
  }
  yield tag;
}
/** By the element's own attributes and classes. */
function* ownNames(element: Element): Iterable<string> {
  for (const { name, value } of element.attributes) {
    if (!isStableAttribute(name)) continue;
    if (isWord(value)) yield `[${name}=${quoted(value)}]`;
    else if (name.startsWith('data-')) yield `[${name}]`;
  }
  const classes = [...element.classList].filter(isStableClass);
  for (const one of classes) yield classOf(one);
  if (classes.length > 1) yield classes.map(classOf).join('');
}

/** By the generator, within its row or root; null where it finds nothing in time. */
function generated(element: Element, root: Element | ShadowRoot): string | null {
  try {
    return finder(element, {
      // Whatever is asked by selectors: a shadow root, too.
      root: root as Element,
      timeoutMs: SEARCH_MS,
      maxNumberOfPathChecks: 500,
      className: isStableClass,
      idName: () => false,
      attr: (name, value) => isStableAttribute(name) && isWord(value),
    });
  } catch {
    return null;
  }
}
/** From the row down by places: the last resort. */
function placed(element: Element, row: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== null && at !== row; at = at.parentElement) {
    const before = [...(at.parentElement?.children ?? [])].indexOf(at);
    steps.unshift(`${at.localName}:nth-child(${before + 1})`);
  }
  return `:scope > ${steps.join(' > ')}`;
}

type Wants = {
  /** Where places may be counted. */
  readonly places: boolean;
  /** Every row has it at most once; else the first match is the one that is meant. */
  readonly once: boolean;
};
/**
 * Selectors that find this element from its row, each by itself, the best first. They are checked in every row: one that
 * finds two things in any row is none. Empty: nothing names it.
 */
export function locatorsOf(element: Element, row: Element, rows: readonly Element[], wants: Wants): readonly string[] {
  const found = new Set<string>();
  const given = generated(element, element.getRootNode() === row.shadowRoot ? row.shadowRoot : row);
  const tried = [...named(element, row), ...(given === null ? [] : [given]), ...(wants.places ? [placed(element, row)] : [])];
  for (const selector of tried) {
    if (selector.length > LONGEST || (!wants.places && isPositional(selector))) continue;
    if (finds(selector, element, row, wants.once) && rows.every((one) => !wants.once || count(one, selector) <= 1))
      found.add(selector);
  }
  return [...found];
}
const finds = (selector: string, element: Element, row: Element, once: boolean): boolean => {
  const found = allIn(row, selector);
  return found[0] === element && (!once || found.length === 1);
};
const count = (row: Element, selector: string): number => allIn(row, selector).length;

/** Two of them stand in one selector. */
const LONGEST_OF_TWO = 200;
/** Selectors that find this element alone in all that is read of the page, none by its place, the best first. */
export function locatorsOnPage(element: Element, page: Document): readonly string[] {
  const roots = [...readableRoots(page)];
  const root = element.getRootNode();
  const given = generated(element, 'host' in root ? (root as ShadowRoot) : element.ownerDocument.body);
  const id = isStableClass(element.id) ? [`#${CSS.escape(element.id)}`] : [];
  const tried = new Set([...id, ...named(element, null), ...(given === null ? [] : [given])]);
  return [...tried].filter((selector) => {
    if (selector.length > LONGEST_OF_TWO || isPositional(selector)) return false;
    const found = roots.flatMap((one) => [...one.querySelectorAll(selector)]);
    return found.length === 1 && found[0] === element;
  });
}
/** The first two that share no name, as one selector: where either finds something else, it finds nothing. Null: no two. */
export function agreedOn(selectors: readonly string[]): string | null {
  // That no other tag of its kind is there now says nothing.
  const telling = selectors.filter((selector) => /[.#[]/.test(selector));
  for (const [at, one] of telling.entries()) {
    const other = telling.slice(at + 1).find((each) => !namesIn(each).some((name) => namesIn(one).includes(name)));
    if (other !== undefined) return `:is(${one}):is(${other})`;
  }
  return null;
}
/** Classes, ids, attributes and tags that a selector goes by. */
const namesIn = (selector: string): readonly string[] =>
  [...selector.matchAll(/[.#][\w-]+|\[[\w-]+|(?<=^|[\s>])[a-z][\w-]*/g)].map(([name]) => name);
