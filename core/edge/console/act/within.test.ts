// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { rowOf, show } from '../../../../test/builders/act-page.ts';
import { fakeTime } from '../../../../test/builders/fake-time.ts';
import { LIVE } from '../../../../test/builders/live-profile.ts';
import type { PageActed, PageAsk } from '../../../domain/page-act.ts';
import { startEngine } from '../engine.ts';
import { startActing } from './acting.ts';

/** Rows that stand in an open shadow root, or in a frame of the page's own origin. */
const time = fakeTime();
beforeEach(() => {
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
});

const ASK: PageAsk = {
  id: 'c1',
  action: 'pin',
  key: 'B',
  level: 'assist',
  profileHash: 'h1',
  room: null,
  title: 'Title B',
  number: null,
  waitMs: 8_000,
};
const LIST = `<div data-list>${rowOf('A')}${rowOf('B')}</div>`;
const box = new DOMRect(10, 10, 70, 32);

/** Every box is the same; what is hit in each root is said here. */
function lay(view: Window & typeof globalThis, hits: (root: Document | ShadowRoot) => Element | null): void {
  view.Element.prototype.getBoundingClientRect = () => box;
  view.Document.prototype.elementFromPoint = function (this: Document) {
    return hits(this);
  };
  view.ShadowRoot.prototype.elementFromPoint = function (this: ShadowRoot) {
    return hits(this);
  };
}
async function acted(frames: boolean): Promise<PageActed | undefined> {
  const lookers = new Set<() => void>();
  const looked = () => {
    for (const look of [...lookers]) look();
  };
  const profile = { ...LIVE, frames };
  const engine = startEngine(document, profile, { seen: () => {}, health: () => {}, looked }, time.signal);
  const said: PageActed[] = [];
  const acting = startActing({
    root: document,
    profile,
    hash: 'h1',
    engine,
    beside: null,
    looks: (then, until) => {
      lookers.add(then);
      until.addEventListener('abort', () => lookers.delete(then));
    },
    language: 'en',
    say: (one) => said.push(one),
    signal: time.signal,
  });
  await vi.advanceTimersByTimeAsync(1_000);
  acting.take(ASK);
  await vi.advanceTimersByTimeAsync(9_000);
  return said[0];
}
function pinsOnClick(root: Document | ShadowRoot): string[] {
  const clicks: string[] = [];
  root.addEventListener('click', ({ target }) => {
    const row = (target as Element).closest<HTMLElement>('.row');
    clicks.push(row?.dataset.key ?? '');
    if (row !== null) show(row, 'pinned', true);
  });
  return clicks;
}

it('one click in an open shadow root, where a press there would reach the control through the host', async () => {
  document.body.innerHTML = '<div id="host"></div>';
  const host = document.querySelector('#host');
  const shadow = host?.attachShadow({ mode: 'open' });
  if (shadow === undefined || host === null) throw new Error('no shadow');
  shadow.innerHTML = LIST;
  const control = shadow.querySelector('[data-key=B] .pin');
  const clicks = pinsOnClick(shadow);
  lay(window, (root) => (root === shadow ? control : host));
  expect(await acted(false)).toMatchObject({ did: 'done' });
  expect(clicks).toEqual(['B']);
});

it('none where something else lies over it within the shadow root', async () => {
  document.body.innerHTML = '<div id="host"></div>';
  const host = document.querySelector('#host');
  const shadow = host?.attachShadow({ mode: 'open' });
  if (shadow === undefined || host === null) throw new Error('no shadow');
  shadow.innerHTML = `${LIST}<p>领券</p>`;
  const clicks = pinsOnClick(shadow);
  lay(window, (root) => (root === shadow ? shadow.querySelector('p') : host));
  expect(await acted(false)).toMatchObject({ did: 'refused', gate: 'hit', found: '领券' });
  expect(clicks).toEqual([]);
});

function framed() {
  document.body.innerHTML = '<iframe></iframe><p>Cover</p>';
  const frame = document.querySelector('iframe');
  const inner = frame?.contentDocument;
  const view = frame?.contentWindow as (Window & typeof globalThis) | null | undefined;
  if (frame === null || inner == null || view == null) throw new Error('no frame');
  inner.body.innerHTML = LIST;
  return { frame, inner, view, control: inner.querySelector('[data-key=B] .pin'), clicks: pinsOnClick(inner) };
}

it('one click in a frame of the page’s own, which itself lies open to a press', async () => {
  const { frame, view, control, clicks } = framed();
  lay(view, () => control);
  lay(window, () => frame);
  expect(await acted(true)).toMatchObject({ did: 'done' });
  expect(clicks).toEqual(['B']);
});

it('none where the page lies over the frame', async () => {
  const { view, control, clicks } = framed();
  lay(view, () => control);
  lay(window, () => document.querySelector('p'));
  expect(await acted(true)).toMatchObject({ did: 'refused', gate: 'hit', found: 'Cover' });
  expect(clicks).toEqual([]);
});
