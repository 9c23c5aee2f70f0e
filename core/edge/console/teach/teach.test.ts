// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drawPage, TAUGHT_PAGES, type TaughtPage, toggle } from '../../../../test/builders/taught-pages.ts';
import type { Profile } from '../../../domain/profile.ts';
import { guard, type Stage } from './stage.ts';
import { teachOn } from './teach.ts';

// No script can make an event that a browser vouches for: here whoever tests is the person.
let byHand = true;
vi.mock('../by-hand.ts', () => ({ isByHand: () => byHand }));

const [table] = TAUGHT_PAGES as [TaughtPage];
let under: Element | null = null;
let stop = new AbortController();
let covers: (number | 'all')[] = [];
let saved: Profile[] = [];

/** jsdom draws no frame in a shadow root and knows nothing of places: a document apart, and whatever the pointer is said to be on. */
function teach(): { readonly inner: Document; readonly card: HTMLElement } {
  drawPage(document, table);
  const inner = document.implementation.createHTMLDocument();
  const stage: Stage = {
    document: inner,
    over: document.createElement('div').attachShadow({ mode: 'open' }),
    cover: (what) => covers.push(what),
    moveTo: () => {},
    focus: () => {},
  };
  document.elementsFromPoint = () => (under === null ? [] : [under]);
  const taught = (profile: Profile) => saved.push(profile);
  teachOn(stage, { document, language: 'zh-CN', known: null, taught, stop: () => stop.abort(), signal: stop.signal });
  const card = inner.querySelector<HTMLElement>('.card');
  if (card === null) throw new Error('no card');
  return { inner, card };
}
function point(inner: Document, at: Element): void {
  under = at;
  inner.dispatchEvent(new MouseEvent('pointermove', { clientX: 1, clientY: 1 }));
  inner.dispatchEvent(new MouseEvent('click', { clientX: 1, clientY: 1 }));
}
const key = (inner: Document, name: string) =>
  inner.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
const press = (card: HTMLElement, name: string) => {
  const button = [...card.querySelectorAll('button')].findLast((one) => one.textContent === name);
  if (button === undefined) throw new Error(`no button ${name}`);
  button.click();
};

beforeEach(() => {
  globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;
  stop = new AbortController();
  covers = [];
  saved = [];
  under = null;
  byHand = true;
});
afterEach(() => stop.abort());

describe('the card', () => {
  test('leads in the person’s language, from two rows to a saved page, by keys where nothing has to be pointed at', () => {
    const { inner, card } = teach();
    expect(card.textContent).toContain('请指向一个商品行并点击。');
    point(inner, table.title(document, 0));
    point(inner, table.title(document, 1));
    expect(card.textContent).toContain('4 行');
    for (const _ of ['rows', 'key', 'fields', 'facts', 'actions']) key(inner, 'Enter');
    expect(card.textContent).toContain('不会点击任何东西');
    key(inner, 'Enter');
    expect(saved).toHaveLength(1);
    expect(saved[0]?.rows?.key).toEqual({ attribute: 'data-goods-id' });
  });

  test('goes a step back by Escape, and ends at the first', () => {
    const { inner, card } = teach();
    point(inner, table.title(document, 0));
    key(inner, 'Escape');
    expect(card.textContent).toContain('请指向一个商品行并点击。');
    expect(stop.signal.aborted).toBe(false);
    key(inner, 'Escape');
    expect(stop.signal.aborted).toBe(true);
  });

  test('lets what is outlined be made wider by the arrows before it is picked', () => {
    const { inner, card } = teach();
    under = table.title(document, 0);
    inner.dispatchEvent(new MouseEvent('pointermove', { clientX: 1, clientY: 1 }));
    key(inner, 'ArrowUp');
    key(inner, 'Enter');
    point(inner, document.querySelectorAll('tbody tr')[1] as Element);
    expect(card.textContent).toContain('4 行');
  });

  test('covers the page while pointing, and no more than itself while the person shows an act', () => {
    const { inner, card } = teach();
    point(inner, table.title(document, 0));
    point(inner, table.title(document, 1));
    for (const _ of ['rows', 'key', 'fields', 'facts']) key(inner, 'Enter');
    [...card.querySelectorAll('button')].find((one) => one.textContent === '暂停售卖')?.click();
    point(inner, table.button(document, 0, 'Pause'));
    expect(new Set(covers)).toEqual(new Set(['all']));
    press(card, '准备好了，现在操作');
    expect(covers.at(-1)).toBeTypeOf('number');
    expect(card.textContent).toContain('真实生效');
    toggle(document, table, 0);
    press(card, '上一步');
    expect(covers.at(-1)).toBe('all');
  });

  test('a press on the card, which is drawn anew by it, points at nothing that lies under the card', () => {
    const { inner, card } = teach();
    point(inner, table.title(document, 0));
    point(inner, table.title(document, 1));
    for (const _ of ['rows', 'key', 'fields', 'facts']) key(inner, 'Enter');
    under = table.button(document, 1, 'Remove');
    press(card, '暂停售卖');
    expect(card.textContent).toContain('请指出这个操作的按钮');
    expect(card.textContent).not.toContain('Remove');
    expect(card.querySelector('.problem')).toBeNull();
  });

  test('is led by a person alone: what a script of the page makes up, which can reach into the frame, does nothing', () => {
    const { inner, card } = teach();
    byHand = false;
    point(inner, table.title(document, 0));
    key(inner, 'Escape');
    press(card, '退出');
    expect(card.textContent).toContain('请指向一个商品行并点击。');
    expect(stop.signal.aborted).toBe(false);
    byHand = true;
    point(inner, table.title(document, 0));
    point(inner, table.title(document, 1));
    for (const _ of ['rows', 'key', 'fields', 'facts', 'actions']) key(inner, 'Enter');
    byHand = false;
    key(inner, 'Enter');
    press(card, '保存');
    expect(saved).toEqual([]);
    byHand = true;
    press(card, '保存');
    expect(saved).toHaveLength(1);
  });

  test('what is pointed at is never passed on to the page', () => {
    const heard: string[] = [];
    const { inner } = teach();
    for (const type of ['pointermove', 'click', 'keydown'])
      window.addEventListener(type, () => heard.push(type), { capture: true, signal: stop.signal });
    point(inner, table.title(document, 0));
    key(inner, 'x');
    expect(heard).toEqual([]);
  });
});

test('a gesture that misses the shield is kept from the page while pointing, and let through while not', () => {
  const heard: string[] = [];
  let on = true;
  guard(window, () => on, stop.signal);
  document.body.innerHTML = '<button>Pause</button>';
  const button = document.querySelector('button') as HTMLElement;
  const kinds = ['pointerdown', 'mousedown', 'touchstart', 'click', 'keydown', 'contextmenu'];
  for (const kind of kinds) button.addEventListener(kind, () => heard.push(kind));
  const all = () => kinds.map((kind) => button.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true })));
  expect(all()).toEqual(kinds.map(() => false));
  expect(heard).toEqual([]);
  on = false;
  all();
  expect(heard).toEqual(kinds);
});
