import { OURS } from '../ours.ts';
import { windowOf } from './ground.ts';

/** What is outlined, and what is said of it. */
export type Outlined = { readonly rows: readonly Element[]; readonly controls: readonly Element[]; readonly label: string };
export type Outline = { show(what: Outlined): void };

const BASE = 'all:initial;position:fixed;pointer-events:none;box-sizing:border-box;';
const ROW = `${BASE}border:2px dashed #1d4ed8;border-radius:6px;`;
const CONTROL = `${BASE}border:3px solid #1d4ed8;border-radius:6px;box-shadow:0 0 0 4px #93c5fd99;`;
const LABEL_WIDTH = 320;
const LABEL =
  `${BASE}max-width:${LABEL_WIDTH}px;padding:8px 12px;border-radius:6px;background:#1d4ed8;color:#fff;` +
  'font:600 14px/1.4 system-ui,sans-serif;box-shadow:0 4px 16px #0006;';
const ARROW = `${BASE}width:0;height:0;border:8px solid transparent;`;
const GAP = 10;

/**
 * Outlines on the page, in a closed shadow root over it: nothing of the page is moved, covered from a press or written
 * to. They follow what they are drawn around while it scrolls.
 */
export function createOutline(root: Document, signal: AbortSignal): Outline {
  const window = windowOf(root);
  const host = root.createElement('div');
  host.setAttribute(OURS, 'act');
  // Below the panel's own frame.
  host.style.cssText = 'all:initial;position:fixed;inset:0;z-index:2147483645;pointer-events:none;';
  const shadow = host.attachShadow({ mode: 'closed' });
  const label = part(root, LABEL);
  label.setAttribute('role', 'status');
  const arrow = part(root, ARROW);
  let now: Outlined = { rows: [], controls: [], label: '' };
  let frame: number | null = null;

  function draw(): void {
    frame = null;
    const boxes = [
      ...now.rows.filter((one) => one.isConnected).map((one) => boxed(root, one, ROW, 2)),
      ...now.controls.filter((one) => one.isConnected).map((one) => boxed(root, one, CONTROL, 4)),
    ];
    if (label.textContent !== now.label) label.textContent = now.label;
    label.style.display = now.label === '' ? 'none' : 'block';
    // What the page has taken away meanwhile stands nowhere.
    const at = [...now.controls, ...now.rows].find((one) => one.isConnected);
    const box = at === undefined ? null : boxOf(at);
    place(label, arrow, box, window);
    shadow.replaceChildren(...boxes, arrow, label);
    if (!host.isConnected) root.documentElement.append(host);
  }
  function soon(): void {
    if (!signal.aborted) frame ??= window.requestAnimationFrame(draw);
  }
  root.addEventListener('scroll', soon, { capture: true, passive: true, signal });
  window.addEventListener('resize', soon, { passive: true, signal });
  signal.addEventListener('abort', () => {
    if (frame !== null) window.cancelAnimationFrame(frame);
    host.remove();
  });
  return {
    show(what) {
      if (signal.aborted) return;
      now = what;
      draw();
    },
  };
}

type Box = { left: number; top: number; width: number; height: number };

/** Beside the control, towards the middle of the page: our own panel stands at its edge. Without one at the top. */
function place(label: HTMLElement, arrow: HTMLElement, box: Box | null, { innerWidth, innerHeight }: Window): void {
  arrow.style.display = box === null ? 'none' : 'block';
  if (box === null) {
    set(label, { left: innerWidth / 2 - LABEL_WIDTH / 2, top: 12 });
    return;
  }
  const { left, top, width, height } = box;
  const isBelow = top < innerHeight / 2;
  const isLeft = left + width / 2 < innerWidth / 2;
  const across = isLeft ? { left: Math.max(8, left) } : { right: Math.max(8, innerWidth - left - width) };
  set(label, isBelow ? { ...across, top: top + height + GAP + 8 } : { ...across, bottom: innerHeight - top + GAP + 8 });
  // At the middle of what it points at, and never beside the label: a row is wider than that.
  const middle = left + width / 2 - 8;
  const x = isLeft ? Math.min(middle, Math.max(8, left) + 24) : Math.max(middle, left + width - 40);
  set(arrow, { left: x, top: isBelow ? top + height - 2 : top - 14 });
  arrow.style.borderBottomColor = isBelow ? '#1d4ed8' : 'transparent';
  arrow.style.borderTopColor = isBelow ? 'transparent' : '#1d4ed8';
}
type Place = { readonly left?: number; readonly right?: number; readonly top?: number; readonly bottom?: number };
function set({ style }: HTMLElement, place: Place): void {
  for (const side of ['left', 'right', 'top', 'bottom'] as const) {
    const at = place[side];
    style[side] = at === undefined ? 'auto' : `${at}px`;
  }
}

function part(root: Document, style: string): HTMLElement {
  const made = root.createElement('div');
  made.style.cssText = style;
  return made;
}

function boxed(root: Document, element: Element, style: string, by: number): HTMLElement {
  const { left, top, width, height } = boxOf(element);
  const made = part(root, style);
  made.style.left = `${left - by}px`;
  made.style.top = `${top - by}px`;
  made.style.width = `${width + 2 * by}px`;
  made.style.height = `${height + 2 * by}px`;
  return made;
}

/** Where it stands in the window, through the frames around it. */
function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left, top, width, height };
  for (let at = windowOf(element.ownerDocument).frameElement; at !== null; at = windowOf(at.ownerDocument).frameElement) {
    const around = at.getBoundingClientRect();
    box.left += around.left + at.clientLeft;
    box.top += around.top + at.clientTop;
  }
  return box;
}
