// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakePort, fakePort } from '../../../test/builders/fake-port.ts';
import type { Placement } from '../storage/items.ts';
import type { StartActing } from './act/acting.ts';
import { type MountDeps, mountConsole } from './mount.ts';
import { practice } from './profiles/practice.ts';

const URL = 'chrome-extension://abcdefgh/panel.html';
const FIRST: Placement = { dock: 'right', x: 0, y: 0, width: 420, height: 640, collapsed: false };
let ports: FakePort[] = [];
let gone = false;
let saved: Placement[] = [];
let loaded: MountDeps['load'] = () => new Promise(() => {});
let stop = new AbortController();
/** Closed to the page, and to us but for this. */
let shadow: ShadowRoot | null = null;
/** jsdom loads no frame within a shadow root: what stands for its window. */
let inside: Window | null = null;
const attach = Element.prototype.attachShadow;

function mount(): void {
  mountConsole({
    document,
    frameUrl: URL,
    connect: () => {
      if (gone) throw new Error('Extension context invalidated.');
      const port = fakePort('stockcue/console', {});
      ports.push(port);
      return port;
    },
    placement: { first: FIRST, save: (placement) => saved.push(placement) },
    language: 'en',
    teach: async (ask) => {
      ask();
      return async ({ known, taught }) => {
        if (known !== null) taught({ ...known, name: 'As taught' });
      };
    },
    load: (ask) => loaded(ask),
    signal: stop.signal,
  });
}
const port = (): FakePort => {
  const last = ports.at(-1);
  if (last === undefined) throw new Error('no port');
  return last;
};
const heard = (say: string) => port().heard.filter((message) => message.say === say);
const overlay = () => document.querySelector<HTMLElement>('[data-stockcue=overlay]');
const badges = () => [...document.querySelectorAll('[data-stockcue=badge]')].map((badge) => badge.textContent);
const settle = () => vi.advanceTimersByTimeAsync(150);
const account = { say: 'account', account: 'one', profile: practice, hash: '' };
function asks(): void {
  window.dispatchEvent(new MessageEvent('message', { data: { stockcueAsks: 'nonce' }, source: inside }));
}

beforeEach(async () => {
  vi.useFakeTimers();
  ports = [];
  saved = [];
  gone = false;
  stop = new AbortController();
  Element.prototype.attachShadow = function (init) {
    shadow = attach.call(this, init);
    return shadow;
  };
  document.body.innerHTML =
    '<ul data-console-list><li data-key="A" data-state="onSale"><b data-field="link">1</b><span data-field="title">A</span></li></ul>';
  const other = document.createElement('iframe');
  document.body.append(other);
  inside = other.contentWindow;
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(() => inside);
  mount();
  await settle();
});
afterEach(() => {
  vi.restoreAllMocks();
  stop.abort();
  Element.prototype.attachShadow = attach;
  vi.useRealTimers();
});

test('does nothing to a page until the worker says whose it is', async () => {
  expect(overlay()).toBeNull();
  expect(port().heard).toEqual([]);
  port().say(account);
  expect(overlay()).not.toBeNull();
  expect(heard('seen')).toHaveLength(1);
  expect(heard('health')).toMatchObject([{ say: 'health', ok: true, failed: [], found: { rows: 1, keyed: 1 } }]);
});

test('says that it cannot read a page of an unknown profile', () => {
  port().say({ ...account, profile: null });
  expect(heard('health')).toEqual([{ say: 'health', ok: false, failed: ['profile'] }]);
});

test('lies over a page that nothing known reads, too: it is taught from there', () => {
  port().say({ ...account, profile: null });
  expect(overlay()).not.toBeNull();
});

test('teaches when the worker says so: asks for the code, and tells what was taught', async () => {
  port().say(account);
  port().say({ say: 'teach', on: true });
  await settle();
  expect(heard('needs')).toEqual([{ say: 'needs', code: 'teach' }]);
  expect(heard('taught')).toMatchObject([{ profile: { id: 'practice', name: 'As taught' } }]);
});

test('keeps what was taught while the worker was away, and tells its successor once', async () => {
  port().say(account);
  const gone = port();
  gone.say({ say: 'teach', on: true });
  gone.close();
  await settle();
  expect(port()).not.toBe(gone);
  expect(heard('taught')).toHaveLength(1);
  port().close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ports).toHaveLength(3);
  expect(heard('taught')).toEqual([]);
});

test('asks for a nonce only when its own frame does, and gives it to the extension’s origin alone', () => {
  port().say(account);
  window.dispatchEvent(new MessageEvent('message', { data: { stockcueAsks: 'nonce' }, source: window }));
  expect(heard('nonce')).toEqual([]);
  asks();
  expect(heard('nonce')).toHaveLength(1);
  if (inside === null) throw new Error('no frame');
  const posted = vi.spyOn(inside, 'postMessage').mockImplementation(() => {});
  port().say({ say: 'nonce', nonce: 'once' });
  expect(posted).toHaveBeenCalledWith({ stockcueNonce: 'once' }, 'chrome-extension://abcdefgh');
});

test('shifts nothing of the page', () => {
  port().say(account);
  expect(overlay()?.parentElement).toBe(document.documentElement);
  expect(overlay()?.style.position).toBe('fixed');
  expect(document.body.getAttribute('style')).toBeNull();
  expect(document.documentElement.getAttribute('style')).toBeNull();
});

test('tells a new worker everything, and keeps what is drawn meanwhile', async () => {
  port().say(account);
  port().say({ say: 'badges', badges: [{ key: 'A', units: 12, stale: false }] });
  expect(badges()).toEqual(['12']);
  port().close();
  await settle();
  expect(ports).toHaveLength(2);
  expect(heard('seen')).toHaveLength(1);
  expect(badges()).toEqual(['12']);
});

test('comes back to a worker that stays away, ever more slowly', async () => {
  for (let n = 0; n < 6; n += 1) {
    port().close();
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect(ports).toHaveLength(7);
  port().close();
  await vi.advanceTimersByTimeAsync(4_900);
  expect(ports).toHaveLength(7);
});

test('takes everything down when the extension was updated under it, and says so', async () => {
  port().say(account);
  port().say({ say: 'badges', badges: [{ key: 'A', units: 12, stale: false }] });
  gone = true;
  port().close();
  await settle();
  expect(overlay()).toBeNull();
  expect(badges()).toEqual([]);
  const note = document.querySelector('[data-stockcue=ended]');
  expect(note?.textContent).toContain('reload');
  document.querySelector('[data-key=A]')?.setAttribute('data-state', 'paused');
  await settle();
  expect(badges()).toEqual([]);
  // Its successor clears the note away.
  gone = false;
  stop.abort();
  stop = new AbortController();
  mount();
  expect(document.querySelector('[data-stockcue]')).toBeNull();
});

test('puts the overlay back when the page takes it away, and gives up after some times', async () => {
  port().say(account);
  for (let n = 0; n < 5; n += 1) {
    overlay()?.remove();
    await settle();
    expect(overlay()).not.toBeNull();
  }
  expect(heard('frameLost')).toEqual([]);
  overlay()?.remove();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(overlay()).toBeNull();
  expect(heard('frameLost')).toEqual([{ say: 'frameLost', why: 'removed' }]);
});

test('says that the frame was refused when it never asks', async () => {
  port().say(account);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(heard('frameLost')).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(heard('frameLost')).toEqual([{ say: 'frameLost', why: 'refused' }]);
});

test('docks, collapses and is moved by its bar; each is remembered', () => {
  port().say(account);
  asks();
  const [left, , collapse] = [...(shadow?.querySelectorAll('button') ?? [])];
  left?.click();
  collapse?.click();
  expect(saved.at(-1)).toMatchObject({ dock: 'left', collapsed: true });
  expect(overlay()?.style.height).toBe('32px');
  collapse?.click();
  const bar = shadow?.firstElementChild as HTMLElement;
  bar.setPointerCapture = () => {};
  const move = (type: string, clientX: number, clientY: number) =>
    bar.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY, button: 0 }), { pointerId: 1 }));
  const before = saved.length;
  move('pointerdown', 10, 10);
  move('pointerup', 11, 10);
  // A click moves nothing.
  expect(saved).toHaveLength(before);
  move('pointerdown', 10, 10);
  move('pointermove', 110, 60);
  move('pointerup', 110, 60);
  expect(saved.at(-1)).toMatchObject({ dock: 'free', x: 100, y: 50 });
});

test('leaves nothing behind', async () => {
  port().say(account);
  port().say({ say: 'badges', badges: [{ key: 'A', units: 12, stale: false }] });
  stop.abort();
  expect(document.querySelector('[data-stockcue]')).toBeNull();
  expect(port().closed()).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ports).toHaveLength(1);
});

describe('acting on the page', () => {
  const ask = {
    id: 'c1',
    action: 'pin',
    key: 'A',
    level: 'guide',
    profileHash: 'h1',
    room: null,
    title: 'A',
    number: null,
    waitMs: 60_000,
  };
  const code: StartActing = ({ profile, hash, say, signal }) => ({
    take: ({ id, key }) => {
      say({ id, did: 'done', gate: null, found: `${profile.id} ${hash} ${key}` });
      signal.addEventListener('abort', () => say({ id, did: 'nothing', gate: null, found: 'stopped' }));
    },
    stop: (id) => say({ id, did: 'nothing', gate: null, found: null }),
  });
  beforeEach(() => {
    loaded = async (needs) => {
      needs();
      return code;
    };
    port().say({ ...account, hash: 'h1' });
  });

  test('brings its code when it is first asked for, and hands it how the page is read now', async () => {
    expect(heard('needs')).toEqual([]);
    port().say({ say: 'act', ask });
    await settle();
    expect(heard('needs')).toEqual([{ say: 'needs', code: 'act' }]);
    expect(heard('acted')).toEqual([{ say: 'acted', acted: { id: 'c1', did: 'done', gate: null, found: 'practice h1 A' } }]);
    port().say({ say: 'stopAct', id: 'c1' });
    expect(heard('acted').at(-1)).toMatchObject({ acted: { did: 'nothing', found: null } });
  });

  test('says so where the code does not come, and does nothing when it comes late', async () => {
    let come: (code: StartActing) => void = () => {};
    loaded = () => new Promise((resolve) => (come = resolve));
    port().say({ say: 'act', ask });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(heard('acted')).toEqual([{ say: 'acted', acted: { id: 'c1', did: 'refused', gate: null, found: 'notLoaded' } }]);
    come(code);
    await settle();
    expect(heard('acted')).toHaveLength(1);
  });

  test('does not begin what was stopped while the code was on its way', async () => {
    port().say({ say: 'act', ask });
    port().say({ say: 'stopAct', id: 'c1' });
    await settle();
    expect(heard('acted')).toEqual([{ say: 'acted', acted: { id: 'c1', did: 'nothing', gate: null, found: null } }]);
  });

  test('ends what goes on when the page is to be read otherwise, or the worker who asked is gone', async () => {
    port().say({ say: 'act', ask });
    await settle();
    port().say({ ...account, hash: 'h2' });
    expect(heard('acted').at(-1)).toMatchObject({ acted: { found: 'stopped' } });
    port().say({ say: 'act', ask: { ...ask, id: 'c2' } });
    await settle();
    expect(heard('acted').at(-1)).toMatchObject({ acted: { found: 'practice h2 A' } });
    port().close();
    await settle();
    expect(heard('acted').at(-1)).toMatchObject({ acted: { id: 'c2', found: 'stopped' } });
  });
});
