import type { PageActed, PageAsk } from '../../core/domain/page-act.ts';
import type { Readable } from '../../core/domain/profile.ts';
import { type Acting, startActing } from '../../core/edge/console/act/acting.ts';
import type { Task } from '../../core/edge/console/act/gates.ts';
import type { Ground } from '../../core/edge/console/act/ground.ts';
import type { DataFields, DataSaid } from '../../core/edge/console/data-post.ts';
import { type Engine, startEngine } from '../../core/edge/console/engine.ts';
import { createPageData } from '../../core/edge/console/page-data.ts';
import { LIVE } from './live-profile.ts';

export const rowOf = (key: string, { title = `Title ${key}`, pinned = false, paused = false, more = '' } = {}): string =>
  `<div class="row" data-key="${key}" data-state="${paused ? 'off' : 'on'}" data-pinned="${pinned ? '1' : '0'}">` +
  `<span class="title">${title}</span><i class="per">—</i>${more}` +
  `<button class="pin" data-act="pin">${pinned ? '取消讲解' : '讲解'}</button>` +
  `<button class="sale">${paused ? '恢复售卖' : '暂停售卖'}</button>` +
  '<button class="limit">限购</button><button class="off">下架</button></div>';

/** Lays elements out, which a page without a browser does not: rows below each other, their buttons beside each other. */
export function layOut(): void {
  const rects = new Map<Element, DOMRect>();
  for (const [line, row] of [...document.querySelectorAll('.row')].entries()) {
    rects.set(row, new DOMRect(0, line * 40, 600, 40));
    for (const [at, button] of [...row.querySelectorAll('button')].entries())
      rects.set(button, new DOMRect(200 + at * 80, line * 40 + 4, 70, 32));
  }
  Element.prototype.getBoundingClientRect = function () {
    const given = this.getAttribute('data-box')?.split(',').map(Number);
    const [x = 0, y = 0, width = 0, height = 0] = given ?? [];
    return given === undefined ? (rects.get(this) ?? new DOMRect(0, 0, 300, 100)) : new DOMRect(x, y, width, height);
  };
  const holds = (element: Element, x: number, y: number): boolean => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return x >= left && x < right && y >= top && y < bottom;
  };
  const isInView = (x: number, y: number) => x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
  document.elementFromPoint = (x, y) =>
    !isInView(x, y)
      ? null
      : ([...document.querySelectorAll('.row, .row button, [data-box]')].filter((element) => holds(element, x, y)).at(-1) ??
        null);
  Element.prototype.scrollIntoView = () => {};
}

/** What the platform does when a button of a row is clicked; every click is counted. */
export type Behaviour = (row: HTMLElement, button: HTMLElement) => void;
export const toggles: Behaviour = (row, button) => {
  if (button.matches('.pin')) {
    const on = row.dataset.pinned === '1';
    for (const other of document.querySelectorAll<HTMLElement>('.row')) show(other, 'pinned', false);
    show(row, 'pinned', !on);
  }
  if (button.matches('.sale')) show(row, 'paused', row.dataset.state === 'on');
};
export function show(row: HTMLElement, what: 'pinned' | 'paused', is: boolean): void {
  if (what === 'pinned') row.dataset.pinned = is ? '1' : '0';
  else row.dataset.state = is ? 'off' : 'on';
  const button = row.querySelector(what === 'pinned' ? '.pin' : '.sale');
  if (button === null) return;
  if (what === 'pinned') button.textContent = is ? '取消讲解' : '讲解';
  else button.textContent = is ? '恢复售卖' : '暂停售卖';
}

export type ActPage = {
  readonly acting: Acting;
  readonly said: PageActed[];
  /** The numbers that were to be typed, as they followed. */
  readonly typed: number[];
  /** Every click event that reached a button: `key/class`. */
  readonly clicks: string[];
  behave(how: Behaviour): void;
  ask(over?: Partial<PageAsk>): void;
  /** The page’s own data, which it asked for so long ago, says this of a row. */
  says(key: string, fields: DataFields, ageMs?: number): void;
  /** The room that the page’s own data names. */
  names(room: string): void;
  /** The ask as the gates take it, with this for the page’s own data. */
  task(over: Partial<PageAsk>, beside: Ground['beside']): Task;
  row(key: string): HTMLElement;
  button(key: string, which: string): HTMLElement;
};

/** A page with these rows, the reader on it, and what acts on it. */
export function actPage(rows: readonly string[], signal: AbortSignal, profile: Readable = LIVE): ActPage {
  document.documentElement.lang = 'zh-CN';
  document.body.innerHTML = `<div data-room="R1" data-live="1"></div><div data-list>${rows.join('')}</div>`;
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
  layOut();
  const lookers = new Set<() => void>();
  let engine: Engine | null = null;
  const beside = createPageData(window, profile, () => engine?.again(), signal);
  engine = startEngine(
    document,
    profile,
    {
      seen: () => {},
      health: () => {},
      looked: () => {
        for (const look of [...lookers]) look();
      },
    },
    signal,
    { beside },
  );
  const clicks: string[] = [];
  let behaviour: Behaviour = toggles;
  document.body.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest<HTMLElement>('button');
      const row = button?.closest<HTMLElement>('.row') ?? null;
      if (button === null || button === undefined) return;
      clicks.push(`${row?.dataset.key ?? 'page'}/${button.className}`);
      if (row !== null) behaviour(row, button);
    },
    { signal },
  );
  const said: PageActed[] = [];
  const typed: number[] = [];
  const looks = (then: () => void, until: AbortSignal) => {
    lookers.add(then);
    until.addEventListener('abort', () => lookers.delete(then));
  };
  const post = (said: Omit<DataSaid, 'id'>) => {
    const data = { stockcueData: { id: 'list', ...said } };
    window.dispatchEvent(new MessageEvent('message', { data, source: window, origin: location.origin }));
  };
  const ground: Ground = { root: document, profile, hash: 'h1', engine, beside, looks };
  const acting = startActing({
    ...ground,
    language: 'zh-CN',
    say: (acted) => said.push(acted),
    types: (_, number) => typed.push(number),
    signal,
  });
  const row = (key: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`.row[data-key="${key}"]`);
    if (found === null) throw new Error(`no row ${key}`);
    return found;
  };
  const button = (key: string, which: string): HTMLElement => {
    const found = row(key).querySelector<HTMLElement>(`.${which}`);
    if (found === null) throw new Error(`no button ${which} in ${key}`);
    return found;
  };
  const base: PageAsk = {
    id: 'c1',
    action: 'pin',
    key: 'B',
    level: 'assist',
    profileHash: 'h1',
    room: 'R1',
    title: 'Title B',
    number: null,
    waitMs: 8_000,
  };
  return {
    acting,
    said,
    typed,
    clicks,
    behave: (how) => {
      behaviour = how;
    },
    ask: (over = {}) => acting.take({ ...base, ...over }),
    says: (key, fields, ageMs = 0) => post({ rows: [[key, fields]], page: {}, ageMs }),
    names: (room) => post({ rows: [], page: { room }, ageMs: 0 }),
    task: (over, said) => ({
      ground: { ...ground, beside: said },
      ask: { ...base, ...over },
      dialogs: new Set(),
      quietMs: 0,
      alive: signal,
    }),
    row,
    button,
  };
}
