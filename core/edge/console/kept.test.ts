// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RowSeen } from '../../domain/console.ts';
import type { Readable } from '../../domain/profile.ts';
import { startEngine } from './engine.ts';
import { practice } from './profiles/practice.ts';
import { findRows } from './rows.ts';

const base: Readable = {
  ...practice,
  match: { hosts: [], paths: [] },
  rows: { within: '.list', row: '.row', key: { attribute: 'data-id' }, witnesses: [], complete: false },
};
/** What a field is found by: in the row alone; by what stands around it; by its neighbours; by what a person typed. */
const PROFILES: Readonly<Record<string, Readable['fields']>> = {
  'in the row': { title: { at: '.title' }, sellable: { at: '.stock' }, pinned: { at: '.pinned' } },
  'by what stands around': { title: { at: '.dark .title' }, sellable: { at: '.stock' }, pinned: { at: '.sale .title' } },
  'by neighbours': {
    title: { at: '.row + .row .title' },
    sellable: { at: '.title:not(.title ~ .title) ~ .stock' },
    pinned: { at: ':first-child' },
  },
  'in a box': { title: { at: '.title' }, sellable: { at: 'input', attribute: 'value' }, pinned: { at: '.title:has(b)' } },
};

const rowHtml = (id: number) =>
  `<div class="row" data-id="K${id}"><p><span class="title">Title ${id}</span></p><input value="${id}"><i class="stock">5</i></div>`;
const ROWS = 4;
type Step = { readonly at: number; readonly n: number; readonly what: keyof typeof STEPS };
const rowAt = (at: number): Element | undefined => [...document.querySelectorAll('.row')][at % ROWS];
const within = (at: number, selector: string): Element | null => rowAt(at)?.querySelector(selector) ?? null;
/** What pages do to their rows. */
const STEPS = {
  text(at: number, n: number) {
    const node = within(at, '.stock')?.firstChild;
    if (node != null) node.nodeValue = `${n}`;
  },
  words: (at: number, n: number) => within(at, '.title')?.replaceChildren(`Other ${n}`),
  pin: (at: number) => within(at, '.title')?.classList.toggle('pinned'),
  mark: (at: number) => rowAt(at)?.classList.toggle('sale'),
  around: () => document.querySelector('.outer')?.classList.toggle('dark'),
  list: () => document.querySelector('.list')?.classList.toggle('sale'),
  recycle: (at: number, n: number) => rowAt(at)?.setAttribute('data-id', `K${n}`),
  redraw(at: number, n: number) {
    const row = rowAt(at);
    if (row !== undefined) row.innerHTML = `<p><b class="title">Redrawn ${n}</b></p><i class="stock">${n}</i>`;
  },
  inner: (at: number) => within(at, 'p')?.append(document.createElement('b')),
  move(at: number) {
    const row = rowAt(at);
    if (row !== undefined) row.parentElement?.prepend(row);
  },
  add: (_at: number, n: number) => document.querySelector('.list')?.insertAdjacentHTML('beforeend', rowHtml(n)),
  remove: (at: number) => rowAt(at)?.remove(),
  elsewhere: (_at: number, n: number) => document.querySelector('.said')?.append(`Comment ${n}`),
  type(at: number, n: number) {
    const box = within(at, 'input');
    if (box !== null) (box as HTMLInputElement).value = `${n}`;
    // What is typed is heard of with the next change only.
    STEPS.elsewhere(at, n);
  },
};
const steps = fc.array(
  fc.array(
    fc.record<Step>({
      at: fc.nat(ROWS),
      n: fc.integer({ min: 0, max: 9 }),
      what: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    }),
    { maxLength: 4 },
  ),
  { maxLength: 8 },
);

describe('reading only the rows that have changed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(Object.entries(PROFILES))('tells what reading all of them tells, where a field is found %s', async (_how, fields) => {
    const profile: Readable = { ...base, fields };
    await fc.assert(
      fc.asyncProperty(steps, async (bursts) => {
        document.body.innerHTML = `<div class="outer"><div class="said"></div><div class="list">${[0, 1, 2, 3].map(rowHtml).join('')}</div></div>`;
        const stop = new AbortController();
        const told = new Map<string, RowSeen>();
        let keys: readonly string[] = [];
        const events = {
          seen(one: { readonly changed: readonly RowSeen[]; readonly keys: readonly string[] }) {
            for (const row of one.changed) told.set(row.key, row);
            keys = one.keys;
          },
          health: () => {},
        };
        startEngine(document, profile, events, stop.signal);
        for (const burst of bursts) {
          for (const { what, at, n } of burst) STEPS[what](at, n);
          await vi.advanceTimersByTimeAsync(600);
          const { rows, broken } = findRows([document], profile, location);
          if (broken.length > 0) break;
          expect(keys.map((key) => told.get(key))).toEqual([...rows.values()]);
        }
        stop.abort();
      }),
      { numRuns: 60 },
    );
  });

  it('looks into no other row for a number that counts up', async () => {
    document.body.innerHTML = `<div class="list">${[0, 1, 2, 3].map(rowHtml).join('')}</div>`;
    const profile: Readable = { ...base, fields: PROFILES['in the row'] ?? {} };
    const stop = new AbortController();
    startEngine(document, profile, { seen: () => {}, health: () => {} }, stop.signal);
    const looked = [0, 1].map((at) => vi.spyOn(rowAt(at) ?? document.body, 'querySelector'));
    STEPS.text(0, 3);
    await vi.advanceTimersByTimeAsync(600);
    expect(looked[0]).toHaveBeenCalled();
    expect(looked[1]).not.toHaveBeenCalled();
    stop.abort();
  });
});
