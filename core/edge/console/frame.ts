import type { Placement } from '../storage/items.ts';
import { boxOf, LEAST } from './box.ts';
import { drag, furniture } from './furniture.ts';
import { OURS } from './ours.ts';
import { distorted } from './stands.ts';
import type { Word } from './words.ts';

/** As lightly as possible: the content script knows the shape of a placement, not how it is stored. */
export type FrameDeps = {
  readonly root: Document;
  readonly url: string;
  readonly placement: Placement;
  readonly save: (placement: Placement) => void;
  /** The frame asks for a nonce: at its first load, and after its port died. */
  readonly wantsNonce: () => void;
  readonly lost: (why: 'removed' | 'refused') => void;
  readonly say: (word: Word) => string;
  readonly signal: AbortSignal;
};
export type OverlayFrame = {
  give(nonce: string): void;
  /** What the page has done to how the frame is shown; null: nothing. */
  wrong(): string | null;
};

const MOST_RETURNS = 5;
/** The panel asks for its nonce as soon as it runs; one that does not was refused by the page or the browser. */
const ANSWERS_MS = 8_000;

/** The panel's frame over the page: fixed, moved by its bar, never part of the page's layout. */
export function showFrame(deps: FrameDeps): OverlayFrame {
  const { root, signal, say } = deps;
  const window = root.defaultView ?? globalThis.window;
  // `origin` itself is "null" for extension addresses in some parsers.
  const { protocol, host: address } = new URL(deps.url);
  const origin = `${protocol}//${address}`;
  let placement = deps.placement;
  let returns = 0;

  const host = root.createElement('div');
  host.setAttribute(OURS, 'overlay');
  const shadow = host.attachShadow({ mode: 'closed' });
  const frame = root.createElement('iframe');
  frame.title = 'Stockcue';
  frame.src = deps.url;
  frame.allow = '';
  const { bar, grip, foot, buttons } = furniture(root, say);
  // The grips stand beside the frame, never over it: what is covered anywhere cannot vouch for what is seen in it.
  const body = root.createElement('div');
  body.append(grip, frame);
  shadow.append(bar, body, foot);
  let silent: ReturnType<typeof setTimeout> | undefined;

  function lay(): void {
    const { dock, collapsed } = placement;
    const { x, y, width, height } = boxOf(placement, window);
    host.style.cssText =
      `all:initial;position:fixed;z-index:2147483646;left:${x}px;top:${y}px;width:${width}px;height:${height}px;` +
      'display:flex;flex-direction:column;box-shadow:0 0 0 1px #0003,0 4px 24px #0004;background:#fff;border-radius:6px;overflow:hidden;contain:strict;';
    body.style.cssText = `flex:1;min-height:0;display:${collapsed ? 'none' : 'flex'};flex-direction:${dock === 'left' ? 'row-reverse' : 'row'};`;
    frame.style.cssText = 'border:0;flex:1;min-width:0;height:100%;';
    grip.style.cssText = 'flex:none;width:6px;background:#1f2937;cursor:ew-resize;touch-action:none;';
    foot.style.cssText = `flex:none;height:6px;background:#1f2937;cursor:ns-resize;touch-action:none;${dock === 'free' && !collapsed ? '' : 'display:none;'}`;
    buttons.collapse.textContent = collapsed ? '▾' : '▴';
    buttons.collapse.title = say(collapsed ? 'expand' : 'collapse');
    buttons.collapse.ariaLabel = buttons.collapse.title;
    buttons.collapse.ariaExpanded = String(!collapsed);
  }
  function change(next: Partial<Placement>, keep = true): void {
    placement = { ...placement, ...next };
    lay();
    if (keep) deps.save(placement);
  }

  buttons.left.addEventListener('click', () => change({ dock: 'left' }), { signal });
  buttons.right.addEventListener('click', () => change({ dock: 'right' }), { signal });
  buttons.collapse.addEventListener('click', () => change({ collapsed: !placement.collapsed }), { signal });
  drag(bar, signal, (event) => {
    const box = host.getBoundingClientRect();
    const [dx, dy] = [event.clientX - box.left, event.clientY - box.top];
    return (move, done) =>
      change(
        { dock: 'free', x: move.clientX - dx, y: move.clientY - dy, height: Math.min(placement.height, window.innerHeight) },
        done,
      );
  });
  drag(grip, signal, (event) => {
    const { width } = host.getBoundingClientRect();
    const sign = placement.dock === 'left' ? 1 : -1;
    return (move, done) => change({ width: width + sign * (move.clientX - event.clientX) }, done);
  });
  drag(foot, signal, (event) => {
    const { height } = host.getBoundingClientRect();
    return (move, done) => change({ height: Math.max(LEAST.height, height + move.clientY - event.clientY) }, done);
  });
  window.addEventListener('resize', lay, { signal });
  window.addEventListener(
    'message',
    ({ source, data }: MessageEvent) => {
      if (
        source === null ||
        source !== frame.contentWindow ||
        (data as { stockcueAsks?: unknown } | null)?.stockcueAsks !== 'nonce'
      )
        return;
      clearTimeout(silent);
      deps.wantsNonce();
    },
    { signal },
  );
  root.addEventListener(
    'securitypolicyviolation',
    ({ blockedURI, violatedDirective }) => {
      if (violatedDirective.startsWith('frame-src') && blockedURI.startsWith(origin)) deps.lost('refused');
    },
    { signal },
  );

  // A page that takes the overlay away gets it back a few times; then the side panel or the window serves.
  const watch = new MutationObserver(() => {
    if (host.isConnected) return;
    if (returns >= MOST_RETURNS) {
      watch.disconnect();
      clearTimeout(silent);
      deps.lost('removed');
      return;
    }
    returns += 1;
    show();
  });
  function show(): void {
    root.documentElement.append(host);
    clearTimeout(silent);
    silent = setTimeout(() => deps.lost('refused'), ANSWERS_MS);
  }
  signal.addEventListener('abort', () => {
    clearTimeout(silent);
    watch.disconnect();
    host.remove();
  });
  lay();
  show();
  watch.observe(root.documentElement, { childList: true });
  return {
    // To the extension's origin alone: whatever else the frame shows by then does not get it.
    give: (nonce) => frame.contentWindow?.postMessage({ stockcueNonce: nonce }, origin),
    wrong: () => distorted(host, boxOf(placement, window)),
  };
}
