import { OURS } from '../ours.ts';

export type Root = Document | ShadowRoot;

const ownerOf = (frame: Element): Document | null => {
  try {
    return (frame as HTMLIFrameElement).contentDocument ?? null;
  } catch {
    return null;
  }
};
/** The document of a frame of the page's own origin; null for any other element, and for other origins. */
export const framedIn = (element: Element): Document | null => (/^i?frame$/i.test(element.localName) ? ownerOf(element) : null);

/** Every root that a profile can read: the document, open shadow roots, frames of its own origin, however deep. Without ours. */
export function* readableRoots(root: Root): Iterable<Root> {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    if (element.hasAttribute(OURS)) continue;
    const inner = element.shadowRoot ?? framedIn(element);
    if (inner !== null) yield* readableRoots(inner);
  }
}

/** One step up as a person sees the page: out of a shadow root to its host, out of a frame to the frame's element. */
export function above(element: Element): Element | null {
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  if ('host' in root) return (root as ShadowRoot).host;
  return (root as Document).defaultView?.frameElement ?? null;
}
/** The element itself first, the outermost last. */
export function pathOf(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null; at = above(at)) path.push(at);
  return path;
}

type Point = { readonly x: number; readonly y: number };
/** What lies under a point, through open shadow roots and frames of the page's own origin; ours never. CSS pixels of this root's window. */
export function deepestAt(root: Root, { x, y }: Point): Element | null {
  const found = root.elementsFromPoint(x, y).find((element) => element.getRootNode() === root && !isOurs(element));
  if (found === undefined) return null;
  const framed = framedIn(found);
  if (framed !== null) {
    const box = found.getBoundingClientRect();
    return deepestAt(framed, { x: x - box.left - found.clientLeft, y: y - box.top - found.clientTop }) ?? found;
  }
  return found.shadowRoot === null ? found : (deepestAt(found.shadowRoot, { x, y }) ?? found);
}
const isOurs = (element: Element): boolean => element.closest(`[${OURS}]`) !== null;

/** Whether an element stands in a row, its own open shadow root included. */
export const isIn = (row: Element, element: Element): boolean => element !== row && pathOf(element).includes(row);
/** What a selector finds in a row and in its own open shadow root, as the reader looks for it. */
export const allIn = (row: Element, selector: string): readonly Element[] => [
  ...row.querySelectorAll(selector),
  ...(row.shadowRoot?.querySelectorAll(selector) ?? []),
];

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
/** Where an element stands in the outermost window, frames added up. */
export function boxOn(element: Element): Box {
  const own = element.getBoundingClientRect();
  let [left, top] = [own.left, own.top];
  for (let frame = frameOf(element); frame !== null; frame = frameOf(frame)) {
    const box = frame.getBoundingClientRect();
    left += box.left + frame.clientLeft;
    top += box.top + frame.clientTop;
  }
  return { left, top, width: own.width, height: own.height };
}
const frameOf = (element: Element): Element | null => element.ownerDocument.defaultView?.frameElement ?? null;

/** The text that a person reads there, in one line. */
export const lineOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Its role, given or by what it is, as whoever acts will ask for it. */
export function roleOf(control: Element): string | null {
  const given = control.getAttribute('role');
  if (given !== null) return given;
  const { localName } = control;
  if (localName === 'button' || localName === 'summary') return 'button';
  if (localName === 'a') return control.hasAttribute('href') ? 'link' : null;
  if (localName !== 'input') return null;
  const type = control.getAttribute('type') ?? 'text';
  return type === 'checkbox' ? 'checkbox' : /^(?:button|submit)$/.test(type) ? 'button' : null;
}
