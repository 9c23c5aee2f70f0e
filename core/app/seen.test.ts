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
    expect(newsOf(known, seen([aRow('a'), aRow('b')]))).toBeNull();
    expect(newsOf(known, seen([], { keys: ['a', 'b'] }))).toBeNull();
  });
  test('a pin, a state, a quantity, an order of rows are urgent', () => {
    const keys = ['a', 'b'];
    for (const change of [{ pinned: true }, { state: 'paused' as const }, { sellable: 4 }, { link: 2 }])
      expect(newsOf(known, seen([aRow('a', change)], { keys }))).toMatchObject({ urgent: true, body: { changed: [change] } });
    expect(newsOf(known, seen([], { keys: ['b', 'a'] }))).toMatchObject({ urgent: true });
  });
  test('what merely counts up can wait', () => {
    const keys = ['a', 'b'];
    expect(newsOf(known, seen([aRow('a', { clicks: 9 })], { keys }))).toMatchObject({ urgent: false });
    expect(newsOf(known, seen([], { keys, page: { ...known.page, viewers: 11 } }))).toMatchObject({ urgent: false });
  });
  test('only rows that changed are logged', () => {
    expect(newsOf(known, seen([aRow('a'), aRow('b', { clicks: 1 })]))?.body.changed).toEqual([aRow('b', { clicks: 1 })]);
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
