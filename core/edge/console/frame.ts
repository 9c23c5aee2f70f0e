import type { Placement } from '../storage/items.ts';
import { OURS } from './engine.ts';

/** As lightly as possible: the content script knows the shape of a placement, not how it is stored. */
export type FrameDeps = {
  readonly root: Document;
  readonly url: string;
  readonly placement: Placement;
  readonly save: (placement: Placement) => void;
  /** The frame asks for a nonce: at its first load, and after its port died. */
  readonly wantsNonce: () => void;
  readonly lost: (why: 'removed' | 'refused') => void;
  readonly say: (key: 'move' | 'left' | 'right' | 'collapse' | 'expand' | 'resize') => string;
  readonly signal: AbortSignal;
};
export type OverlayFrame = { give(nonce: string): void };

const LEAST = { width: 320, height: 200 };
const MOST_RETURNS = 5;
const BAR = 32;

/** The panel's frame over the page: fixed, moved by its bar, never part of the page's layout. */
export function showFrame(deps: FrameDeps): OverlayFrame {
  const { root, signal, say } = deps;
  const window = root.defaultView ?? globalThis.window;
  const origin = new URL(deps.url).origin;
  let placement = deps.placement;
  let returns = 0;

  const host = root.createElement('div');
  host.setAttribute(OURS, 'overlay');
  const shadow = host.attachShadow({ mode: 'closed' });
  const frame = root.createElement('iframe');
  frame.title = 'Stockcue';
  frame.src = deps.url;
  frame.setAttribute('allow', '');
  const { bar, grip, buttons } = furniture(root, say);
  shadow.append(bar, frame, grip);

  function lay(): void {
    const { dock, width, collapsed } = placement;
    const wide = clamp(width, LEAST.width, Math.max(LEAST.width, window.innerWidth - 40));
    const free = dock === 'free';
    const height = free ? clamp(placement.height, LEAST.height, window.innerHeight) : window.innerHeight;
    const x = free
      ? clamp(placement.x, 0, Math.max(0, window.innerWidth - wide))
      : dock === 'left'
        ? 0
        : window.innerWidth - wide;
    const y = free ? clamp(placement.y, 0, Math.max(0, window.innerHeight - BAR)) : 0;
    host.style.cssText =
      `all:initial;position:fixed;z-index:2147483646;left:${x}px;top:${y}px;width:${wide}px;height:${collapsed ? BAR : height}px;` +
      'display:flex;flex-direction:column;box-shadow:0 0 0 1px #0003,0 4px 24px #0004;background:#fff;border-radius:6px;overflow:hidden;contain:strict;';
    frame.style.cssText = `border:0;flex:1;width:100%;min-height:0;${collapsed ? 'display:none;' : ''}`;
    grip.style.cssText = `position:absolute;top:${BAR}px;bottom:0;width:8px;cursor:ew-resize;touch-action:none;${dock === 'left' ? 'right:0' : 'left:0'};`;
    buttons.collapse.textContent = collapsed ? '▾' : '▴';
    buttons.collapse.title = say(collapsed ? 'expand' : 'collapse');
    buttons.collapse.setAttribute('aria-label', buttons.collapse.title);
    buttons.collapse.setAttribute('aria-expanded', String(!collapsed));
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
  window.addEventListener('resize', lay, { signal });
  window.addEventListener(
    'message',
    ({ source, data }: MessageEvent) => {
      if (source === frame.contentWindow && (data as { stockcueAsks?: unknown } | null)?.stockcueAsks === 'nonce')
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
      deps.lost('removed');
      return;
    }
    returns += 1;
    root.documentElement.append(host);
  });
  watch.observe(root.documentElement, { childList: true });
  signal.addEventListener('abort', () => {
    watch.disconnect();
    host.remove();
  });
  root.documentElement.append(host);
  lay();
  return {
    // To the extension's origin alone: whatever else the frame shows by then does not get it.
    give: (nonce) => frame.contentWindow?.postMessage({ stockcueNonce: nonce }, origin),
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));

type Follow = (move: PointerEvent, done: boolean) => void;
function drag(handle: HTMLElement, signal: AbortSignal, start: (event: PointerEvent) => Follow): void {
  handle.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
      const follow = start(event);
      handle.setPointerCapture(event.pointerId);
      const over = new AbortController();
      const both = AbortSignal.any([signal, over.signal]);
      handle.addEventListener('pointermove', (move) => follow(move, false), { signal: both });
      for (const end of ['pointerup', 'pointercancel'] as const) {
        handle.addEventListener(
          end,
          (last) => {
            over.abort();
            follow(last, true);
          },
          { signal: both },
        );
      }
    },
    { signal },
  );
}

function furniture(root: Document, say: FrameDeps['say']) {
  const bar = root.createElement('div');
  bar.style.cssText = `all:initial;display:flex;align-items:center;gap:4px;height:${BAR}px;flex:none;padding:0 4px 0 10px;background:#1f2937;color:#fff;cursor:move;touch-action:none;font:600 13px/1 system-ui,sans-serif;user-select:none;`;
  bar.title = say('move');
  const name = root.createElement('span');
  name.textContent = 'Stockcue';
  name.style.cssText = 'flex:1';
  bar.append(name);
  const grip = root.createElement('div');
  grip.title = say('resize');
  const make = (text: string, title: string): HTMLButtonElement => {
    const button = root.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.title = title;
    button.setAttribute('aria-label', title);
    button.style.cssText =
      'all:initial;width:32px;height:32px;display:grid;place-items:center;color:#fff;cursor:pointer;font:14px/1 system-ui,sans-serif;text-align:center;';
    bar.append(button);
    return button;
  };
  return {
    bar,
    grip,
    buttons: { left: make('◧', say('left')), right: make('◨', say('right')), collapse: make('▴', say('collapse')) },
  };
}
