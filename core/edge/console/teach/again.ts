import { lineOf, pathOf } from './dom.ts';

/** Something that was pointed at, and what finds it again once the page has drawn it anew. */
export type Pointed = {
  readonly element: Element;
  /** Itself first, the outermost last, as it stood then: each with its place among its parent's children. */
  readonly path: readonly { readonly element: Element; readonly place: number }[];
  readonly text: string;
};

export const pointedAt = (element: Element): Pointed => ({
  element,
  path: pathOf(element).map((one) => ({ element: one, place: [...(one.parentNode?.children ?? [])].indexOf(one) })),
  text: lineOf(element),
});

/**
 * Where it stands now: itself while it is on the page, else what says the same in what is left of its surroundings, else
 * what stands in its place there. The likeliest first; a list that re-orders may have put another row there.
 */
export function nowAt({ element, path, text }: Pointed): readonly Element[] {
  if (element.isConnected) return [element];
  const left = path.findIndex((one) => one.element.isConnected);
  const home = path[left]?.element;
  if (home === undefined) return [];
  const within = home.shadowRoot ?? home;
  const alike = [...within.querySelectorAll(element.localName)].filter((one) => lineOf(one) === text);
  let placed: Element | null = null;
  for (const { place } of path.slice(0, left).reverse()) placed = (placed ?? within).children[place] ?? null;
  return placed === null ? alike : [...alike, placed];
}
