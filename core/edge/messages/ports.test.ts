import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakePort, fakePort } from '../../../test/builders/fake-port.ts';
import type { DeskView } from '../../domain/desk.ts';
import type { PanelView, PopupView } from '../../domain/view.ts';
import { hashOf } from '../console/profile-hash.ts';
import { practice } from '../console/profiles/practice.ts';
import { createBinding } from './binding.ts';
import { createConsolePorts } from './console-ports.ts';
import type { Door } from './door.ts';
import { createHub } from './hub.ts';
import type { Port } from './port.ts';
import { CONSOLE_PORT, VIEW_PORT } from './protocol.ts';
import type { RawSender } from './senders.ts';
import { createSurfacePorts } from './surface-ports.ts';

const own = { id: 'us', origin: 'chrome-extension://us' };
const SITE = 'https://shop.example';
const inTab = (tab: number): RawSender => ({ id: 'us', url: `${SITE}/live`, frameId: 0, tab: { id: tab } });
const framed = (tab: number): RawSender => ({ id: 'us', url: `${own.origin}/panel.html`, frameId: 5, tab: { id: tab } });
const popup: RawSender = { id: 'us', url: `${own.origin}/popup.html` };
const windowed: RawSender = { id: 'us', url: `${own.origin}/panel.html?surface=window`, frameId: 0, tab: { id: 99 } };
const sidePanel: RawSender = { id: 'us', url: `${own.origin}/panel.html` };
const hello = (more: object = {}) => ({
  say: 'hello',
  surface: 'panel',
  kind: 'panel',
  nonce: null,
  shop: null,
  stream: null,
  ...more,
});
const pause = {
  kind: 'command',
  command: 'pause',
  key: 'k',
  account: 'a',
  listing: 'l',
  variant: null,
  skus: [],
  undoes: null,
  because: null,
};
const flush = async () => {
  for (let n = 0; n < 20; n++) await Promise.resolve();
};

function world(vouched = true) {
  const log: string[] = [];
  const vouchedBy: (string | null)[] = [];
  const drawnFor: (string | null)[] = [];
  const door: Door = {
    now: () => 0,
    nudge: () => {},
    panel: (subscription) => {
      drawnFor.push(subscription.site);
      return { order: ['secret'] } as unknown as PanelView;
    },
    popup: () => ({}) as PopupView,
    desk: () => ({}) as DeskView,
    detail: () => null,
    intent: async (intent, surface) => {
      log.push(`${intent.kind} by ${surface}`);
      return null;
    },
    hasSite: (site) => site === SITE,
    accountAt: () => ({ account: 'a', profile: 'practice' }),
    profile: () => null,
    seen: (account) => log.push(`seen ${account}`),
    absent: (account) => log.push(`absent ${account}`),
    badges: () => [{ key: 'k', units: 3, stale: false }],
    notice: (id, say) => log.push(`notice ${id} ${say?.key ?? 'cleared'}`),
  };
  const refused: string[] = [];
  const report = (where: string, error: unknown) => log.push(`error ${where} ${String(error)}`);
  const shared = { own, door: async () => door, refused: (why: string) => refused.push(why), report };
  let last = 0;
  const random = () => `nonce-${++last}`;
  const hub = createHub({ now: () => 0, epoch: () => 'e', patch: () => null });
  const binding = createBinding<Port, Port>({ now: () => 0, random, evict: (panel) => surfaces.evict(panel) });
  const consoles = createConsolePorts({
    ...shared,
    now: () => 0,
    issue: (port, tab) => binding.issue(port, tab),
    gone: (port) => {
      const panel = binding.consoleGone(port);
      if (panel !== null) surfaces.evict(panel);
    },
    profile: () => null,
    chosen: () => null,
  });
  const surfaces = createSurfacePorts({
    ...shared,
    hub,
    claim: (nonce, tab, panel) => {
      const console = binding.claim(nonce, tab, panel);
      const home = console === null ? null : consoles.of(console);
      return home === null ? null : { shop: home.shop, site: home.site, chosen: null };
    },
    gone: (panel) => binding.panelGone(panel),
    vouch: async (nonce) => {
      vouchedBy.push(nonce);
      return vouched;
    },
    stands: async (panel) => {
      const console = binding.consoleOf(panel);
      return console === null ? 'unbound' : consoles.stands(console);
    },
    choose: (tab, stream) => log.push(`tab ${tab} shows ${stream}`),
    usual: async () => 'main',
    openWindow: async (shop) => void log.push(`window of ${shop}`),
  });
  const view = (sender: RawSender) => {
    const port = fakePort(VIEW_PORT, sender);
    surfaces.connect(port);
    return port;
  };
  const page = (sender: RawSender) => {
    const port = fakePort(CONSOLE_PORT, sender);
    consoles.connect(port);
    return port;
  };
  return { log, refused, vouchedBy, view, page, drawnFor, door, consoles };
}
const says = (port: FakePort) => port.heard.map((message) => message.say);
async function nonceOf(page: FakePort): Promise<unknown> {
  page.say({ say: 'nonce' });
  await flush();
  return page.heard.findLast((message) => message.say === 'nonce')?.nonce;
}

let w: ReturnType<typeof world>;
beforeEach(() => {
  w = world();
});

describe('a panel in a page', () => {
  test('shows nothing without a nonce', async () => {
    const panel = w.view(framed(1));
    panel.say(hello());
    await flush();
    expect(panel.heard).toEqual([{ say: 'refused' }]);
  });
  test('shows the shop once its nonce, tab and sender match', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(1));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    expect(says(panel)).toEqual(['panel']);
    expect(w.drawnFor).toEqual([SITE]);
  });
  test('shows nothing with a nonce of another tab', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(2));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    expect(panel.heard).toEqual([{ say: 'refused' }]);
  });
  test('is emptied when the next one of its document is bound, or the document goes', async () => {
    const page = w.page(inTab(1));
    const first = w.view(framed(1));
    first.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    const second = w.view(framed(1));
    second.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    expect(says(first)).toEqual(['panel', 'refused']);
    page.close();
    await flush();
    expect(says(second)).toEqual(['panel', 'refused']);
    second.say({ say: 'resync' });
    await flush();
    expect(says(second)).toEqual(['panel', 'refused']);
  });
  test('cannot say that it is the options page', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(1));
    panel.say(hello({ nonce: await nonceOf(page), surface: 'options' }));
    await flush();
    panel.say({ say: 'intent', id: '1', intent: { ...pause, gesture: { trusted: true, seenVisibleMs: 600 } } });
    await flush();
    page.say({ say: 'stands', id: '1', wrong: null });
    await flush();
    expect(w.log).toContain('command by panel');
    expect(panel.heard.at(-1)).toEqual({ say: 'answer', id: '1', problem: null });
  });
  test('commands nothing where the page shows it otherwise than it is', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(1));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    panel.say({ say: 'intent', id: '1', intent: { ...pause, gesture: { trusted: true, seenVisibleMs: 600 } } });
    await flush();
    expect(page.heard.at(-1)).toEqual({ say: 'howStands', id: '1' });
    page.say({ say: 'stands', id: '1', wrong: 'mask-image' });
    await flush();
    expect(panel.heard.at(-1)).toMatchObject({ say: 'answer', id: '1', problem: { key: 'command:refused.covered' } });
    expect(w.log).not.toContain('command by panel');
  });
  test('remembers the chosen stream for its tab', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(1));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    panel.say({ say: 'intent', id: '1', intent: { kind: 'chooseStream', stream: 's' } });
    await flush();
    expect(w.log).toEqual(['tab 1 shows s']);
    expect(says(panel)).toEqual(['panel', 'panel', 'answer']);
  });
});

describe('documents of our own', () => {
  test.each([
    ['popup', popup],
    ['window', windowed],
    ['side panel that the browser vouches for', sidePanel],
  ])('%s needs no nonce', async (_, sender) => {
    const panel = w.view(sender);
    panel.say(hello());
    await flush();
    expect(says(panel)).toEqual(['panel']);
  });
  test('a side panel is vouched for by what it says of itself', async () => {
    w.view(sidePanel).say(hello({ surface: 'sidePanel', nonce: '0f4c' }));
    await flush();
    expect(w.vouchedBy).toEqual(['0f4c']);
  });
  test('a panel without a tab that nobody vouches for stays empty', async () => {
    w = world(false);
    const panel = w.view(sidePanel);
    panel.say(hello());
    await flush();
    expect(panel.heard).toEqual([{ say: 'refused' }]);
  });
  test('nothing is done before hello', async () => {
    const panel = w.view(popup);
    panel.say({ say: 'intent', id: '1', intent: { kind: 'openWindow' } });
    await flush();
    expect(w.log).toEqual([]);
    expect(w.refused).toEqual(['intent before hello']);
  });
});

describe('console pages', () => {
  test('a page of no account is turned away', async () => {
    const page = w.page({ ...inTab(1), url: 'https://evil.example/' });
    page.say({ say: 'nonce' });
    await flush();
    expect(page.closed()).toBe(true);
    expect(page.heard).toEqual([]);
  });
  test('a site cannot open a view, nor our pages a console', async () => {
    expect(w.view(inTab(1)).closed()).toBe(true);
    expect(w.page(popup).closed()).toBe(true);
    expect(w.page(framed(1)).closed()).toBe(true);
  });
  test('is told its account and badges, and what it shows is handed on', async () => {
    const page = w.page(inTab(1));
    await flush();
    expect(says(page)).toEqual(['account', 'badges']);
    page.say({
      say: 'seen',
      body: { page: { live: 'live', room: null, viewers: null, comments: null }, changed: [], keys: [], complete: true },
    });
    page.say({ say: 'seen', body: 'nonsense' });
    await flush();
    expect(w.log).toEqual(['seen a']);
    expect(w.refused).toEqual(['console message']);
  });
  test('a page that has changed is said, and its values are dropped', async () => {
    const page = w.page(inTab(1));
    page.say({ say: 'health', ok: false, failed: ['rows'] });
    page.say({ say: 'health', ok: false, failed: ['constructor'] });
    await flush();
    expect(w.log).toEqual(['notice page:1 worker:page.rows', 'absent a', 'notice page:1 worker:page.changed', 'absent a']);
  });
  test('of which a part is read keeps its values, and how large the part is is said', async () => {
    const said: unknown[] = [];
    w.door.notice = (_, say) => said.push(say);
    const page = w.page(inTab(1));
    const found = { lists: 1, rows: 24, keyed: 18, clashes: 0, read: ['title'] };
    page.say({ say: 'health', ok: true, failed: ['keys'], found });
    page.say({ say: 'health', ok: true, failed: [], found });
    await flush();
    expect(said).toEqual([{ key: 'worker:page.keys', values: { site: SITE, rows: 24, keyed: 18, clashes: 0 } }, null]);
    expect(w.log).toEqual([]);
  });
  test('is given the shop’s own profile with its hash, and another one when it was taught anew', async () => {
    const taught = { ...practice, id: 'taught:1', origin: 'taught' as const };
    w.door.accountAt = () => ({ account: 'a', profile: 'taught:1' });
    w.door.profile = (id) => (id === 'taught:1' ? taught : null);
    const page = w.page(inTab(1));
    const accounts = () => page.heard.filter(({ say }) => say === 'account');
    await vi.waitFor(() => expect(accounts()).toHaveLength(1));
    expect(accounts()[0]).toEqual({ say: 'account', account: 'a', profile: taught, hash: await hashOf(taught) });
    const anew = { ...taught, rev: 2, badge: 'b' };
    w.door.profile = () => anew;
    w.consoles.publish('main', w.door, Number.POSITIVE_INFINITY);
    await vi.waitFor(() => expect(accounts()).toHaveLength(2));
    expect(accounts()[1]).toMatchObject({ profile: { rev: 2 }, hash: await hashOf(anew) });
    w.consoles.publish('main', w.door, Number.POSITIVE_INFINITY);
    expect(accounts()).toHaveLength(2);
  });
});

describe('a console page whose shop is opened anew', () => {
  test('is told its account and badges again, and speaks to the new shop from then on', async () => {
    const page = w.page(inTab(1));
    await flush();
    expect(says(page)).toEqual(['account', 'badges']);
    const heard: string[] = [];
    const anew: Door = { ...w.door, seen: (account) => heard.push(account) };
    w.consoles.publish('main', anew, Number.POSITIVE_INFINITY);
    expect(says(page)).toEqual(['account', 'badges', 'account', 'badges']);
    w.consoles.publish('main', anew, Number.POSITIVE_INFINITY);
    expect(says(page)).toHaveLength(4);
    page.say({
      say: 'seen',
      body: { page: { live: 'live', room: null, viewers: null, comments: null }, changed: [], keys: [], complete: true },
    });
    await flush();
    expect(heard).toEqual(['a']);
    expect(w.log).toEqual([]);
  });
});
