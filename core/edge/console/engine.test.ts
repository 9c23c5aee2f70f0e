// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createBadges } from './badges.ts';
import { type Health, type Seen, startEngine } from './engine.ts';
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

function engine(stop = new AbortController()) {
  const seen: Seen[] = [];
  const health: Health[] = [];
  const started = startEngine(
    document,
    practice,
    { seen: (one) => seen.push(one), health: (one) => health.push(one) },
    stop.signal,
  );
  return { seen, health, started, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
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
    expect(health.at(-1)).toEqual({ ok: false, failed: ['list'] });
    expect(seen).toHaveLength(1);
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

describe('badges', () => {
  const say = (word: string): string => word;
  const drawn = (): (string | null)[] =>
    [...document.querySelectorAll('[data-stockcue=badge]')].map((badge) => badge.textContent);

  it('stand beside the rows, unknown is a question mark, and are no news to the reader', async () => {
    page(row('A'), row('B'), row('C'));
    const { seen, started } = engine();
    const badges = createBadges(practice, started.rows, say);
    badges.draw([
      { key: 'A', units: 37, stale: false },
      { key: 'B', units: null, stale: false },
      { key: 'C', units: 12, stale: true },
    ]);
    expect(drawn()).toEqual(['37', '?', '12 …']);
    await settle();
    expect(seen).toHaveLength(1);
    badges.draw([{ key: 'A', units: 36, stale: false }]);
    expect(drawn()).toEqual(['36']);
    badges.clear();
    expect(drawn()).toEqual([]);
  });

  it('find their row again after the page has drawn it anew', () => {
    page(row('A'), row('B'));
    const { started } = engine();
    const badges = createBadges(practice, started.rows, say);
    const both = [
      { key: 'A', units: 1, stale: false },
      { key: 'B', units: 2, stale: false },
    ];
    badges.draw(both);
    page(row('B'), row('A'));
    badges.draw(both);
    expect(drawn()).toEqual(['2', '1']);
  });
});
