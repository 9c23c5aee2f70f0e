// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { type ActPage, actPage, layOut, rowOf, show, toggles } from '../../../../test/builders/act-page.ts';
import { fakeTime } from '../../../../test/builders/fake-time.ts';
import { LIVE } from '../../../../test/builders/live-profile.ts';
import type { PageAction, Readable } from '../../../domain/profile.ts';

const time = fakeTime();

const three = [rowOf('A'), rowOf('B'), rowOf('C')];
const quiet = () => time.pass(1_000);
const through = () => time.pass(10_000);
async function opened(rows: readonly string[] = three, profile: Readable = LIVE): Promise<ActPage> {
  const page = actPage(rows, time.signal, profile);
  await quiet();
  return page;
}
const pinning = (over: Partial<PageAction>): Readable => {
  const { pin } = LIVE.actions;
  if (pin === undefined) throw new Error('no pin');
  return { ...LIVE, actions: { ...LIVE.actions, pin: { ...pin, ...over } } };
};
const of = (page: ActPage) => page.said.map(({ did, gate, found }) => [did, gate, found]);

describe('one click of ours', () => {
  it('pins the row that was asked for, once, and says so when the row shows it', async () => {
    const page = await opened();
    page.ask();
    expect(page.clicks).toEqual(['B/pin']);
    await through();
    expect(page.said).toEqual([{ id: 'c1', did: 'done', gate: null, found: null }]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('does the same ask never twice, and answers it again', async () => {
    const page = await opened();
    page.ask();
    page.ask();
    await through();
    page.ask();
    expect(page.clicks).toEqual(['B/pin']);
    expect(page.said.map(({ did }) => did)).toEqual(['done', 'done']);
  });

  it('does one thing at a time on a page', async () => {
    const page = await opened();
    page.behave(() => {});
    page.ask();
    page.ask({ id: 'c2', key: 'C', title: 'Title C' });
    expect(page.said).toEqual([{ id: 'c2', did: 'refused', gate: null, found: 'busy' }]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('presses and clicks where the page listens to presses: still one click event', async () => {
    const page = await opened(three, pinning({ activation: 'pointer' }));
    const heard: string[] = [];
    for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      page.button('B', 'pin').addEventListener(kind, () => heard.push(kind));
    page.ask();
    await through();
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']);
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('clicks nothing where the press alone put another row under it', async () => {
    const page = await opened(three, pinning({ activation: 'pointer' }));
    page.button('B', 'pin').addEventListener('pointerdown', () => page.row('B').setAttribute('data-key', 'D'));
    page.ask();
    await through();
    expect(page.clicks).toEqual([]);
    expect(of(page)).toEqual([['unclear', 'control', null]]);
  });

  it('is not made at all where the row stands so already', async () => {
    const page = await opened([rowOf('A'), rowOf('B', { pinned: true })]);
    page.ask();
    await through();
    expect(of(page)).toEqual([['already', null, null]]);
    expect(page.clicks).toEqual([]);
  });

  it('waits for a list that moves, and gives up where it never rests', async () => {
    const page = await opened();
    const list = document.querySelector('[data-list]');
    const stirs = setInterval(() => list?.append(page.row('A')), 50);
    await vi.advanceTimersByTimeAsync(60);
    page.ask();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(page.clicks).toEqual([]);
    clearInterval(stirs);
    await vi.advanceTimersByTimeAsync(400);
    expect(page.clicks).toEqual(['B/pin']);
    await through();
    expect(of(page)).toEqual([['done', null, null]]);

    const again = setInterval(() => list?.append(page.row('A')), 50);
    await vi.advanceTimersByTimeAsync(60);
    page.ask({ id: 'c2', action: 'pause' });
    await vi.advanceTimersByTimeAsync(9_000);
    clearInterval(again);
    expect(page.said.at(-1)).toMatchObject({ did: 'refused', gate: 'quiet' });
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('is made in a row out of view once that was brought there', async () => {
    const page = await opened();
    page.button('B', 'pin').setAttribute('data-box', '200,2000,70,32');
    Element.prototype.scrollIntoView = () => page.button('B', 'pin').removeAttribute('data-box');
    page.ask();
    await through();
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('is not made any more once the person thought better of it', async () => {
    const page = await opened();
    page.row('A').setAttribute('data-state', 'off');
    page.ask();
    page.acting.stop('c1');
    await through();
    expect(of(page)).toEqual([['nothing', null, null]]);
    expect(page.clicks).toEqual([]);
  });
});

/** A page whose pin is called by the title of its row. */
const byTitle = pinning({
  control: { css: ['button.pin', '[data-act=pin]'], text: ['讲解 {title}'], role: 'button' },
  after: { pinned: true, text: ['取消讲解 {title}'] },
});
const calling = (title: string, label: string): string =>
  rowOf('B', { title }).replace('>讲解</button>', () => ` aria-label="${label}"></button>`);

describe('a control that is called by its row’s own title', () => {
  // What the seller calls a product is no pattern.
  it.each(['Wool scarf', '.*$& {link}'])('is clicked where its whole label is what this row makes of it: %s', async (title) => {
    const page = await opened([rowOf('A'), calling(title, `讲解 ${title}`)], byTitle);
    page.behave((row, button) => {
      show(row, 'pinned', true);
      button.textContent = '';
      button.setAttribute('aria-label', `取消讲解 ${title}`);
    });
    page.ask({ title });
    await through();
    expect(of(page)).toEqual([['done', null, null]]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it.each([
    ['another row’s title', 'Wool scarf', '讲解 Linen shirt', 'text', '讲解 Linen shirt'],
    ['more than the title', 'Wool scarf', '讲解 Wool scarf, grey', 'text', '讲解 Wool scarf, grey'],
    ['a part of the title', 'Wool scarf', '讲解 Wool', 'text', '讲解 Wool'],
    ['the place itself', 'Wool scarf', '讲解 {title}', 'text', '讲解 {title}'],
    // Refused rather than permitted: the label says it, whoever wrote the title.
    ['a title that names what is forbidden', '下架清仓围巾', '讲解 下架清仓围巾', 'forbidden', '讲解 下架清仓围巾'],
    ['the forbidden word beside the title', 'Wool scarf', '下架 Wool scarf', 'text', '下架 Wool scarf'],
  ])('is not clicked where it bears %s', async (_, title, label, gate, found) => {
    const page = await opened([rowOf('A'), calling(title, label)], byTitle);
    page.ask({ title });
    await through();
    expect(of(page)).toEqual([['refused', gate, found]]);
    expect(page.clicks).toEqual([]);
  });

  it('is not clicked, nor shown to anybody, where the row shows no title', async () => {
    const page = await opened([rowOf('A'), calling('', '讲解 ')], byTitle);
    page.ask({ level: 'guide', title: null });
    await through();
    expect(of(page)).toEqual([['refused', 'text', '讲解']]);
  });
});

type Case = {
  readonly gate: string;
  readonly found: string | null;
  readonly rows?: readonly string[];
  readonly profile?: Readable;
  readonly change?: (page: ActPage) => void;
  readonly ask?: Parameters<ActPage['ask']>[0];
};
const hidden = () => Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
const put = (html: string) => document.body.insertAdjacentHTML('beforeend', html);

/** What stands in the way of a click, gate by gate in their order. Nothing is ever clicked. */
const cases: Readonly<Record<string, Case>> = {
  'a tab that nobody looks at': { gate: 'visible', found: 'hidden', change: hidden },
  'a page of another host': {
    gate: 'address',
    found: 'localhost/',
    profile: { ...LIVE, match: { hosts: ['*.example.com'], paths: [] } },
  },
  'another room': {
    gate: 'room',
    found: 'R2',
    change: () => document.querySelector('[data-room]')?.setAttribute('data-room', 'R2'),
  },
  'a room that the person did not see': { gate: 'room', found: 'R1', ask: { room: null } },
  'another profile than the person approved': { gate: 'profile', found: 'Test console 3', ask: { profileHash: 'h0' } },
  'an action that the profile does not know': { gate: 'profile', found: 'resume', ask: { action: 'resume' } },
  'what nothing takes back': { gate: 'profile', found: 'pin', profile: pinning({ inverse: null }) },
  'what is for a person alone': { gate: 'profile', found: 'pin', profile: pinning({ most: 'guide' }) },
  'a number to be typed': { gate: 'profile', found: 'pin', ask: { number: 3 } },
  'rows without a key': { gate: 'health', found: 'keys', rows: [...three, '<div class="row">Loading</div>'] },
  'F11 a question of the page, left there for hours': {
    gate: 'modal',
    found: 'Are you still there? Yes',
    change: () => put('<div role="alertdialog">Are you still there? <button>Yes</button></div>'),
  },
  'a row that is gone': { gate: 'row', found: null, ask: { key: 'Z' } },
  'F4 a wrapper that spans two products': {
    gate: 'row',
    found: 'C',
    rows: [rowOf('A'), rowOf('B', { more: rowOf('C') })],
  },
  'F4 two keys in what looks like one row': {
    gate: 'row',
    found: 'C',
    profile: { ...LIVE, rows: { ...LIVE.rows, key: { at: '[data-id]', attribute: 'data-id' } } },
    rows: [rowOf('x', { title: 'Title B', more: '<u data-id="B"></u><u data-id="C"></u>' })],
  },
  'F8 a product that is shown twice': { gate: 'copies', found: '2', rows: [rowOf('B'), ...three] },
  'F9 a key that merely contains the one asked for': { gate: 'row', found: null, rows: [rowOf('B1'), rowOf('AB')] },
  'a title that is not the one seen': { gate: 'witness', found: 'Other', rows: [rowOf('A'), rowOf('B', { title: 'Other' })] },
  'no title to compare': { gate: 'witness', found: 'Title B', ask: { title: null } },
  'F6 a control that was taken out': { gate: 'control', found: null, change: (page) => page.button('B', 'pin').remove() },
  'F2 a second control that looks the same': {
    gate: 'control',
    found: '“…”, “讲解”',
    rows: [rowOf('A'), rowOf('B', { more: '<button class="pin" data-act="pin">…</button>' })],
  },
  'two locators that disagree': {
    gate: 'control',
    found: '“讲解”, “下架”',
    profile: pinning({ control: { css: ['button.pin', 'button.off'], text: ['讲解'] } }),
  },
  'a locator that the browser cannot read': {
    gate: 'control',
    found: null,
    profile: pinning({ control: { css: ['button:nope('], text: ['讲解'] } }),
  },
  'one locator alone': {
    gate: 'control',
    found: '1/2',
    profile: pinning({ control: { css: [], text: ['讲解'] } }),
  },
  'the same label on another control of the row': {
    gate: 'control',
    found: '“讲解”, “讲解”',
    rows: [rowOf('A'), rowOf('B', { more: '<button>讲解</button>' })],
  },
  'something of another role': {
    gate: 'control',
    found: '讲解',
    profile: pinning({ control: { css: ['button.pin'], text: ['讲解'], role: 'link' } }),
  },
  'F1 locators that have come to mean 下架': {
    gate: 'text',
    found: '下架',
    profile: pinning({ control: { css: ['button.off'], text: ['讲解'] } }),
  },
  'F9 a label that merely contains the right one': {
    gate: 'text',
    found: 'AI讲解',
    change: (page) => {
      page.button('B', 'pin').textContent = 'AI讲解';
    },
  },
  'F16 a label that another script rewrote': {
    gate: 'text',
    found: '自动讲解',
    change: (page) => {
      page.button('B', 'pin').textContent = '自动讲解';
    },
  },
  'an icon without a name': { gate: 'text', found: null, change: (page) => page.button('B', 'pin').replaceChildren() },
  'a forbidden word in the control’s name': {
    gate: 'forbidden',
    found: '讲解',
    change: (page) => page.button('B', 'pin').setAttribute('aria-label', '讲解并下架'),
  },
  'a control that is off': {
    gate: 'enabled',
    found: '讲解',
    change: (page) => page.button('B', 'pin').setAttribute('disabled', ''),
  },
  'a control that says it is off': {
    gate: 'enabled',
    found: '讲解',
    change: (page) => page.row('B').setAttribute('aria-disabled', 'true'),
  },
  'a control that is too small to be meant': {
    gate: 'size',
    found: '4 × 32',
    change: (page) => page.button('B', 'pin').setAttribute('data-box', '200,44,4,32'),
  },
  'something of the page that lies over it': {
    gate: 'hit',
    found: '领券',
    change: () => put('<div data-box="0,0,600,200">领券</div>'),
  },
  'our own panel over it': {
    gate: 'hit',
    found: 'Stockcue',
    change: () => put('<div data-stockcue="overlay" data-box="0,0,600,200"></div>'),
  },
  'a control that cannot be brought into view': {
    gate: 'hit',
    found: null,
    change: (page) => page.button('B', 'pin').setAttribute('data-box', '900,900,70,32'),
  },
  'a state that is not the one to begin with': {
    gate: 'before',
    found: '讲解, 恢复售卖, 限购, 下架',
    profile: pinning({ before: { state: 'onSale' } }),
    rows: [rowOf('A'), rowOf('B', { paused: true })],
  },
  'a state that the page does not tell': {
    gate: 'before',
    found: '讲解, 暂停售卖, 限购, 下架',
    profile: pinning({ before: {} }),
  },
};

describe('nothing is clicked at', () => {
  it.each(Object.entries(cases))('%s', async (_, { gate, found, rows, profile, change, ask }) => {
    const page = await opened(rows, profile);
    change?.(page);
    await quiet();
    page.ask(ask);
    await through();
    expect(of(page)).toEqual([['refused', gate, found]]);
    expect(page.clicks).toEqual([]);
  });

  it('F3 a header that looks like a row’s control', async () => {
    const head = '<button class="pin" data-act="pin">讲解</button>';
    const page = await opened([`<div class="head">${head}</div>`, ...three]);
    page.ask();
    await through();
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('F5 the row that takes the place of ours, in whatever order they come', async () => {
    const page = await opened();
    const [a, b] = [page.row('A'), page.row('B')];
    b.after(a);
    layOut();
    await quiet();
    page.ask();
    await through();
    expect(page.clicks).toEqual(['B/pin']);
    // Recycled: the same elements, another listing.
    const page2 = await opened([rowOf('D'), rowOf('E')]);
    page2.row('D').dataset.key = 'B';
    await quiet();
    page2.ask();
    await through();
    expect(of(page2)).toEqual([['refused', 'witness', 'Title D']]);
    expect(page2.clicks).toEqual([]);
  });
});

describe('after the click', () => {
  it('F7 nothing is clicked again where the page shows nothing: it cannot be told what came of it', async () => {
    const page = await opened();
    page.behave(() => {});
    page.ask();
    await through();
    expect(page.clicks).toEqual(['B/pin']);
    expect(of(page)).toEqual([['unclear', 'after', '讲解, 暂停售卖, 限购, 下架']]);
  });

  it('F10 a row whose buttons vanish is no success', async () => {
    const page = await opened();
    page.behave((_, button) => button.remove());
    page.ask();
    await through();
    expect(of(page)).toEqual([['unclear', 'after', '暂停售卖, 限购, 下架']]);
  });

  it('F12 a row that vanishes is no success', async () => {
    const page = await opened();
    page.behave((row) => row.remove());
    page.ask();
    await through();
    expect(of(page)).toEqual([['unclear', 'after', null]]);
  });

  it('the row is found again by its key, wherever it was drawn anew', async () => {
    const page = await opened();
    page.behave((row) => {
      const list = row.parentElement;
      row.remove();
      setTimeout(() => list?.insertAdjacentHTML('afterbegin', rowOf('B', { pinned: true })), 1_000);
    });
    page.ask();
    await through();
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('a pin that gives way to ours is no change of another row, and one that comes elsewhere is', async () => {
    const page = await opened([rowOf('A', { pinned: true }), rowOf('B'), rowOf('C')]);
    page.ask();
    await through();
    expect(of(page)).toEqual([['done', null, null]]);

    const wrong = await opened();
    wrong.behave((_, button) => toggles(wrong.row('C'), button));
    wrong.ask();
    await through();
    expect(of(wrong)).toEqual([['unclear', 'others', 'Title C']]);
  });

  it('another row that was paused with ours is said at once', async () => {
    const page = await opened();
    page.behave((row) => {
      show(row, 'paused', true);
      show(page.row('A'), 'paused', true);
    });
    page.ask({ action: 'pause' });
    await through();
    expect(of(page)).toEqual([['unclear', 'others', 'Title A']]);
  });

  it('what the page shows and takes back a moment later was not done', async () => {
    const page = await opened();
    page.behave((row, button) => {
      toggles(row, button);
      setTimeout(() => toggles(row, button), 200);
    });
    page.ask();
    await through();
    expect(of(page)).toEqual([['unclear', 'after', '讲解, 暂停售卖, 限购, 下架']]);
  });

  it('a row that is drawn anew once more while it is being confirmed is waited for', async () => {
    const page = await opened();
    page.behave((row, button) => {
      toggles(row, button);
      setTimeout(() => row.remove(), 250);
      setTimeout(
        () => document.querySelector('[data-list]')?.insertAdjacentHTML('afterbegin', rowOf('B', { pinned: true })),
        900,
      );
    });
    page.ask();
    await through();
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('a question that we do not know is left to the person', async () => {
    const page = await opened();
    page.behave(() => put('<div role="dialog"><p>确定要讲解吗？</p><button class="ok">确定</button></div>'));
    page.ask();
    await through();
    expect(of(page)).toEqual([['unclear', 'modal', '确定要讲解吗？确定']]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('a part of the page that calls itself a dialog and was there before is none', async () => {
    const page = await opened();
    put('<aside role="dialog">Help</aside>');
    await quiet();
    page.ask();
    await through();
    expect(of(page)).toEqual([['done', null, null]]);
  });
});
