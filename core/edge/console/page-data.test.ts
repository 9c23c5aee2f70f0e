// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aRow } from '../../../test/builders/rows.ts';
import type { Profile } from '../../domain/profile.ts';
import { createPageData } from './page-data.ts';
import { practice } from './profiles/practice.ts';

const profile: Profile = {
  ...practice,
  data: [
    {
      id: 'promos',
      host: 'console.example',
      path: '/api',
      rows: 'data',
      key: 'id',
      fields: { sellable: 's', sold: 'o', clicks: 'c', code: 'k', pinned: 'p' },
      page: { viewers: 'v' },
    },
  ],
};
const said = (rows: unknown, page: unknown = {}, ageMs: unknown = 0) => ({ stockcueData: { id: 'promos', rows, page, ageMs } });
const bare = aRow('A', { sellable: null, sold: null, clicks: null, pinned: null });
const PAGE = { live: 'live', room: null, viewers: null, comments: null } as const;

let stop = new AbortController();
let changes = 0;
beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  changes = 0;
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});
const listen = (of: Profile = profile) => createPageData(window, of, () => (changes += 1), stop.signal);
function hear(data: unknown, { source = window as MessageEventSource | null, origin = location.origin } = {}): void {
  window.dispatchEvent(new MessageEvent('message', { data, source, origin }));
}

describe('the page’s own data', () => {
  it('stands where the page draws nothing exact, and says so of each field', () => {
    const data = listen();
    hear(said([['A', { sellable: 7, sold: 3, clicks: 18_812, code: 'HX-9', pinned: true }]], { viewers: 1_204 }));
    expect(changes).toBe(1);
    const row = aRow('A', { sellable: 5, sold: null, clicks: null, pinned: false, about: { clicks: 18_800, cart: 2_000 } });
    expect(data.row(row)).toEqual({
      ...row,
      sold: 3,
      clicks: 18_812,
      code: 'HX-9',
      about: { cart: 2_000 },
      fromData: ['sold', 'clicks', 'code'],
    });
    expect(data.page({ ...PAGE, about: { viewers: 1_200 } })).toEqual({ ...PAGE, viewers: 1_204, fromData: ['viewers'] });
  });

  it('adds nothing to a row of which it says nothing', () => {
    const data = listen();
    hear(said([['B', { sold: 3 }]]));
    expect(data.row(bare)).toBe(bare);
    expect(data.page(PAGE)).toBe(PAGE);
  });

  it('is put together from several answers, the later on top', () => {
    const data = listen();
    hear(said([['A', { sold: 3, clicks: 9 }]]));
    hear(said([['A', { sold: 4 }]]));
    expect(data.row(bare)).toMatchObject({ sold: 4, clicks: 9 });
  });

  it('is unknown when it has not been said for ten minutes, and when the page is another one', async () => {
    const data = listen();
    hear(said([['A', { sold: 3 }]]));
    await vi.advanceTimersByTimeAsync(10 * 60_000 + 1);
    expect(data.row(bare)).toBe(bare);
    hear(said([['A', { sold: 5 }]]));
    expect(data.row(bare).sold).toBe(5);
    data.clear();
    expect(data.row(bare)).toBe(bare);
  });

  it('is as old as the page’s question: an earlier one adds, and takes nothing back', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    const data = listen();
    hear(said([['A', { sold: 3 }]], {}, 10_000));
    hear(said([['A', { sold: 2, clicks: 9 }]], {}, 20_000));
    expect(data.said('A')).toEqual({
      sold: { value: 3, at: performance.now() - 10_000 },
      clicks: { value: 9, at: performance.now() - 20_000 },
    });
    // Each field ages by itself.
    await vi.advanceTimersByTimeAsync(10 * 60_000 - 15_000);
    expect(data.row(bare)).toMatchObject({ sold: 3, clicks: null });
  });

  it('is asked for when somebody begins to listen', () => {
    const post = vi.spyOn(window, 'postMessage');
    listen();
    const ask = { stockcueAsks: 'data', table: profile.data, frames: false };
    expect(post).toHaveBeenCalledWith(ask, location.origin);
  });

  it('takes nothing for a key but a key', () => {
    const data = listen();
    hear(JSON.parse('{"stockcueData":{"id":"promos","page":{},"ageMs":0,"rows":[["__proto__",{"sold":9}]]}}'));
    expect(data.row(bare)).toBe(bare);
    expect(({} as Record<string, unknown>).sold).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['a string', 'stockcueData'],
    ['nothing', null],
    [
      'a source that the profile does not name',
      { stockcueData: { id: 'other', rows: [['A', { sold: 9 }]], page: {}, ageMs: 0 } },
    ],
    ['no word of when it was', said([['A', { sold: 9 }]], {}, null)],
    ['a time to come', said([['A', { sold: 9 }]], {}, -1)],
    ['rows that are none', said({ A: { sold: 9 } })],
    ['a row without its fields', said([['A']])],
    ['a row with more than its fields', said([['A', { sold: 9 }, 1]])],
    ['a key that is no text', said([[7, { sold: 9 }]])],
    ['a key without end', said([['A'.repeat(301), { sold: 9 }]])],
    ['a count that is text', said([['A', { sold: '9' }]])],
    ['a count below nothing', said([['A', { sold: -1 }]])],
    ['a count that is no number', said([['A', { sold: Number.NaN }]])],
    ['a fraction', said([['A', { sold: 0.5 }]])],
    ['a count beyond all', said([['A', { sold: 1e12 }]])],
    ['a text without end', said([['A', { sold: 9, code: 'x'.repeat(301) }]])],
    ['a field that is none', said([['A', { sold: 9, state: 'onSale' }]])],
    ['a field that every object has', said([['A', { sold: 9, constructor: 1 }]])],
    ['a page that is none', said([['A', { sold: 9 }]], null)],
    ['more rows than any page has', said(Array.from({ length: 2_001 }, () => ['A', { sold: 9 }]))],
  ])('is not what a forged message says: %s', (_, message) => {
    const data = listen();
    hear(message);
    expect(data.row(bare)).toBe(bare);
    expect(changes).toBe(0);
  });

  it('is not what another window, or another origin, says', () => {
    const data = listen();
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const good = said([['A', { sold: 9 }]]);
    hear(good, { source: frame.contentWindow });
    hear(good, { source: null });
    hear(good, { origin: 'https://other.example' });
    expect(data.row(bare)).toBe(bare);
    expect(changes).toBe(0);
  });

  it('is heard of frames of the page’s very origin where the profile looks into them, and of no other window', () => {
    const data = listen({ ...profile, frames: true });
    const frame = { top: window } as unknown as Window;
    hear(said([['A', { sold: 4 }]]), { source: frame });
    expect(data.row(bare).sold).toBe(4);
    const other = said([['A', { sold: 9 }]]);
    hear(other, { source: frame, origin: 'https://other.example' });
    hear(other, { source: { top: {} } as unknown as Window });
    hear(other, { source: null });
    expect(data.row(bare).sold).toBe(4);
  });

  it('holds no field that the profile does not declare, and no more rows than a page has', () => {
    const data = listen();
    hear(said([['A', { impressions: 9 }]]));
    expect(data.row(bare)).toBe(bare);
    for (const part of [0, 1]) {
      hear(said(Array.from({ length: 1_500 }, (_, n) => [`K${part}-${n}`, { sold: n }])));
    }
    expect(data.row({ ...bare, key: 'K1-499' }).sold).toBe(499);
    expect(data.row({ ...bare, key: 'K1-600' }).sold).toBeNull();
  });

  it('is heard no more once reading has stopped', () => {
    listen();
    stop.abort();
    hear(said([['A', { sold: 9 }]]));
    expect(changes).toBe(0);
  });
});
