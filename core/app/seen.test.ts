import { describe, expect, test } from 'vitest';
import { aRow } from '../../test/builders/rows.ts';
import type { RowSeen } from '../domain/console.ts';
import type { ConsoleState } from '../domain/health.ts';
import { merged, newsOf, type Seen, unseen } from './seen.ts';

const seen = (rows: RowSeen[], more: Partial<Seen> = {}): Seen => ({
  page: { live: 'live', room: 'r', viewers: 10, comments: 1 },
  changed: rows,
  keys: rows.map((each) => each.key),
  complete: true,
  ...more,
});
const known: ConsoleState = {
  page: { live: 'live', room: 'r', viewers: 10, comments: 1 },
  rows: { a: aRow('a'), b: aRow('b') },
  keys: ['a', 'b'],
  complete: true,
  seenAt: 1_000,
  liveAt: 1_000,
  endedAt: null,
};

describe('what a console page says', () => {
  test('the same again is no news', () => {
    expect(newsOf(known, seen([aRow('a'), aRow('b')])).news).toBeNull();
    expect(newsOf(known, seen([], { keys: ['a', 'b'] })).news).toBeNull();
  });
  test('a pin, a state, a quantity, an order of rows are urgent', () => {
    const keys = ['a', 'b'];
    for (const change of [{ pinned: true }, { state: 'paused' as const }, { sellable: 4 }, { link: 2 }])
      expect(newsOf(known, seen([aRow('a', change)], { keys })).news).toMatchObject({
        urgent: true,
        body: { changed: [change] },
      });
    expect(newsOf(known, seen([], { keys: ['b', 'a'] })).news).toMatchObject({ urgent: true });
  });
  test('what merely counts up can wait', () => {
    const keys = ['a', 'b'];
    expect(newsOf(known, seen([aRow('a', { clicks: 9 })], { keys })).news).toMatchObject({ urgent: false });
    expect(newsOf(known, seen([], { keys, page: { ...known.page, viewers: 11 } })).news).toMatchObject({ urgent: false });
  });
  test('about so many is a metric, too, and the same about is no news', () => {
    const keys = ['a', 'b'];
    const rough = (clicks: number) => aRow('a', { clicks: null, about: { clicks }, fromData: ['sold'] });
    const before = { ...known, rows: { ...known.rows, a: rough(18_800) }, page: { ...known.page, about: { viewers: 3_400 } } };
    const page = { ...known.page, about: { viewers: 3_400 } };
    expect(newsOf(before, seen([rough(18_800)], { keys, page })).news).toBeNull();
    expect(newsOf(before, seen([rough(18_900)], { keys, page })).news).toMatchObject({ urgent: false });
  });
  test('only rows that changed are logged', () => {
    expect(newsOf(known, seen([aRow('a'), aRow('b', { clicks: 1 })])).news?.body.changed).toEqual([aRow('b', { clicks: 1 })]);
  });
  test('keys that stand as they stood are not written again', () => {
    const keys = ['a', 'b'];
    expect(newsOf(known, seen([aRow('a', { sold: 3 })], { keys })).news?.body).not.toHaveProperty('keys');
    expect(newsOf(known, seen([], { keys: ['b', 'a'] })).news?.body.keys).toEqual(['b', 'a']);
  });
  test('rows of which only clicks and the like count up wait while those have to; a sale or a pin brings them along', () => {
    const rows = [aRow('a', { clicks: 9 }), aRow('b', { sold: 1, clicks: 4 })];
    const { news, later } = newsOf(known, seen(rows), false);
    expect([news?.body.changed, later]).toEqual([[rows[1]], [rows[0]]]);
    expect(newsOf(known, seen([aRow('a', { clicks: 9 }), aRow('b')]), false).news).toBeNull();
  });
  test('what waited keeps its rows under later ones', () => {
    const both = merged(
      seen([aRow('a', { clicks: 1 }), aRow('b', { clicks: 1 })]),
      seen([aRow('b', { clicks: 2 })], { keys: ['a', 'b'] }),
    );
    expect(both.changed.map((each) => [each.key, each.clicks])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
  test('a page that nobody sees any more is unknown, never 0, and is said once', () => {
    const gone = unseen(known);
    expect(gone?.changed.every((each) => each.sellable === null && each.state === 'unknown' && each.pinned === null)).toBe(true);
    expect(unseen({ ...known, page: gone?.page ?? known.page, keys: [] })).toBeNull();
    expect(unseen(undefined)).toBeNull();
  });
});
