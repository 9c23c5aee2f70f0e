import { OURS } from '../ours.ts';

/**
 * Where teaching is drawn: a transparent frame over the whole window, in a closed shadow root. What a person does in it
 * is dispatched in the frame's own document and never in the page's, whichever listeners the page has set and whenever.
 */
export type Stage = {
  readonly document: Document;
  /** Over everything, pointing; or as high as the card, CSS pixels, and no more, so that the page can be worked. */
  cover(what: 'all' | number): void;
  /** Where the card stands, CSS pixels of the page's window; kept within it. */
  moveTo(x: number, y: number): void;
  focus(): void;
  /** Outlines over the page that no pointer meets. */
  readonly over: ShadowRoot;
};

export const CARD = { width: 360, height: 420 };
/** Every kind of event by which a page could take a teaching gesture for its own, should one reach it all the same. */
const GESTURES =
  'pointerdown,pointerup,pointermove,pointerover,pointercancel,mousedown,mouseup,mousemove,mouseover,click,auxclick,dblclick,contextmenu,touchstart,touchmove,touchend,touchcancel,keydown,keyup,keypress,beforeinput,input,paste,drop,dragstart,submit,wheel'.split(
    ',',
  );

/** Keeps gestures from the page while `on()`: what was not caught by the frame (the page took the focus, or drew over it). */
export function guard(window: Window, on: () => boolean, signal: AbortSignal): void {
  const stop = (event: Event) => {
    if (!on()) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  for (const gesture of GESTURES) window.addEventListener(gesture, stop, { capture: true, passive: false, signal });
}

/** Draws the stage; gone with the signal. */
export async function openStage(page: Document, signal: AbortSignal): Promise<Stage> {
  const window = page.defaultView ?? globalThis.window;
  const host = page.createElement('div');
  host.setAttribute(OURS, 'teach');
  const shadow = host.attachShadow({ mode: 'closed' });
  const frame = page.createElement('iframe');
  shadow.append(frame);
  // Firefox puts another empty document into a frame some time after it was added; Chromium is done at once.
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  page.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  await loaded;
  // Above the page's own dialogs, where the browser has a top layer for everyone.
  if ('showPopover' in host) {
    host.popover = 'manual';
    host.showPopover();
  }
  let covers: 'all' | number = 'all';
  let at = { x: 16, y: window.innerHeight - CARD.height - 16 };
  const inner = frame.contentDocument;
  if (inner === null) throw new Error('The page lets no frame be drawn.');

  function lay(): void {
    const whole = covers === 'all';
    at = {
      x: Math.max(0, Math.min(at.x, window.innerWidth - CARD.width)),
      y: Math.max(0, Math.min(at.y, window.innerHeight - 64)),
    };
    const box = whole
      ? 'left:0;top:0;width:100vw;height:100vh;'
      : `left:${at.x}px;top:${at.y}px;width:${CARD.width}px;height:${Math.min(Number(covers), window.innerHeight - at.y)}px;`;
    host.style.cssText =
      'all:initial;position:fixed;inset:0;z-index:2147483647;width:100vw;height:100vh;margin:0;padding:0;border:0;background:none;pointer-events:none;overflow:visible;display:block;';
    frame.style.cssText = `all:initial;position:fixed;border:0;background:transparent;color-scheme:normal;pointer-events:auto;${box}`;
    inner?.documentElement.style.setProperty('--x', whole ? `${at.x}px` : '0px');
    inner?.documentElement.style.setProperty('--y', whole ? `${at.y}px` : '0px');
  }
  window.addEventListener('resize', lay, { signal });
  guard(window, () => covers === 'all', signal);
  lay();
  return {
    document: inner,
    over: shadow,
    cover(what) {
      covers = what;
      lay();
    },
    moveTo(x, y) {
      at = { x, y };
      lay();
    },
    focus: () => frame.contentWindow?.focus(),
  };
}

/** Scrolls what lies there as the wheel would: the page sees that its list was scrolled, and no more. */
export function scrollAt(element: Element | null, dx: number, dy: number): void {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const room = dy < 0 ? at.scrollTop : at.scrollHeight - at.clientHeight - at.scrollTop;
    const flows = at.ownerDocument.defaultView?.getComputedStyle(at).overflowY ?? 'visible';
    if (room > 1 && /auto|scroll|overlay/.test(flows)) {
      at.scrollBy(dx, dy);
      return;
    }
  }
  element?.ownerDocument.defaultView?.scrollBy(dx, dy);
}
