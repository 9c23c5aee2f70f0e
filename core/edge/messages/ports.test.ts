import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type FakePort, fakePort } from '../../../test/builders/fake-port.ts';
import type { DeskView } from '../../domain/desk.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { PageAsk } from '../../domain/page-act.ts';
import type { PanelView, PopupView } from '../../domain/view.ts';
import type { PageOpen } from '../../ports.ts';
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
  const pagesOpen: [AccountId, PageOpen | null][] = [];
  const injected: string[] = [];
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
    taught: async (account, { name }) => {
      log.push(`taught ${account} ${name}`);
      return null;
    },
    seen: (account) => log.push(`seen ${account}`),
    pageOpen: (account, page) => pagesOpen.push([account, page]),
    absent: (account) => log.push(`absent ${account}`),
    badges: () => [{ key: 'k', units: 3, stale: false }],
    notice: (id, say) => log.push(`notice ${id} ${say?.key ?? 'cleared'}`),
  };
  const refused: string[] = [];
  const teaching = new Map<number, string>();
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
    teaching: {
      of: (tab) => teaching.get(tab) ?? null,
      note: (tab, site) => teaching.set(tab, site),
      forget: (tab) => teaching.delete(tab),
    },
    inject: async (tab, code) => injected.push(`${code} in ${tab}`),
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
    teach: (panel, shop, on) => consoles.teach(shop, binding.consoleOf(panel), on),
    openWindow: async ({ shop, site, stream }) => void log.push(`window of ${shop} at ${site} with ${stream}`),
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
  return { log, refused, vouchedBy, view, page, drawnFor, door, consoles, pagesOpen, injected, teaching };
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
    panel.say({
      say: 'intent',
      id: '2',
      intent: { kind: 'promote', account: 'a', action: 'pin', on: true, gesture: { trusted: true, seenVisibleMs: 600 } },
    });
    await flush();
    page.say({ say: 'stands', id: '2', wrong: 'mask-image' });
    await flush();
    expect(panel.heard.at(-1)).toMatchObject({ say: 'answer', id: '2', problem: { key: 'command:refused.covered' } });
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
  test('a window that a console page’s panel asks for shows what that panel shows', async () => {
    const page = w.page(inTab(1));
    const panel = w.view(framed(1));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    panel.say({ say: 'intent', id: '1', intent: { kind: 'openWindow' } });
    await flush();
    expect(w.log).toEqual([`window of main at ${SITE} with null`]);
    w.view(windowed).say(hello({ site: SITE }));
    await flush();
    expect(w.drawnFor.at(-1)).toBe(SITE);
  });
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

describe('teaching a page', () => {
  const teach = (on: boolean) => ({ say: 'intent', id: 'i', intent: { kind: 'teach', on } });
  const answerOf = (port: FakePort) => port.heard.findLast((message) => message.say === 'answer')?.problem;
  const bound = async (tab: number) => {
    const page = w.page(inTab(tab));
    const panel = w.view(framed(tab));
    panel.say(hello({ nonce: await nonceOf(page) }));
    await flush();
    return { page, panel };
  };

  test('begins and ends on the very page that embeds the panel', async () => {
    const [one, other] = [await bound(1), await bound(2)];
    other.panel.say(teach(true));
    await flush();
    expect(answerOf(other.panel)).toBeNull();
    expect(other.page.heard).toContainEqual({ say: 'teach', on: true });
    expect(says(one.page)).not.toContain('teach');
    other.panel.say(teach(false));
    await flush();
    expect(other.page.heard).toContainEqual({ say: 'teach', on: false });
  });

  test('from the window it is the only page there is; where there are none or several, it says what to do', async () => {
    const apart = w.view(windowed);
    apart.say(hello({ surface: 'window' }));
    await flush();
    apart.say(teach(true));
    await flush();
    expect(answerOf(apart)).toMatchObject({ key: 'worker:teach.noPage' });
    const only = w.page(inTab(1));
    await flush();
    apart.say(teach(true));
    await flush();
    expect(only.heard).toContainEqual({ say: 'teach', on: true });
    w.page(inTab(2));
    await flush();
    apart.say(teach(true));
    await flush();
    expect(answerOf(apart)).toMatchObject({ key: 'worker:teach.which' });
  });

  const taught = { say: 'taught', profile: { ...practice, name: 'My page' } };
  const isKept = () => w.log.includes('taught a My page');

  test('brings the code into the tab that asks for it, and keeps what was taught there', async () => {
    const { page, panel } = await bound(7);
    panel.say(teach(true));
    page.say({ say: 'needs', code: 'teach' });
    page.say(taught);
    await flush();
    expect(w.injected).toEqual(['teach in 7']);
    expect(isKept()).toBe(true);
  });

  test('a page is taught only where a person pressed Teach, and until it was ended', async () => {
    const { page, panel } = await bound(7);
    page.say(taught);
    await flush();
    expect(isKept()).toBe(false);
    expect(w.log).toContain('notice teach:7 worker:teach.notAsked');
    const other = await bound(8);
    other.panel.say(teach(true));
    page.say(taught);
    panel.say(teach(true));
    panel.say(teach(false));
    page.say(taught);
    await flush();
    expect(isKept()).toBe(false);
    panel.say(teach(true));
    page.say(taught);
    await flush();
    expect(isKept()).toBe(true);
  });

  test('another site in that tab is not the one that a person wanted to teach', async () => {
    w.teaching.set(7, 'https://elsewhere.example');
    w.page(inTab(7)).say(taught);
    await flush();
    expect(isKept()).toBe(false);
  });

  test('what is no profile is not kept, and whoever taught it is told', async () => {
    const page = w.page(inTab(7));
    page.say({ say: 'taught', profile: { ...practice, badge: 'x'.repeat(1_000) } });
    await flush();
    expect(w.log).toContain('notice teach:7 worker:teach.refused');
    expect(w.log.some((line) => line.startsWith('taught'))).toBe(false);
  });

  test('a page of no known account is told so, and nothing is kept', async () => {
    w.door.accountAt = () => ({ account: null, profile: 'practice' });
    const { page, panel } = await bound(7);
    panel.say(teach(true));
    page.say({ say: 'taught', profile: practice });
    await flush();
    expect(w.log).toContain('notice teach:7 worker:teach.whose');
    expect(w.log.some((line) => line.startsWith('taught'))).toBe(false);
  });
});

describe('acting on a console page', () => {
  const ask: PageAsk = {
    id: 'c1',
    action: 'pin',
    key: 'k',
    level: 'guide',
    profileHash: 'h',
    room: null,
    title: null,
    number: null,
    waitMs: 60_000,
  };
  const acted = { id: 'c1', did: 'done', gate: null, found: null };
  const never = new AbortController().signal;
  const opened = async (tab = 1) => {
    const page = w.page(inTab(tab));
    await flush();
    return page;
  };

  test('is asked of the one page of the account, and its answer is that page’s alone', async () => {
    const page = await opened();
    const elsewhere = w.page({ ...inTab(2), url: `${own.origin}/rehearsal.html` });
    await flush();
    const answer = w.consoles.pages('main').act('a', ask, never);
    await flush();
    expect(page.heard.at(-1)).toEqual({ say: 'act', ask });
    expect(says(elsewhere)).not.toContain('act');
    elsewhere.say({ say: 'acted', acted });
    await flush();
    expect(w.refused).toEqual(['console acted']);
    page.say({ say: 'acted', acted });
    expect(await answer).toEqual({ said: 'acted', acted });
    // A second word about it is nobody's any more.
    page.say({ say: 'acted', acted });
    await flush();
    expect(w.refused).toHaveLength(2);
  });

  test('is asked of nobody where no page, or more than one, shows the account', async () => {
    expect(await w.consoles.pages('main').act('a', ask, never)).toEqual({ said: 'none' });
    const pages = [await opened(1), await opened(2)];
    expect(await w.consoles.pages('main').act('a', ask, never)).toEqual({ said: 'several' });
    expect(pages.flatMap(says)).not.toContain('act');
    expect(await w.consoles.pages('rehearsal').act('a', ask, never)).toEqual({ said: 'none' });
  });

  test('is closed with its page, and the page is told to stop when nobody waits any more', async () => {
    const page = await opened();
    const first = w.consoles.pages('main').act('a', ask, never);
    page.close();
    expect(await first).toEqual({ said: 'closed' });
    const next = await opened();
    const late = new AbortController();
    const second = w.consoles.pages('main').act('a', { ...ask, id: 'c2' }, late.signal);
    await flush();
    late.abort();
    expect(await second).toEqual({ said: 'closed' });
    expect(next.heard.at(-1)).toEqual({ say: 'stopAct', id: 'c2' });
  });

  test('can be stopped: the page is told, and still answers', async () => {
    const page = await opened();
    const answer = w.consoles.pages('main').act('a', ask, never);
    await flush();
    w.consoles.pages('main').stop('a', 'c1');
    expect(page.heard.at(-1)).toEqual({ say: 'stopAct', id: 'c1' });
    page.say({ say: 'acted', acted: { ...acted, did: 'nothing' } });
    expect(await answer).toMatchObject({ acted: { did: 'nothing' } });
  });

  test('its number follows the row, by the word of that page alone', async () => {
    const page = await opened();
    const elsewhere = w.page({ ...inTab(2), url: `${own.origin}/rehearsal.html` });
    await flush();
    const typed: number[] = [];
    const answer = w.consoles.pages('main').act('a', ask, never, (number) => typed.push(number));
    await flush();
    elsewhere.say({ say: 'types', id: 'c1', number: 7 });
    page.say({ say: 'types', id: 'c1', number: -1 });
    page.say({ say: 'types', id: 'c1', number: 19 });
    await flush();
    expect([typed, w.refused]).toEqual([[19], ['console message', 'console types']]);
    page.say({ say: 'acted', acted: { ...acted, moved: { was: 9, is: 19 } } });
    expect(await answer).toMatchObject({ acted: { moved: { was: 9, is: 19 } } });
  });

  test('its code is brought to the page that needs it; a rehearsal has it within reach', async () => {
    (await opened()).say({ say: 'needs', code: 'act' });
    w.page({ ...inTab(2), url: `${own.origin}/rehearsal.html` }).say({ say: 'needs', code: 'act' });
    await flush();
    expect(w.injected).toEqual(['act in 1']);
  });

  test('tells the shop which page is open, how it is read, whether that holds, and when it is gone', async () => {
    w.door.profile = () => practice;
    const page = await opened();
    await vi.waitFor(() => expect(w.pagesOpen).toHaveLength(1));
    const hash = await hashOf(practice);
    expect(w.pagesOpen.at(-1)).toEqual(['a', { profile: practice, hash, health: null, told: false }]);
    const seen = { page: { live: 'live', room: null, viewers: null, comments: null }, changed: [], keys: [], complete: true };
    page.say({ say: 'seen', body: seen });
    page.say({ say: 'health', ok: true, failed: ['keys'] });
    await flush();
    expect(w.pagesOpen.at(-1)).toEqual(['a', { profile: practice, hash, health: { ok: true, failed: ['keys'] }, told: true }]);
    const copy = await opened(2);
    page.close();
    await flush();
    expect(w.pagesOpen.at(-1)?.[1]).not.toBeNull();
    copy.close();
    await flush();
    expect(w.pagesOpen.at(-1)).toEqual(['a', null]);
  });
});
