// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { consoleRow, HOSTILE } from '../../test/sandbox/console/rows.ts';
import type { ConsoleRow, ConsoleWorld } from './console-world.ts';
import { practiceConsole } from './practice-console.ts';
import { practiceWords } from './words.ts';

const worldOf = (rows: readonly ConsoleRow[], given: Partial<ConsoleWorld> = {}): ConsoleWorld => ({
  live: 'live',
  viewers: 1_250,
  comments: 3,
  rows,
  said: [],
  liveMs: 0,
  ...given,
});

let stop: AbortController;
let root: HTMLElement;
beforeEach(() => {
  stop = new AbortController();
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => stop.abort());

function draw(first: ConsoleWorld, language: 'en' | 'zh' = 'en') {
  const pins: (string | null)[] = [];
  let show: (world: ConsoleWorld) => void = () => {};
  practiceConsole(
    root,
    (told) => {
      show = told;
      told(first);
    },
    { words: practiceWords(language), pin: (key) => pins.push(key) },
    stop.signal,
  );
  return { show: (world: ConsoleWorld) => show(world), pins };
}
const rows = () => [...root.querySelectorAll<HTMLElement>('.pc-body [data-key]')];
const keys = () => rows().map((row) => row.dataset.key);
const field = (row: Element | undefined, name: string) => row?.querySelector(`[data-field="${name}"]`)?.textContent;

test('hostile titles, names and comments are text and make no element', () => {
  const listings = HOSTILE.map((title, index) => consoleRow(index, { title, pinned: index === 0 }));
  draw(worldOf(listings, { said: HOSTILE.map((text, id) => ({ id, who: text, text })) }));
  expect(rows().map((row) => field(row, 'title'))).toEqual(HOSTILE);
  expect([...root.querySelectorAll('.pc-talk li span')].map(({ textContent }) => textContent)).toEqual(HOSTILE);
  expect(root.querySelectorAll('img, script')).toHaveLength(0);
});

test('a number is written into the row that stands; only a change of state draws it anew', () => {
  const { show } = draw(worldOf([consoleRow(0), consoleRow(1)]));
  const [, second] = rows();
  show(worldOf([consoleRow(0), consoleRow(1, { sellable: 41, sold: 59, clicks: 1_200 })]));
  expect(rows()[1]).toBe(second);
  expect(['sellable', 'sold', 'clicks'].map((name) => field(second, name))).toEqual(['41', '59', '1,200']);
  show(worldOf([consoleRow(0), consoleRow(1, { sellable: 0, state: 'soldOut' })]));
  expect(rows()[1]).not.toBe(second);
  expect(rows()[1]?.dataset.state).toBe('soldOut');
  expect(keys()).toEqual(['K-1001', 'K-1002']);
});

test('a limit per buyer is said in its row, and goes with the limit', () => {
  const { show } = draw(worldOf([consoleRow(0, { perBuyer: 2 })]));
  expect(field(rows()[0], 'perBuyer')).toBe('Limit 2 per buyer');
  show(worldOf([consoleRow(0, { perBuyer: null })]));
  expect(field(rows()[0], 'perBuyer')).toBeUndefined();
});

test('rows follow the page order, and one that is removed goes', () => {
  const [a, b, c] = [consoleRow(0), consoleRow(1), consoleRow(2)];
  const { show } = draw(worldOf([a, b, c]));
  const before = new Map(rows().map((row) => [row.dataset.key, row]));
  show(worldOf([c, a]));
  expect(keys()).toEqual([c.key, a.key]);
  expect(rows()).toEqual([before.get(c.key), before.get(a.key)]);
});

test('what is presented is marked, and lifted on top as a copy', () => {
  const { show } = draw(worldOf([consoleRow(0), consoleRow(1)]));
  const lifted = () => [...root.querySelectorAll<HTMLElement>('.pc-lifted [data-key]')].map((row) => row.dataset.key);
  expect(lifted()).toEqual(['K-1001']);
  show(worldOf([consoleRow(0, { pinned: false }), consoleRow(1, { pinned: true })]));
  expect(lifted()).toEqual(['K-1002']);
  expect(rows().map((row) => row.dataset.pinned)).toEqual(['false', 'true']);
  show(worldOf([consoleRow(0, { pinned: false }), consoleRow(1, { pinned: false })]));
  expect(lifted()).toEqual([]);
});

test('the pin button says which listing is meant, and ends the pin of the one that is presented', () => {
  const { pins } = draw(worldOf([consoleRow(0), consoleRow(1)]));
  for (const row of rows()) row.querySelector('button')?.click();
  expect(pins).toEqual([null, 'K-1002']);
});

test('it speaks Chinese, and leaves nothing behind when it is stopped', () => {
  draw(worldOf([consoleRow(0, { state: 'paused' })]), 'zh');
  expect(root.querySelector('.pc-body .pc-state')?.textContent).toMatch(/\p{Script=Han}/u);
  stop.abort();
  expect(root.childElementCount).toBe(0);
});
