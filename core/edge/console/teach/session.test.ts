// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { drawPage, KEYS, TAUGHT_PAGES, type TaughtPage, toggle } from '../../../../test/builders/taught-pages.ts';
import type { PageAction, Profile } from '../../../domain/profile.ts';
import { locate } from '../act/locate.ts';
import { parseProfile } from '../profile-schema.ts';
import { readPage } from '../read.ts';
import { findRows } from '../rows.ts';
import { isIn } from './dom.ts';
import { inAll } from './rows.ts';
import { createSession } from './session.ts';
import { teachWords } from './words.ts';

// jsdom has no CSS namespace.
beforeEach(() => {
  globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;
});

function lesson(page: TaughtPage) {
  drawPage(document, page);
  const saved: Profile[] = [];
  let stopped = 0;
  const session = createSession({
    page: document,
    say: teachWords('en'),
    known: null,
    changed: () => {},
    save: (profile) => saved.push(profile),
    stop: () => {
      stopped += 1;
    },
  });
  /** As far as the rows' key. */
  function rows() {
    session.point(page.title(document, 0));
    session.point(page.title(document, 1));
    session.next();
    session.next();
  }
  return {
    session,
    saved,
    stopped: () => stopped,
    rows,
    /** As far as the pause, that is still to be shown. */
    toPause() {
      rows();
      session.next();
      session.next();
      session.choose('pause');
    },
    field(name: string, element: Element) {
      session.choose(name);
      session.point(element);
    },
    /** Points at the button, and presses it as the person would. */
    act(text: string, by: () => void) {
      session.point(page.button(document, 0, text));
      session.ready();
      session.pressed();
      by();
      session.look(false);
      session.done();
    },
  };
}
const rowOf = (element: Element, profile: Profile | undefined): Element => {
  const row = inAll(document, profile?.rows?.within ?? '', profile?.rows?.row ?? '').find((one) => isIn(one, element));
  if (row === undefined) throw new Error('in no row');
  return row;
};
const [table, , framed] = TAUGHT_PAGES as [TaughtPage, TaughtPage, TaughtPage, TaughtPage];

describe.each(TAUGHT_PAGES)('on $name', (page) => {
  test('a page is taught by pointing, and an act by doing it and taking it back', () => {
    const { session, saved, rows, field, act } = lesson(page);
    rows();
    field('title', page.title(document, 1));
    session.next();
    session.next();
    session.choose('pause');
    act('Pause', () => toggle(document, page, 0));
    act('Resume', () => toggle(document, page, 0));
    session.next();
    expect(session.view().lines).toHaveLength(3);
    expect(session.view().lines[0]).toContain('Wool scarf, grey');
    expect(session.view().lines.at(-1)).toContain(KEYS[3]);
    session.save();
    const [profile] = saved;
    expect(parseProfile(profile).ok).toBe(true);
    expect(profile?.actions.pause).toMatchObject({
      most: 'assist',
      inverse: 'resume',
      before: { text: ['Pause'] },
      after: { text: ['Resume'] },
    });
    expect(profile?.actions.resume).toMatchObject({ most: 'assist', inverse: 'pause' });
    expect(profile?.actions.pause?.forbid).not.toContain('Pause');
    // Whoever acts by it later finds the very button that was pointed at.
    const row = rowOf(page.button(document, 1, 'Pause'), profile);
    const own = { key: KEYS[1] ?? '', title: 'Linen shirt in sand', link: null };
    const located = locate(row, profile?.actions.pause as PageAction, 'assist', own);
    expect(located).toEqual({ control: page.button(document, 1, 'Pause') });
  });
});

test.each([
  ['says the same elsewhere', () => document.querySelector('tbody')?.append(document.querySelector('tbody tr') as Element)],
  ['says something else by now', () => Object.assign(table.title(document, 0), { textContent: 'Renamed' })],
])('a list that was drawn anew between the two clicks is found all the same: the first row %s', (_, then) => {
  const { session } = lesson(table);
  session.point(table.title(document, 0));
  drawPage(document, table);
  then();
  session.point(table.title(document, 1));
  expect(session.view()).toMatchObject({ problem: null, text: expect.stringContaining('4') });
});

test('what is outlined is not picked once the page has drawn it anew', () => {
  const { session } = lesson(table);
  session.hover(table.title(document, 0));
  expect(session.hovered()).toBe(table.title(document, 0));
  drawPage(document, table);
  expect(session.hovered()).toBeNull();
});

test('how a row stands is told by the buttons that pause it and take that back, where nobody pointed at it', () => {
  const { session, saved, toPause, act } = lesson(table);
  toPause();
  act('Pause', () => toggle(document, table, 0));
  act('Resume', () => toggle(document, table, 0));
  session.next();
  session.save();
  // The page works as ever: nothing is said of clicks any more.
  expect(session.view().shield).toBe('over');
  const [profile] = saved;
  if (profile === undefined) throw new Error('nothing was saved');
  expect([...findRows([document], profile, location).rows.values()].map(({ state }) => state)).toEqual([
    'onSale',
    'onSale',
    'paused',
    'onSale',
  ]);
});

test('a switch that bears one name however its row stands is learned by whether it is pressed', () => {
  const { session, saved, rows, field, act } = lesson(table);
  const switches = [...document.querySelectorAll('.pause-button')];
  const set = (of: Element | undefined, to: boolean) => of?.setAttribute('aria-pressed', String(to));
  for (const one of switches) {
    one.textContent = 'Pause';
    set(one, false);
  }
  rows();
  field('state', switches[0] as Element);
  session.mean('false', 'onSale');
  session.mean('true', 'paused');
  session.next();
  session.next();
  session.next();
  session.choose('pause');
  act('Pause', () => set(switches[0], true));
  act('Pause', () => set(switches[0], false));
  session.next();
  session.save();
  expect(saved[0]?.actions.pause).toMatchObject({
    most: 'assist',
    before: { state: 'onSale' },
    after: { state: 'paused' },
    control: { text: ['Pause'] },
  });
});

describe('buttons that are called by their row’s title', () => {
  const buttons = () => [...document.querySelectorAll('.pause-button')];
  const titleOf = (button: Element | undefined) => button?.closest('tr')?.querySelector('.name')?.textContent;
  const call = (button: Element | undefined, act: string) => {
    if (button !== undefined) button.textContent = '';
    button?.setAttribute('aria-label', `${act} ${titleOf(button)}`);
  };
  function taught(acts: readonly [string, string]): Profile {
    const { session, saved, rows, field } = lesson(table);
    for (const [at, button] of buttons().entries()) call(button, acts[at === 2 ? 1 : 0]);
    rows();
    field('title', table.title(document, 0));
    session.next();
    session.next();
    session.choose('pause');
    for (const then of [acts[1], acts[0]]) {
      session.point(buttons()[0] as Element);
      session.ready();
      session.pressed();
      call(buttons()[0], then);
      session.look(false);
      session.done();
    }
    session.next();
    session.save();
    const [profile] = saved;
    if (profile === undefined || !parseProfile(profile).ok) throw new Error('nothing was saved');
    return profile;
  }

  test('are learned with a place for it, told by it how each row stands, and found by it in any row', () => {
    const profile = taught(['Pause', 'Resume']);
    expect(profile.actions.pause).toMatchObject({
      most: 'assist',
      control: { text: ['Pause {title}'] },
      before: { text: ['Pause {title}'] },
      after: { text: ['Resume {title}'] },
    });
    expect(JSON.stringify(profile)).not.toContain('Wool scarf');
    const states = [...findRows([document], profile, location).rows.values()].map(({ state }) => state);
    expect(states).toEqual(['onSale', 'onSale', 'paused', 'onSale']);
    const [, second] = buttons();
    const own = { key: KEYS[1] ?? '', title: 'Linen shirt in sand', link: null };
    const located = locate(rowOf(second as Element, profile), profile.actions.pause as PageAction, 'assist', own);
    expect(located).toEqual({ control: second });
  });

  test('tell nothing of how a row stands where the one begins as the other does', () => {
    expect(taught(['Sell', 'Sell not']).fields.state).toBeUndefined();
  });

  test('are unknown, not the nearest one, where a row’s button is called by another act', () => {
    const profile = taught(['Pause', 'Resume']);
    call(buttons()[1], 'Paused');
    const states = [...findRows([document], profile, location).rows.values()].map(({ state }) => state);
    expect(states).toEqual(['onSale', 'unknown', 'paused', 'onSale']);
  });
});

test('an act without the one that takes it back stays guided, and tells nothing of how a row stands', () => {
  const { session, saved, toPause, act } = lesson(table);
  toPause();
  act('Pause', () => toggle(document, table, 0));
  session.next();
  session.next();
  session.save();
  expect(saved[0]?.actions).toEqual({ pause: expect.objectContaining({ most: 'guide', inverse: null }) });
  expect(saved[0]?.fields.state).toBeUndefined();
});

test('what was taught is what the page’s reader then reads', () => {
  const { session, saved, rows, field } = lesson(table);
  rows();
  field('title', table.title(document, 1));
  field('link', document.querySelector('tbody td') as Element);
  field('sellable', document.querySelector('.stock') as Element);
  field('state', document.querySelector('.state') as Element);
  expect(session.view().meanings.map(({ word }) => word)).toEqual(['On sale', 'Paused']);
  session.mean('On sale', 'onSale');
  session.mean('Paused', 'paused');
  for (const _ of ['meanings', 'fields', 'facts', 'actions']) session.next();
  session.save();
  const [profile] = saved;
  if (profile === undefined) throw new Error('nothing was saved');
  const found = findRows([document], profile, location);
  expect(found.broken).toEqual([]);
  expect([...found.rows.values()].map(({ key, link, sellable, state }) => ({ key, link, sellable, state }))).toEqual([
    { key: KEYS[0], link: 1, sellable: 12, state: 'onSale' },
    { key: KEYS[1], link: 2, sellable: 24, state: 'onSale' },
    { key: KEYS[2], link: 3, sellable: 36, state: 'paused' },
    { key: KEYS[3], link: 4, sellable: 48, state: 'onSale' },
  ]);
});

test('what stands outside the rows is pointed at, shown as it is read, and read by that', () => {
  const { session, saved, rows } = lesson(table);
  document.body.insertAdjacentHTML(
    'afterbegin',
    '<header class="live-head"><i class="live-mark">Live</i> <span>Viewers <b>18.8k</b></span> <em class="room-id" data-part="room">rm-4477</em></header>',
  );
  const there = (selector: string) => document.querySelector(selector) as Element;
  const shownOf = (id: string) => session.view().choices.find((choice) => choice.id === id)?.lines;
  rows();
  session.next();
  session.choose('viewers');
  session.point(table.title(document, 0));
  expect(session.view().problem).toMatch(/^That is in a product row/);
  session.point(there('.live-head b'));
  expect(shownOf('viewers')).toEqual(['Reads now: ≈ 18,800']);
  there('.live-head b').textContent = '950';
  expect(shownOf('viewers')).toEqual(['Reads now: 950']);
  session.choose('room');
  session.point(there('.room-id'));
  session.choose('live');
  session.point(there('.live-mark'));
  session.next();
  expect(session.view().problem).toMatch(/^Say what at least one word means/);
  session.mean('Live', 'live');
  session.next();
  expect(shownOf('live')).toEqual(['Reads now: live']);
  session.next();
  session.next();
  expect(session.view().lines.at(-1)).toBe(
    'Number of viewers: 950 · ID of this stream (room): rm-4477 · Word for live or not: live',
  );
  session.save();
  expect(parseProfile(saved[0]).ok).toBe(true);
  expect(readPage(document, [document], saved[0] as Profile)).toEqual({
    live: 'live',
    room: 'rm-4477',
    viewers: 950,
    comments: null,
  });
});

test('a room that stands nowhere on the page is offered from its address', () => {
  history.replaceState(null, '', '/desk/7301112223/goods');
  const { session, saved, rows } = lesson(table);
  rows();
  session.next();
  session.choose('room');
  expect(session.view().choices.map(({ label }) => label)).toEqual(['7301112223']);
  session.choose('0');
  for (const _ of ['facts', 'actions']) session.next();
  session.save();
  expect(readPage(document, [document], saved[0] as Profile).room).toBe('7301112223');
  // The page is any stream’s; the room is this one’s.
  expect(saved[0]?.match.paths).toEqual(['/desk']);
  history.replaceState(null, '', '/');
});

test('an act that makes the page ask back, or that needs a number, stays guided', () => {
  const { session, saved, toPause, act } = lesson(table);
  toPause();
  act('Pause', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    document.body.append(dialog);
    toggle(document, table, 0);
  });
  act('Resume', () => {
    session.typed();
    toggle(document, table, 0);
  });
  session.next();
  session.save();
  expect(saved[0]?.actions.pause).toMatchObject({ most: 'guide', inverse: 'resume' });
  expect(saved[0]?.actions.resume).toMatchObject({ most: 'guide', inverse: 'pause' });
});

test('a limit is learned by the number that it changes, and stays guided', () => {
  const { session, saved, rows, field } = lesson(table);
  for (const row of document.querySelectorAll('tbody tr'))
    row.insertAdjacentHTML('beforeend', '<td><button class="edit-stock">Edit stock</button></td>');
  rows();
  field('sellable', document.querySelector('.stock') as Element);
  session.next();
  session.next();
  session.choose('limit');
  session.point(table.button(document, 0, 'Edit stock'));
  session.ready();
  session.typed();
  (document.querySelector('.stock') as Element).textContent = '5';
  session.look(false);
  session.done();
  session.next();
  session.save();
  expect(saved[0]?.actions.limit).toMatchObject({ control: { text: ['Edit stock'] }, after: {}, inverse: null, most: 'guide' });
});

test('nothing is learned where nothing has changed in the row', () => {
  const { session, toPause } = lesson(table);
  toPause();
  session.point(table.button(document, 0, 'Pause'));
  session.ready();
  expect(session.view().buttons.find(({ id }) => id === 'done')?.disabled).toBe(true);
  toggle(document, table, 1);
  session.look(false);
  session.done();
  expect(session.view().problem).toBe('Nothing has changed in this row yet.');
  expect(session.profile()?.actions).toEqual({});
});

test('other rows that change with it are counted for the person', () => {
  const { session, toPause } = lesson(table);
  toPause();
  session.point(table.button(document, 0, 'Pause'));
  session.ready();
  toggle(document, table, 0);
  toggle(document, table, 1);
  session.look(false);
  expect(session.view().lines).toContain('Other rows that changed with it: 1.');
});

test('the shield is off only while the person shows the act', () => {
  const { session, toPause } = lesson(framed);
  toPause();
  session.point(framed.button(document, 0, 'Pause'));
  expect(session.shielded()).toBe(true);
  session.ready();
  expect(session.shielded()).toBe(false);
  toggle(document, framed, 0);
  session.done();
  expect(session.shielded()).toBe(true);
});

test('each step goes back to the one before, and the first one ends it', () => {
  const { session, stopped } = lesson(table);
  session.point(table.title(document, 0));
  session.point(table.title(document, 1));
  expect(session.view().text).toContain('Rows found, all outlined: 4');
  session.back();
  expect(session.view().text).toBe('Now click another product row.');
  session.back();
  session.back();
  expect(stopped()).toBe(1);
});

test('cells of one row are not taken for rows', () => {
  const { session } = lesson(table);
  session.point(document.querySelector('tbody td.name') as Element);
  session.point(document.querySelector('tbody td.stock') as Element);
  expect(session.view().problem).toBe('That is in the same row. Click another product.');
});

test('a page that shows no id is not read: it says so, and goes no further', () => {
  const { session } = lesson(table);
  for (const row of document.querySelectorAll('tr')) row.removeAttribute('data-goods-id');
  session.point(table.title(document, 0));
  session.point(table.title(document, 1));
  session.next();
  expect(session.view().text).toMatch(/^No ID/);
  session.next();
  expect(session.profile()).toBeNull();
});
