import { isByHand } from '../by-hand.ts';
import { CARD } from './stage.ts';
import type { Button, CardView } from './view.ts';
import type { TeachSay } from './words.ts';

const STYLE = `
:root { color-scheme: light; --x: 16px; --y: 16px; --card: #fff; --ink: #111827; --quiet: #4b5563; --line: #d1d5db; --edge: #6b7280; --off: #e5e7eb;
  --wrong: #a51d1d; --chosen: #2563eb; }
:root[data-night] { --card: #1b2230; --ink: #e5e9f0; --quiet: #aab4c4; --line: #3a4456; --edge: #8592a6; --off: #2b3444; --wrong: #ffb4a9; --chosen: #8ab4ff; }
html, body { margin: 0; background: transparent; height: 100%; }
html[data-shield=on] { cursor: crosshair; }
.card { position: fixed; left: var(--x); top: var(--y); box-sizing: border-box; width: ${CARD.width}px; max-height: min(${CARD.height}px, calc(100vh - var(--y)));
  display: flex; flex-direction: column; background: var(--card); color: var(--ink); border: 1px solid #1f2937; border-radius: 8px;
  box-shadow: 0 6px 28px #0006; font: 14px/1.45 system-ui, sans-serif; cursor: default; overflow: hidden; }
[data-night] .card { color-scheme: dark; border-color: #566176; }
.bar { display: flex; align-items: center; gap: 8px; min-height: 36px; padding: 0 4px 0 12px; background: #1f2937; color: #fff; font-weight: 600; cursor: move; touch-action: none; user-select: none; }
[data-night] .bar { background: #0f1520; }
.bar span { flex: 1; }
.body { padding: 10px 12px; overflow: auto; overflow-wrap: anywhere; }
.foot { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px 12px; border-top: 1px solid var(--line); }
p { margin: 0 0 8px; }
.quiet { color: var(--quiet); font-size: 12px; }
.problem { color: var(--wrong); font-weight: 600; }
.live { background: #a51d1d; color: #fff; padding: 4px 8px; border-radius: 4px; font-weight: 600; }
ul { list-style: none; margin: 0 0 8px; padding: 0; display: grid; gap: 4px; }
button, select, input { font: inherit; min-height: 32px; border-radius: 6px; border: 1px solid var(--edge); background: var(--card); color: var(--ink); padding: 2px 10px; }
li > button { width: 100%; text-align: start; }
button[aria-pressed=true] { border-color: var(--chosen); box-shadow: inset 0 0 0 1px var(--chosen); }
button.main { background: #1d4ed8; border-color: #1d4ed8; color: #fff; font-weight: 600; }
button:disabled, button.main:disabled { background: var(--off); border-color: var(--edge); color: var(--quiet); }
.bar button { background: none; border-color: transparent; color: #fff; }
:focus-visible { outline: 3px solid #f59e0b; outline-offset: 1px; }
small { display: block; color: var(--quiet); max-height: 4.4em; overflow: auto; }
label { display: flex; justify-content: space-between; align-items: center; gap: 8px; margin-bottom: 8px; }
`;

export type CardHandlers = {
  readonly press: (id: Button['id']) => void;
  readonly choose: (id: string) => void;
  readonly mean: (word: string, means: string) => void;
  readonly call: (name: string) => void;
  readonly move: (x: number, y: number) => void;
};

/** The step card, in the stage's own document: what the person is to do, and what was learned. */
export function createCard(document: Document, say: TeachSay, handlers: CardHandlers) {
  const style = document.createElement('style');
  style.textContent = STYLE;
  document.head.append(style);
  const card = make('section', 'card');
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-label', say('title'));
  const bar = make('div', 'bar');
  bar.title = say('move');
  bar.append(make('span', '', say('title')), action('stop', say('stop')));
  const body = make('div', 'body');
  const foot = make('div', 'foot');
  card.append(bar, body, foot);
  document.body.append(card);
  follow(bar);
  let drawn = '';

  function make(tag: string, className = '', text = ''): HTMLElement {
    const element = document.createElement(tag);
    if (className !== '') element.className = className;
    element.textContent = text;
    return element;
  }
  /** The page's scripts can reach into this frame; what they make up is no person's doing. */
  function on<K extends keyof HTMLElementEventMap>(element: HTMLElement, type: K, act: (event: HTMLElementEventMap[K]) => void) {
    element.addEventListener(type, (event) => isByHand(event) && act(event));
  }
  function action(id: Button['id'], label: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    on(button, 'click', () => handlers.press(id));
    return button;
  }
  /** The page's window moves under the pointer with the card: the screen does not. */
  function follow(handle: HTMLElement): void {
    on(handle, 'pointerdown', (event) => {
      if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
      const box = card.getBoundingClientRect();
      const frame = document.defaultView?.frameElement?.getBoundingClientRect();
      const from = { x: box.left + (frame?.left ?? 0) - event.screenX, y: box.top + (frame?.top ?? 0) - event.screenY };
      handle.setPointerCapture(event.pointerId);
      const over = new AbortController();
      const move = (to: PointerEvent) => handlers.move(from.x + to.screenX, from.y + to.screenY);
      handle.addEventListener('pointermove', move, { signal: over.signal });
      for (const end of ['pointerup', 'pointercancel']) handle.addEventListener(end, () => over.abort(), { signal: over.signal });
    });
  }
  function choices(view: CardView): readonly HTMLElement[] {
    if (view.choices.length === 0) return [];
    const list = make('ul');
    for (const choice of view.choices) {
      const item = make('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.append(choice.label, ...choice.lines.map((line) => make('small', '', line)));
      button.setAttribute('aria-pressed', String(choice.chosen));
      on(button, 'click', () => handlers.choose(choice.id));
      item.append(button);
      list.append(item);
    }
    return [list];
  }
  function meanings(view: CardView): readonly HTMLElement[] {
    return view.meanings.map(({ word, means, of }) => {
      const label = make('label');
      const select = document.createElement('select');
      for (const { id, label } of of) {
        const option = document.createElement('option');
        option.value = id;
        option.textContent = label;
        option.selected = id === means;
        select.append(option);
      }
      on(select, 'change', () => handlers.mean(word, select.value));
      label.append(make('span', '', word), select);
      return label;
    });
  }
  function named(view: CardView): readonly HTMLElement[] {
    if (view.name === null) return [];
    const label = make('label');
    const input = document.createElement('input');
    input.value = view.name;
    on(input, 'input', () => handlers.call(input.value));
    label.append(make('span', '', say('name')), input);
    return [label];
  }
  return {
    element: card,
    /** What it would take to show all of it, CSS pixels. */
    height: () => Math.min(CARD.height, bar.offsetHeight + body.scrollHeight + foot.offsetHeight + 2),
    draw(view: CardView): void {
      const text = JSON.stringify(view);
      if (text === drawn) return;
      drawn = text;
      const focused = [...card.querySelectorAll('button,select,input')].indexOf(document.activeElement ?? card);
      const scroll = body.scrollTop;
      document.documentElement.dataset.shield = view.shield;
      const guide = make('p', '', view.text);
      guide.setAttribute('role', 'status');
      const problem = make('p', 'problem', view.problem ?? '');
      problem.setAttribute('role', 'alert');
      const shield = view.shield === 'on' ? make('p', 'quiet', say('shielded')) : make('p', 'live', say('open'));
      body.replaceChildren(
        guide,
        ...(view.problem === null ? [] : [problem]),
        ...view.lines.map((line) => make('p', '', line)),
        ...choices(view),
        ...meanings(view),
        ...named(view),
        ...(view.shield === 'over' ? [] : [shield, make('p', 'quiet', say('keys'))]),
      );
      body.scrollTop = scroll;
      foot.replaceChildren(
        ...view.buttons.map(({ id, main = false, disabled = false }) => {
          const button = action(id, say(id));
          if (main) button.className = 'main';
          button.disabled = disabled;
          return button;
        }),
      );
      // The same control as before, where it was drawn anew under the focus.
      if (focused >= 0) [...card.querySelectorAll<HTMLElement>('button,select,input')][focused]?.focus();
    },
  };
}
