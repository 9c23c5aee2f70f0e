// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageHealth } from '../../domain/console.ts';
import type { Badge } from '../messages/protocol.ts';
import { createBadges } from './badges.ts';
import { type Seen, startEngine } from './engine.ts';
import { practice } from './profiles/practice.ts';

const row = (
  key: string,
  { link = '1', sellable = '40', state = 'onSale', pinned = false, title = `Title of ${key}` } = {},
): string =>
  `<li data-key="${key}" data-state="${state}"${pinned ? ' data-pinned="true"' : ''}><b data-field="link">${link}</b>` +
  `<span data-field="title"></span><i data-field="sellable">${sellable}</i></li>`.replace('></span>', `>${title}</span>`);

function page(...rows: string[]): void {
  document.body.innerHTML = `<div data-console-live="live"><span data-console-viewers>1,204</span></div><ul data-console-list>${rows.join('')}</ul>`;
}

const stops: AbortController[] = [];
function engine(stop = new AbortController()) {
  stops.push(stop);
  const seen: Seen[] = [];
  const health: PageHealth[] = [];
  const started = startEngine(
    document,
    practice,
    { seen: (one) => seen.push(one), health: ({ ok, failed }) => health.push({ ok, failed }) },
    stop.signal,
  );
  return { seen, health, started, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const one of stops.splice(0)) one.abort();
  vi.useRealTimers();
});

/** Lets the observer hear and the burst settle. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}

describe('reading a console page', () => {
  it('tells every row by its key, and what the page says of itself', () => {
    page(row('A', { link: '3', pinned: true }), row('B', { state: 'paused', sellable: '1,240' }));
    const { seen, health } = engine();
    expect(health).toEqual([{ ok: true, failed: [] }]);
    expect(seen[0]?.page).toMatchObject({ live: 'live', viewers: 1204 });
    expect(seen[0]?.keys).toEqual(['A', 'B']);
    expect(seen[0]?.changed).toMatchObject([
      { key: 'A', link: 3, state: 'onSale', sellable: 40, pinned: true },
      { key: 'B', state: 'paused', sellable: 1240, pinned: false },
    ]);
  });

  it('tells only what changed', async () => {
    page(row('A'), row('B'));
    const { seen } = engine();
    const sellable = document.querySelector('[data-key=B] [data-field=sellable]');
    if (sellable !== null) sellable.textContent = '39';
    await settle();
    expect(seen).toHaveLength(2);
    expect(seen[1]?.changed.map((one) => [one.key, one.sellable])).toEqual([['B', 39]]);
  });

  it.each(['18.8k', '1.2万', '18,8 mil', 'Low stock: 1', ''])('takes %j for unknown, never for a count', (sellable) => {
    page(row('A', { sellable }));
    expect(engine().seen[0]?.changed[0]?.sellable).toBeNull();
  });

  it('takes a state that it does not know for unknown', () => {
    page(row('A', { state: 'constructor' }));
    expect(engine().seen[0]?.changed[0]?.state).toBe('unknown');
  });

  it.each<[string, readonly string[], boolean | null]>([
    ['none of them says', ['', 'More'], null],
    ['one says, wherever it stands', ['', 'More', 'Explain', 'Remove'], false],
    ['a word is contained only', ['Explain by voice'], null],
    ['two disagree', ['Explain', 'Stop explaining'], null],
  ])('knows by the words of a row’s buttons whether it is pinned, where %s', (_, buttons, pinned) => {
    page(row('A'));
    document
      .querySelector('[data-key=A]')
      ?.insertAdjacentHTML('beforeend', buttons.map((text) => `<button>${text}</button>`).join(''));
    const words = { Explain: 'no', 'Stop explaining': 'yes' } as const;
    const profile = { ...practice, fields: { ...practice.fields, pinned: { at: 'button', words } } };
    const seen: Seen[] = [];
    const stop = new AbortController();
    stops.push(stop);
    startEngine(document, profile, { seen: (one) => seen.push(one), health: () => {} }, stop.signal);
    expect(seen[0]?.changed[0]?.pinned).toBe(pinned);
  });

  it('counts a pinned copy of a row once', () => {
    page(row('A', { pinned: true }), row('B'), row('A'));
    const { seen } = engine();
    expect(seen[0]?.keys).toEqual(['A', 'B']);
    expect(seen[0]?.changed[0]?.pinned).toBe(true);
  });

  it('says that the page has changed, and reads nothing from it', async () => {
    page(row('A'));
    const { seen, health } = engine();
    document.querySelector('[data-console-list]')?.removeAttribute('data-console-list');
    await settle();
    expect(health).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(health.at(-1)).toEqual({ ok: false, failed: ['list'] });
    expect(seen).toHaveLength(1);
  });

  it('is patient with a page that draws its list anew', async () => {
    page(row('A'));
    const { seen, health } = engine();
    document.body.replaceChildren();
    await settle();
    page(row('A', { sellable: '39' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(health).toEqual([{ ok: true, failed: [] }]);
    expect(seen.at(-1)?.changed).toMatchObject([{ key: 'A', sellable: 39 }]);
  });

  it('says everything again once the page is recognised again', async () => {
    page(row('A'));
    const { seen, health } = engine();
    document.body.replaceChildren();
    await vi.advanceTimersByTimeAsync(4_000);
    page(row('A'));
    await settle();
    expect(health.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(seen.at(-1)?.changed.map(({ key }) => key)).toEqual(['A']);
  });

  it('skips a row without a key, says so, and reads the others', () => {
    page(row('A'), '<li data-key=""><span data-field="title">keyless</span></li>', row('B'));
    const { seen, health, started } = engine();
    expect(health).toEqual([{ ok: true, failed: ['keys'] }]);
    expect(started.health()?.found).toMatchObject({ lists: 1, rows: 3, keyed: 2, clashes: 0 });
    expect(started.health()?.found?.read).toEqual(['title', 'link', 'state', 'sellable', 'pinned', 'live', 'viewers']);
    expect(seen[0]?.keys).toEqual(['A', 'B']);
  });

  it('says nothing of a row that has no key for a moment only, as a virtual list draws it while it scrolls', async () => {
    page(row('A'));
    const { health } = engine();
    const skeleton = document.createElement('li');
    skeleton.dataset.key = '';
    const list = document.querySelector('[data-console-list]');
    list?.append(skeleton);
    await vi.advanceTimersByTimeAsync(1_000);
    skeleton.remove();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(health).toEqual([{ ok: true, failed: [] }]);
    list?.append(skeleton);
    await vi.advanceTimersByTimeAsync(3_200);
    expect(health.at(-1)).toEqual({ ok: true, failed: ['keys'] });
    skeleton.remove();
    await settle();
    expect(health.at(-1)).toEqual({ ok: true, failed: [] });
  });

  it('trusts no page on which two listings bear one key', async () => {
    page(row('A', { link: '1', title: 'One' }), row('A', { link: '2', title: 'Another' }));
    const { seen, health, started } = engine();
    await vi.advanceTimersByTimeAsync(3_100);
    expect(health.at(-1)).toEqual({ ok: false, failed: ['unique'] });
    expect(seen).toEqual([]);
    expect(started.rows().size).toBe(0);
  });

  it('reads rows in an open shadow root that comes later, and hears of their changes', async () => {
    page(row('A'));
    const { seen } = engine();
    const host = document.createElement('div');
    const outer = host.attachShadow({ mode: 'open' });
    const inner = document.createElement('div');
    outer.append(inner);
    const shadow = inner.attachShadow({ mode: 'open' });
    shadow.innerHTML = `<ul data-console-list>${row('S', { sellable: '7' })}</ul>`;
    document.body.append(host);
    await settle();
    expect(seen.at(-1)?.keys).toEqual(['A', 'S']);
    const sellable = shadow.querySelector('[data-field=sellable]');
    if (sellable !== null) sellable.textContent = '6';
    await vi.advanceTimersByTimeAsync(600);
    expect(seen.at(-1)?.changed.map(({ key, sellable: units }) => [key, units])).toEqual([['S', 6]]);
  });

  it('reads a burst of changes once', async () => {
    page(...Array.from({ length: 50 }, (_, n) => row(`K${n}`)));
    const { seen } = engine();
    for (const cell of document.querySelectorAll('[data-field=sellable]')) {
      cell.textContent = '1';
      await Promise.resolve();
    }
    await settle();
    expect(seen).toHaveLength(2);
    expect(seen[1]?.changed).toHaveLength(50);
  });

  it('reads numbers that count up twice a second, and at once what may be another row', async () => {
    page(row('A'), row('B'));
    const { seen } = engine();
    const [cell] = document.querySelectorAll('[data-field=sellable]');
    for (let n = 1; n <= 20; n += 1) {
      if (cell !== undefined) cell.textContent = `${n}`;
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(seen.length).toBeGreaterThanOrEqual(1 + 4);
    expect(seen.length).toBeLessThanOrEqual(1 + 5);
    if (cell !== undefined) cell.textContent = '77';
    document.querySelector('[data-key=B]')?.setAttribute('data-key', 'C');
    await vi.advanceTimersByTimeAsync(110);
    expect(seen.at(-1)?.keys).toEqual(['A', 'C']);
    expect(seen.at(-1)?.changed[0]?.sellable).toBe(77);
  });

  it('is off on another route, and on again when it comes back', async () => {
    page(row('A'));
    history.replaceState(null, '', '/live/console');
    const health: PageHealth[] = [];
    const profile = { ...practice, match: { hosts: [], paths: ['/live/'] } };
    startEngine(
      document,
      profile,
      { seen: () => {}, health: ({ ok, failed }) => health.push({ ok, failed }) },
      new AbortController().signal,
    );
    history.replaceState(null, '', '/orders');
    dispatchEvent(new PopStateEvent('popstate'));
    await vi.advanceTimersByTimeAsync(4_000);
    history.replaceState(null, '', '/live/console');
    dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    expect(health).toEqual([
      { ok: true, failed: [] },
      { ok: false, failed: ['address'] },
      { ok: true, failed: [] },
    ]);
    history.replaceState(null, '', '/');
  });

  it('passes hostile names on as the text that they are', () => {
    page(row('A'));
    const hostile = '<img src=x onerror=alert(1)> \u202Ertl 😍';
    const title = document.querySelector('[data-field=title]');
    if (title !== null) title.textContent = hostile + 'x'.repeat(500);
    const { seen } = engine();
    expect(seen[0]?.changed[0]?.title?.startsWith(hostile)).toBe(true);
    expect(seen[0]?.changed[0]?.title?.length).toBeLessThanOrEqual(300);
  });

  it('tells a new listener everything again', () => {
    page(row('A'));
    const { seen, started } = engine();
    started.retell();
    expect(seen).toHaveLength(2);
    expect(seen[1]?.changed).toHaveLength(1);
  });

  it('leaves nothing behind when it is stopped', async () => {
    page(row('A'));
    const { seen, stop } = engine();
    stop.abort();
    document.querySelector('[data-key=A]')?.setAttribute('data-state', 'paused');
    await settle();
    expect(seen).toHaveLength(1);
  });
});

const byKey = (badges: readonly Badge[]) => new Map(badges.map((badge) => [badge.key, badge]));

describe('badges', () => {
  const say = (word: string): string => word;
  const drawn = (): (string | null)[] =>
    [...document.querySelectorAll('[data-stockcue=badge]')].map((badge) => badge.textContent);

  it('stand beside the rows, unknown is a question mark, and are no news to the reader', async () => {
    page(row('A'), row('B'), row('C'));
    const { seen, started } = engine();
    const badges = createBadges(practice, started.rows, say);
    badges.draw(
      byKey([
        { key: 'A', units: 37, stale: false },
        { key: 'B', units: null, stale: false },
        { key: 'C', units: 12, stale: true },
      ]),
    );
    expect(drawn()).toEqual(['37', '?', '12 old']);
    await settle();
    expect(seen).toHaveLength(1);
    badges.draw(byKey([{ key: 'A', units: 36, stale: false }]));
    expect(drawn()).toEqual(['36']);
    badges.clear();
    expect(drawn()).toEqual([]);
  });

  it('stand beside both where the page shows a listing twice, and are not read as its text', () => {
    page(row('A', { pinned: true }), row('B'), row('A'));
    const { started } = engine();
    const badges = createBadges({ ...practice, badge: '[data-field=title] b' }, started.rows, say);
    badges.draw(byKey([{ key: 'A', units: 5, stale: false }]));
    expect(drawn()).toEqual(['5', '5']);
    const again = engine();
    expect(again.seen[0]?.changed[0]?.title).toBe('Title of A');
  });

  it('go while the page is not recognised', async () => {
    page(row('A'));
    const { started } = engine();
    const badges = createBadges(practice, started.rows, say);
    badges.draw(byKey([{ key: 'A', units: 5, stale: false }]));
    document.querySelector('[data-console-list]')?.removeAttribute('data-console-list');
    await settle();
    badges.draw(byKey([{ key: 'A', units: 5, stale: false }]));
    expect(drawn()).toEqual([]);
  });

  it('find their row again after the page has drawn it anew', async () => {
    page(row('A'), row('B'));
    const { started } = engine();
    const badges = createBadges(practice, started.rows, say);
    const both = byKey([
      { key: 'A', units: 1, stale: false },
      { key: 'B', units: 2, stale: false },
    ]);
    badges.draw(both);
    page(row('B'), row('A'));
    await settle();
    badges.draw(both);
    expect(drawn()).toEqual(['2', '1']);
  });
});

describe('what acting on a row needs', () => {
  const list = () => document.querySelector('[data-console-list]');

  it('is the row as it stands now, not as it stood when the page was last told', () => {
    page(row('A'), row('B'));
    const { started } = engine();
    document.querySelector('[data-key=A]')?.setAttribute('data-state', 'paused');
    expect(started.seen('A')?.state).toBe('paused');
    // A recycled row bears another key from one moment to the next.
    document.querySelector('[data-key=A]')?.setAttribute('data-key', 'C');
    expect(started.seen('A')).toBeNull();
    expect([...started.rows().keys()]).toEqual(['C', 'B']);
    list()?.removeAttribute('data-console-list');
    expect(started.rows().size).toBe(0);
    expect(started.seen('C')).toBeNull();
  });

  it('is how long the list has been quiet, whatever the rest of the page and our badges do', async () => {
    page(row('A'));
    const { started } = engine();
    await vi.advanceTimersByTimeAsync(1_000);
    document.body.append(document.createElement('p'));
    createBadges(practice, started.rows, (word) => word).draw(byKey([{ key: 'A', units: 5, stale: false }]));
    await settle();
    expect(started.quietMs()).toBeGreaterThanOrEqual(1_200);
    list()?.append(document.createElement('li'));
    expect(started.quietMs()).toBe(0);
    await vi.advanceTimersByTimeAsync(300);
    expect(started.quietMs()).toBe(300);
    list()?.remove();
    expect(started.quietMs()).toBe(0);
  });

  it('is what was last found wrong with the page', async () => {
    page(row('A'));
    const { started } = engine();
    expect(started.health()).toMatchObject({ ok: true, failed: [] });
    document.body.replaceChildren();
    await vi.advanceTimersByTimeAsync(3_200);
    expect(started.health()).toMatchObject({ ok: false, failed: ['list'] });
  });
});
