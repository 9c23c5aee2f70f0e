import { OURS } from '../ours.ts';
import { windowOf } from './ground.ts';
import { holds, labelOf } from './labels.ts';
import { type Refused, refused } from './refused.ts';

/** A target smaller than this is not one that a person could be meant to press, CSS pixels. */
const LEAST = 8;

export function sized(control: Element): Refused | null {
  const { width, height } = control.getBoundingClientRect();
  return width >= LEAST && height >= LEAST ? null : refused('size', `${Math.round(width)} × ${Math.round(height)}`);
}

/** Whether a press in its middle would reach it: through open shadow roots, and through the frames around it. */
export function hit(control: Element): Refused | null {
  const { left, top, width, height } = control.getBoundingClientRect();
  let point = { x: left + width / 2, y: top + height / 2 };
  let target: Element = control;
  for (;;) {
    const root = target.ownerDocument;
    const found = deepest(root, point);
    if (found === null || !holds(target, found)) return refused('hit', found === null ? null : nameOf(found));
    const frame = windowOf(root).frameElement;
    if (frame === null) return null;
    const box = frame.getBoundingClientRect();
    point = { x: point.x + box.left + frame.clientLeft, y: point.y + box.top + frame.clientTop };
    target = frame;
  }
}

function deepest(root: Document, { x, y }: { readonly x: number; readonly y: number }): Element | null {
  let found = root.elementFromPoint(x, y);
  for (let inner = found?.shadowRoot; inner != null; inner = found?.shadowRoot) {
    const next = inner.elementFromPoint(x, y);
    if (next === null || next === found) break;
    found = next;
  }
  return found;
}

const nameOf = (element: Element): string =>
  element.closest(`[${OURS}]`) !== null ? 'Stockcue' : labelOf(element).slice(0, 60) || element.localName;
