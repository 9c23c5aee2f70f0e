import { pageText } from '../read.ts';

/** Whole, trimmed, with runs of white space as one space: what a person reads as one label. */
export const whole = (text: string | null): string => (text ?? '').replace(/\s+/gu, ' ').trim();

/** What an element shows as its label, without what we have drawn into it. */
export function shownOn(element: Element): string {
  if (element.localName === 'input') return whole(element.getAttribute('value'));
  return whole(pageText(element));
}

/** What it is called where it shows no text: an icon's name. */
export const namedAs = (element: Element): string =>
  whole(element.getAttribute('aria-label')) || whole(element.getAttribute('title'));

/** Its label as a person takes it: the text that it shows, or its name where it shows none. */
export const labelOf = (element: Element): string => shownOn(element) || namedAs(element);

/** The attribute that says its label; null: its text does. */
export function labelledBy(element: Element): 'value' | 'aria-label' | 'title' | null {
  if (shownOn(element) !== '') return element.localName === 'input' ? 'value' : null;
  return whole(element.getAttribute('aria-label')) === '' ? 'title' : 'aria-label';
}

/** An element and all below it, in open shadow roots as well. */
export function* within(element: Element): Iterable<Element> {
  yield element;
  yield* below(element);
  if (element.shadowRoot !== null) yield* below(element.shadowRoot);
}
function* below(root: Element | ShadowRoot): Iterable<Element> {
  for (const one of root.querySelectorAll('*')) {
    yield one;
    if (one.shadowRoot !== null) yield* below(one.shadowRoot);
  }
}

/** Whether one holds the other, through open shadow roots as well. */
export function holds(outer: Element, inner: Element): boolean {
  for (let at: Node | null = inner; at !== null; at = parentOf(at)) if (at === outer) return true;
  return false;
}
export const parentOf = (node: Node): Node | null => node.parentNode ?? ('host' in node ? (node.host as Element) : null);
