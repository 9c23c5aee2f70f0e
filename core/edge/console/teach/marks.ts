import { boxOn } from './dom.ts';

type Mark = { readonly element: Element; readonly look: Look };
export type Look = 'hover' | 'row' | 'key' | 'control' | 'forbidden';
const COLOURS: Readonly<Record<Look, string>> = {
  hover: '#f59e0b',
  row: '#2563eb',
  key: '#0b6b3a',
  control: '#7c3aed',
  forbidden: '#a51d1d',
};
/** More outlines than this help nobody. */
const MOST = 200;

/** Outlines over the page's own elements: they take no pointer, and follow when the page scrolls. */
export function createMarks(root: ShadowRoot | HTMLElement, page: Document, signal: AbortSignal) {
  const drawn: HTMLElement[] = [];
  let marks: readonly Mark[] = [];

  function draw(): void {
    for (const [at, { element, look }] of marks.slice(0, MOST).entries()) {
      const box = drawn[at] ?? fresh();
      const { left, top, width, height } = boxOn(element);
      const there = element.isConnected && width > 0 && height > 0;
      box.style.cssText =
        'all:initial;position:fixed;pointer-events:none;box-sizing:border-box;border-radius:3px;' +
        (there
          ? `left:${left}px;top:${top}px;width:${width}px;height:${height}px;border:2px solid ${COLOURS[look]};${look === 'forbidden' ? 'border-style:dashed;' : ''}`
          : 'display:none;');
      box.dataset.look = look;
    }
    for (const box of drawn.splice(Math.min(marks.length, MOST))) box.remove();
  }
  function fresh(): HTMLElement {
    const box = page.createElement('div');
    root.prepend(box);
    drawn.push(box);
    return box;
  }
  page.defaultView?.addEventListener('scroll', draw, { capture: true, passive: true, signal });
  page.defaultView?.addEventListener('resize', draw, { signal });
  return {
    show(next: readonly Mark[]): void {
      marks = next;
      draw();
    },
    draw,
  };
}
