import type { Word } from './words.ts';

/** Height of the bar, and of the whole when it is collapsed to a strip, CSS pixels. */
export const BAR = 32;

/** A press that moves less than this is a click, and moves nothing. */
const SLACK = 4;

type Follow = (move: PointerEvent, done: boolean) => void;
/** Follows a pointer that was pressed on the handle until it is let go. `done`: the last move. */
export function drag(handle: HTMLElement, signal: AbortSignal, start: (event: PointerEvent) => Follow): void {
  handle.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
      const follow = start(event);
      handle.setPointerCapture(event.pointerId);
      const over = new AbortController();
      const both = AbortSignal.any([signal, over.signal]);
      let moved = false;
      const follows = (move: PointerEvent, done: boolean) => {
        moved ||= Math.abs(move.clientX - event.clientX) + Math.abs(move.clientY - event.clientY) >= SLACK;
        if (moved) follow(move, done);
      };
      handle.addEventListener('pointermove', (move) => follows(move, false), { signal: both });
      for (const end of ['pointerup', 'pointercancel'] as const) {
        handle.addEventListener(
          end,
          (last) => {
            over.abort();
            follows(last, true);
          },
          { signal: both },
        );
      }
    },
    { signal },
  );
}

/** The bar with its buttons, and what is pulled to resize. */
export function furniture(root: Document, say: (word: Word) => string) {
  const bar = root.createElement('div');
  bar.style.cssText = `all:initial;display:flex;align-items:center;gap:4px;height:${BAR}px;flex:none;padding:0 4px 0 10px;background:#1f2937;color:#fff;cursor:move;touch-action:none;font:600 13px/1 system-ui,sans-serif;user-select:none;`;
  bar.title = say('move');
  const name = root.createElement('span');
  name.textContent = 'Stockcue';
  name.style.cssText = 'flex:1';
  bar.append(name);
  const grip = root.createElement('div');
  grip.title = say('resize');
  const foot = root.createElement('div');
  foot.title = say('resize');
  const make = (text: string, title: string): HTMLButtonElement => {
    const button = root.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.title = title;
    button.ariaLabel = title;
    button.style.cssText =
      'all:initial;width:32px;height:32px;display:grid;place-items:center;color:#fff;cursor:pointer;font:14px/1 system-ui,sans-serif;text-align:center;';
    bar.append(button);
    return button;
  };
  return {
    bar,
    grip,
    foot,
    buttons: { left: make('◧', say('left')), right: make('◨', say('right')), collapse: make('▴', say('collapse')) },
  };
}
