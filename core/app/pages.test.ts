import { beforeEach, describe, expect, test } from 'vitest';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { aRow } from '../../test/builders/rows.ts';
import type { ConsoleSeenBody, RowSeen } from '../domain/console.ts';
import type { Draft } from '../domain/event.ts';
import type { ConsoleState } from '../domain/health.ts';
import { createPages } from './pages.ts';
import type { Seen } from './seen.ts';

const seen = (more: Partial<RowSeen>): Seen => ({
  page: { live: 'live', room: null, viewers: 1, comments: null },
  changed: [aRow('a', more)],
  keys: ['a'],
  complete: true,
});
const flush = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp(onAir = false) {
  const clock = fakeClock(10_000);
  const logged: ConsoleSeenBody[] = [];
  let known: ConsoleState | undefined;
  const append = async (draft: Draft) => {
    await flush();
    const body = draft.body as ConsoleSeenBody;
    logged.push(body);
    const rows = { ...known?.rows, ...Object.fromEntries(body.changed.map((each) => [each.key, each])) };
    known = {
      page: body.page,
      rows,
      keys: body.keys ?? known?.keys ?? [],
      complete: body.complete,
      seenAt: body.seenAt,
      liveAt: body.seenAt,
      endedAt: null,
    };
  };
  const pages = createPages({
    known: () => known,
    append,
    actor: () => ({ name: '', origin: 'o', surface: 'worker' }),
    clock,
    report: (where, error) => {
      throw new Error(where, { cause: error });
    },
    graceMs: () => 10_000,
    onAir: () => onAir,
    signal: new AbortController().signal,
  });
  const settled = async () => {
    for (let n = 0; n < 5; n++) await flush();
  };
  return { clock, logged, pages, settled };
}
let it: ReturnType<typeof setUp>;
beforeEach(() => {
  it = setUp();
});

describe('what console pages say is written down', () => {
  test('a pin that comes and goes faster than the disk ends as it ended', async () => {
    for (const pinned of [true, false, true, false]) it.pages.seen('acc', seen({ pinned }));
    await it.settled();
    expect(it.logged.at(-1)?.changed).toEqual([aRow('a', { pinned: false })]);
  });
  test('counts at most each five seconds, and the newest is never lost', async () => {
    it.pages.seen('acc', seen({}));
    for (const sold of [1, 2, 3]) it.pages.seen('acc', seen({ sold }));
    await it.settled();
    expect(it.logged).toHaveLength(1);
    it.clock.advance(5_000);
    await it.settled();
    expect(it.logged.map((body) => body.changed[0]?.sold)).toEqual([0, 3]);
  });
  test('clicks at most each minute, and the newest are never lost: not even where the page goes', async () => {
    it.pages.seen('acc', seen({}));
    for (let at = 0; at < 12; at += 1) {
      it.pages.seen('acc', seen({ clicks: at }));
      await it.settled();
      it.clock.advance(5_000);
      await it.settled();
    }
    expect(it.logged.map((body) => body.changed[0]?.clicks)).toEqual([0, 11]);
    it.pages.seen('acc', seen({ clicks: 20 }));
    await it.settled();
    it.pages.absent('acc');
    await it.settled();
    expect(it.logged.map((body) => body.changed[0]?.clicks)).toEqual([0, 11, 20, null]);
  });
  test('a clock that was set back holds no count up', async () => {
    it.pages.seen('acc', seen({}));
    await it.settled();
    it.clock.set(10_000 - 3_600_000);
    it.pages.seen('acc', seen({ clicks: 4 }));
    await it.settled();
    expect(it.logged.map((body) => body.changed[0]?.clicks)).toEqual([0, 4]);
  });
  test('a waiting count goes along with a pin', async () => {
    it.pages.seen('acc', seen({}));
    it.pages.seen('acc', seen({ clicks: 7 }));
    it.pages.seen('acc', seen({ clicks: 7, pinned: true }));
    await it.settled();
    it.clock.advance(60_000);
    await it.settled();
    expect(it.logged.map((body) => [body.changed[0]?.clicks, body.changed[0]?.pinned])).toEqual([
      [0, false],
      [7, true],
    ]);
  });
  test('a page that is gone for longer than a reload takes is unknown, once', async () => {
    it.pages.seen('acc', seen({ pinned: true }));
    await it.settled();
    it.pages.sweep(['acc'], new Set());
    it.clock.advance(9_999);
    it.pages.sweep(['acc'], new Set());
    await it.settled();
    expect(it.logged).toHaveLength(1);
    it.clock.advance(1);
    it.pages.sweep(['acc'], new Set());
    await it.settled();
    it.pages.sweep(['acc'], new Set());
    await it.settled();
    expect(it.logged).toHaveLength(2);
    expect(it.logged[1]).toMatchObject({
      keys: [],
      page: { live: 'unknown', viewers: null },
      changed: [{ pinned: null, sellable: null }],
    });
  });
  test('a page on air that stays as it is is said to be seen, once a minute, and one that nobody sees is not', async () => {
    it = setUp(true);
    it.pages.seen('acc', seen({ pinned: true }));
    await it.settled();
    for (let second = 0; second < 150; second += 5) {
      it.clock.advance(5_000);
      it.pages.sweep(['acc'], new Set(['acc']));
      await it.settled();
    }
    expect(it.logged.map(({ seenAt, changed, keys }) => [seenAt, changed.length, keys?.length])).toEqual([
      [10_000, 1, 1],
      [70_000, 0, 1],
      [130_000, 0, 1],
    ]);
    for (let second = 0; second < 150; second += 5) {
      it.clock.advance(5_000);
      it.pages.sweep(['acc'], new Set());
      await it.settled();
    }
    expect(it.logged).toHaveLength(4);
  });
  test('a page that comes back in time changes nothing', async () => {
    it.pages.seen('acc', seen({}));
    await it.settled();
    it.pages.sweep(['acc'], new Set());
    it.clock.advance(9_000);
    it.pages.sweep(['acc'], new Set(['acc']));
    it.clock.advance(9_000);
    it.pages.sweep(['acc'], new Set());
    await it.settled();
    expect(it.logged).toHaveLength(1);
  });
});
