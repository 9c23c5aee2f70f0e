import { describe, expect, it } from 'vitest';
import { aSource, aStream, T0 } from '../../../test/builders/events.ts';
import { aLine, at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import type { OrderLine } from '../../domain/order.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import { ordersBody } from './orders.ts';
import { daySalesOf, salesOf } from './sales.ts';

const row = (sold: number | null, key = SKU, fromData: readonly string[] = []) => ({
  key,
  title: null,
  link: 3,
  state: 'onSale' as const,
  sellable: null,
  pinned: null,
  offer: null,
  sold,
  clicks: null,
  impressions: null,
  cart: null,
  ...(fromData.length === 0 ? {} : { fromData }),
});
const page = { live: 'live', room: null, viewers: null, comments: null } as const;

function watched(options: Parameters<typeof shop>[0] = {}) {
  const it = shop(options);
  const see = (seconds: number, sold: number | null, key = SKU, fromData: readonly string[] = []) =>
    it.log(T0 + seconds * SECOND, {
      type: 'consoleSeen',
      body: {
        account: 'acc',
        seenAt: T0 + seconds * SECOND,
        page,
        changed: [row(sold, key, fromData)],
        keys: [key],
        complete: true,
      },
    });
  return { ...it, see };
}

describe('where sales come from', () => {
  it('is nowhere before the stream starts, and for a SKU that nobody reads', () => {
    const it = shop();
    expect(it.sold()).toMatchObject({ kind: 'warehouseFalls', net: 0 });
    expect(salesOf(it.ledger(), 'no such stream', SKU)).toMatchObject({ kind: 'none', net: 0 });
  });

  it('is the places that serve the account, and no others', () => {
    const it = shop({ pool: [{ source: 'wms', location: 'LAX' }] });
    it.read(0, [at(40), at(40, 'FRA')]);
    it.read(5, [at(37), at(35, 'FRA')]);
    expect(it.sold().net).toBe(3);
    expect(it.stock().available).toBe(37);
  });

  it('is the channel, never the channel and the warehouse', () => {
    const it = shop({ channel: true });
    it.read(0, [at(400)]);
    it.read(0, [at(300, 'shop')], 'shop');
    it.read(5, [at(397, 'LAX')]);
    it.read(6, [at(297, 'shop')], 'shop');
    expect(it.sold()).toMatchObject({ kind: 'channelFalls', net: 3 });
  });

  it('is the console’s own count from when it is read; before and after that what falls', () => {
    const it = watched({ channel: true });
    it.read(0, [at(300, 'shop')], 'shop');
    it.read(5, [at(296, 'shop')], 'shop');
    it.see(10, 4);
    it.see(20, 9);
    it.read(25, [at(291, 'shop')], 'shop');
    expect(it.sold()).toMatchObject({ kind: 'console', net: 9 });
    // The page was closed: what falls stands in for it.
    it.read(295, [at(291, 'shop')], 'shop');
    it.read(300, [at(285, 'shop')], 'shop');
    expect(it.sold().net).toBe(15);
    it.see(310, 15);
    expect(it.sold().net).toBe(15);
  });

  it('takes a count that starts anew from 0, and none of a row that nobody knows', () => {
    const it = watched();
    it.read(0, [at(300)]);
    it.see(5, 400);
    it.see(10, 2);
    it.see(15, 3, 'sku-of-nobody');
    expect(it.sold()).toMatchObject({ kind: 'console', net: 2 });
    expect(Object.keys(it.ledger().books)).toEqual([SKU]);
  });

  it('is the page’s own data like its count, and no sale between the two', () => {
    const it = watched();
    it.read(0, [at(300)]);
    it.see(5, 10);
    // The page now says "1.2k": what its data says is another count.
    it.see(10, 1_204, SKU, ['sold']);
    it.see(15, 1_206, SKU, ['sold']);
    it.see(20, 12);
    it.see(25, 13);
    expect(it.sold()).toMatchObject({ kind: 'console', net: 3 });
  });

  it('spreads what a hidden page sold over the time in which it was hidden', () => {
    const it = watched();
    it.read(0, [at(300)]);
    it.see(5, 0);
    it.see(605, 30);
    expect(Math.max(...it.sold().byMinute.map(({ units }) => units))).toBeLessThanOrEqual(4);
    expect(it.sold().net).toBe(30);
  });

  it('lets a console count unseen orders where there is no channel to read', () => {
    const it = watched({ lag: 90 });
    it.read(0, [at(300)]);
    it.see(5, 0);
    it.see(10, 6);
    expect(it.stock()).toMatchObject({ available: 300, unseen: 6, safeToPromise: 294 });
    expect(it.sold()).toMatchObject({ kind: 'console', net: 6, unknownSince: null });
  });

  it('is unknown since the lag where only a late warehouse tells', () => {
    const it = shop({ lag: 90 });
    it.read(0, [at(300)]);
    it.read(60, [at(300)]);
    expect(it.sold()).toMatchObject({ kind: 'warehouseFalls', unknownSince: T0 + MINUTE - 90 * MINUTE });
  });

  it('is unknown since its source was last read, and what came in the gap is told to have come in it', () => {
    const it = shop();
    it.read(0, [at(300)]);
    it.read(600, [at(298)]);
    it.log(T0 + 655 * SECOND, { type: 'tick', body: { now: T0 + 655 * SECOND, intervalMs: 5 * SECOND, start: false } });
    expect(it.sold().unreadSince).toBe(undefined);
    it.log(T0 + 665 * SECOND, { type: 'tick', body: { now: T0 + 665 * SECOND, intervalMs: 5 * SECOND, start: false } });
    expect(it.sold()).toMatchObject({ unreadSince: T0 + 600 * SECOND, unknownSince: null });
    it.read(1_200, [at(280)]);
    expect(it.sold().unreadSince).toBe(undefined);
    expect(it.sold().gaps).toEqual([
      { from: T0, to: T0 + 600 * SECOND },
      { from: T0 + 600 * SECOND, to: T0 + 1_200 * SECOND },
    ]);
    expect(it.sold().net).toBe(20);
  });

  it('is the stream’s own time, and a late fall after its end is its own too', () => {
    const it = shop({ lag: 60 });
    it.read(0, [at(300)]);
    const [stream] = Object.values(it.ledger().settings.streams);
    if (stream === undefined) throw new Error('no stream');
    it.log(T0 + HOUR, { type: 'settings', body: { streams: [{ ...stream, actualEnd: T0 + HOUR }] } });
    it.read(89 * 60, [at(300)]);
    it.read(90 * 60, [at(260)]);
    expect(it.sold().net).toBe(20);
  });
});

describe('orders', () => {
  it('replace falls up to their watermark; a fall after it is provisional', () => {
    const it = shop({ channel: true });
    it.read(0, [at(100, 'shop')], 'shop');
    it.read(5, [at(95, 'shop')], 'shop');
    it.read(60, [at(93, 'shop')], 'shop');
    it.order(61, 30, [aLine('o1', 4, 4)]);
    expect(it.sold()).toMatchObject({ kind: 'orders', ordered: 6, net: 6, provisional: 2 });
  });

  it.each([
    ['a later revision replaces an earlier one', [aLine('o', 4, 4), aLine('o', 4, 3, { revision: 2 })], { ordered: 3, net: 3 }],
    ['an earlier one that comes late does not', [aLine('o', 4, 3, { revision: 2 }), aLine('o', 4, 4)], { ordered: 3, net: 3 }],
    ['unpaid ones are ordered', [aLine('o', 4, 4, { state: 'unpaid' })], { ordered: 4, released: 0, net: 4 }],
    ['cancelled ones are given back', [aLine('o', 4, 4, { state: 'released' })], { ordered: 4, released: 4, net: 0 }],
    ['a return was sold; it counts again when it is on the shelf', [aLine('o', 4, 4, { state: 'returned' })], { net: 4 }],
    ['a gift is no demand', [aLine('o', 4, 4, { state: 'gift' })], { ordered: 0, net: 0 }],
    ['lines of one order are apart', [aLine('o', 4, 4), aLine('o', 4, 1, { line: '2' })], { net: 5 }],
    ['the same line twice is one', [aLine('o', 4, 4), aLine('o', 4, 4)], { net: 4 }],
  ])('%s', (_name, lines, sold) => {
    const it = shop({ channel: true });
    it.order(10, 10, lines);
    expect(it.sold()).toMatchObject(sold);
  });

  it.each([
    ['partly given back', { released: 3 }, { ordered: 4, released: 3, net: 1 }],
    ['raised and lowered again within one tick of its system’s clock', { quantity: 6, revision: 1 }, { net: 6 }],
    ['told with another time, as a clock was set meanwhile', { revision: 2, createdAt: T0 - HOUR }, { ordered: 4, net: 4 }],
  ] as const)('a line that is %s', (_name, more, sold) => {
    const it = shop({ channel: true });
    it.order(10, 10, [aLine('o', 4, 4)]);
    it.order(
      15,
      15,
      [aLine('o', 4, 4, { revision: 2, ...more })].map((line) => ({ ...line, ...more })),
    );
    expect(it.sold()).toMatchObject(sold);
  });

  it('that come to light late are counted, though the watermark has passed them', () => {
    const it = shop({ channel: true });
    it.read(0, [at(100, 'shop')], 'shop');
    it.order(10, 10, []);
    it.read(15, [at(97, 'shop')], 'shop');
    expect(it.sold().net).toBe(3);
    it.order(16, 16, [aLine('in flight', 9, 3)]);
    expect(it.sold()).toMatchObject({ net: 3, provisional: 0 });
  });

  it('that are told no more are no source of a stream that begins later; of the one that was on air they are', () => {
    const it = shop({ channel: true });
    it.read(0, [at(100, 'shop')], 'shop');
    it.order(10, 10, [aLine('o', 4, 4)]);
    it.read(600, [at(93, 'shop')], 'shop');
    expect(it.sold()).toMatchObject({ kind: 'orders', net: 7, provisional: 3 });
    it.log(T0 + HOUR, { type: 'settings', body: { streams: [{ ...aStream('acc', T0 + HOUR, T0 + 2 * HOUR), id: 'next' }] } });
    it.read(3_700, [at(93, 'shop')], 'shop');
    it.read(3_705, [at(91, 'shop')], 'shop');
    expect(salesOf(it.ledger(), 'next', SKU)).toMatchObject({ kind: 'channelFalls', net: 2, provisional: 0 });
  });

  it('only what is news is kept of an answer that tells of lines again', () => {
    const it = shop({ channel: true });
    const lines = [aLine('o', 4, 4), aLine('p', 5, 1)];
    const body = (more: readonly OrderLine[]) =>
      ordersBody(it.ledger(), 'shop', { watermark: T0, lines: [...lines, ...more] }, T0).lines;
    expect(body([])).toEqual(lines);
    it.order(10, 10, lines);
    const changed = [aLine('o', 4, 3), aLine('q', 6, 1)];
    expect(body([{ ...aLine('o', 4, 4), createdAt: T0 }])).toEqual([]);
    expect(body(changed)).toEqual(changed);
  });

  it('that were forgotten, or are of before the first answer, count for no day when they change', () => {
    const it = shop({ channel: true });
    const day = 86_400;
    const days = () =>
      Object.values(it.ledger().books[SKU]?.days ?? {}).reduce((sum, { by }) => sum + (by['orders:shop'] ?? 0), 0);
    it.order(10, 10, [aLine('long ago', -3 * day, 5), aLine('told in part', -2 * day + 60, 3), aLine('o', 4, 4)]);
    expect(days()).toBe(4);
    it.order(3 * day, 3 * day, [aLine('p', 3 * day - 5, 2)]);
    // It is shipped, and so it comes again.
    it.order(3 * day + 5, 3 * day + 5, [aLine('o', 4, 4, { revision: 9 }), aLine('long ago', -3 * day, 5, { revision: 9 })]);
    expect(days()).toBe(6);
  });

  it('are kept for two days, and the days’ totals for longer', () => {
    const it = shop({ channel: true });
    it.order(10, 10, [aLine('o', 4, 4), aLine('g', 4, 9, { state: 'gift' })]);
    it.order(3 * 86_400, 3 * 86_400, [aLine('p', 3 * 86_400 - 5, 2)]);
    const book = it.ledger().books[SKU];
    expect(Object.keys(book?.orders ?? {})).toEqual(['shop|p|1']);
    expect(Object.values(book?.days ?? {}).map(({ by }) => by['orders:shop'])).toEqual([4, 2]);
  });
});

it('keeps a hot SKU small, and all of its units', () => {
  const it = shop();
  let level = 10_000;
  it.read(0, [at(level)]);
  for (let seconds = 5; seconds <= 7_200; seconds += 5) {
    level -= 2;
    it.read(seconds, [at(level)]);
  }
  const [entries] = Object.values(it.ledger().books[SKU]?.seen ?? {});
  expect(it.sold().net).toBe(2_880);
  expect(entries?.length).toBeLessThan(330);
});

describe('the ledger’s own days', () => {
  /** Sells so many units at noon of each day of the market; two days and today are not whole. */
  function days(perDay: readonly number[], options: Parameters<typeof shop>[0] = {}) {
    const it = shop(options);
    let level = 1_000;
    it.read(0, [at(level)]);
    perDay.forEach((units, day) => {
      it.read((day + 1) * 86_400 - 5, [at(level)]);
      level -= units;
      it.read((day + 1) * 86_400, [at(level)]);
    });
    it.read((perDay.length + 1) * 86_400, [at(level)]);
    return { ...it, level: () => level };
  }

  it('count once there are seven whole ones', () => {
    const six = days([5, 5, 5, 5, 5, 5]);
    expect(daySalesOf(six.ledger(), SKU)).toBeNull();
    const seven = days([1, 2, 3, 4, 5, 6, 7]);
    expect(daySalesOf(seven.ledger(), SKU)).toEqual({ days: 7, perDay: 4 });
  });

  it('leave out those on which there was nothing to sell', () => {
    const it = shop();
    // Out from the fourth day to the seventh; two units on each of the others.
    const levels = [40, 38, 36, 34, 0, 0, 0, 40, 38, 36, 34, 32, 30];
    levels.forEach((level, day) => {
      if (day > 0) it.read(day * 86_400 - 5, [at(levels[day - 1] ?? 0)]);
      it.read(day * 86_400, [at(level)]);
    });
    const out = Object.values(it.ledger().books[SKU]?.days ?? {}).filter((day) => day.out > 0);
    expect(out).toHaveLength(4);
    expect(daySalesOf(it.ledger(), SKU)).toEqual({ days: 7, perDay: 2 });
  });

  it('count what channel and warehouse both saw once, and what no channel told of too', () => {
    const it = shop({ channel: true, sources: [aSource('3pl', 'warehouse', 90)] });
    it.read(0, [at(400, 'NJ')], '3pl');
    it.read(0, [at(300, 'shop')], 'shop');
    for (let day = 1; day <= 9; day += 1) {
      it.read(day * 86_400, [at(300 - 10 * day, 'shop')], 'shop');
      it.read(day * 86_400 + 3_600, [at(400 - 12 * day, 'NJ')], '3pl');
    }
    expect(daySalesOf(it.ledger(), SKU)?.perDay).toBeCloseTo(12, 5);
  });

  /** A system that ships and sells tells of ten units a day, which its stock takes for twelve. */
  function bothDays(accounts: readonly (string | null)[], sources: readonly SourceConfig[] = []) {
    const it = shop({
      settings: {
        sources: [aSource('erp', 'both'), ...sources],
        accounts: accounts.map((channel, n) => ({ id: `a${n}`, name: '', profile: '', site: '', channel, pool: null })),
      },
    });
    const order = (seconds: number, lines: readonly OrderLine[]) =>
      it.log(T0 + seconds * SECOND, {
        type: 'orders',
        body: { source: 'erp', receivedAt: T0 + seconds * SECOND, watermark: T0 + seconds * SECOND, lines },
      });
    it.read(0, [at(500)], 'erp');
    order(1, []);
    for (let day = 1; day <= 9; day += 1) {
      it.read(day * 86_400, [at(500 - 12 * day)], 'erp');
      order(day * 86_400 + 1, [{ ...aLine(`o${day}`, day * 86_400 - 5, 10), source: 'erp' }]);
    }
    return daySalesOf(it.ledger(), SKU)?.perDay;
  }

  it('of a system that ships and sells are its orders, once', () => {
    expect(bothDays(['erp'])).toBeCloseTo(10, 5);
  });

  it.each([
    ['a channel beside it', ['erp'], [aSource('tiktok', 'channel')]],
    ['a page that is counted beside it', ['erp', null], []],
  ] as const)('are what its stock shows where %s may have orders there', (_name, accounts, sources) => {
    expect(bothDays(accounts, sources)).toBeCloseTo(12, 5);
  });

  it('count a prompt warehouse and its channel once, whichever is asked first', () => {
    const it = shop({ channel: true });
    it.read(0, [at(400)]);
    it.read(0, [at(300, 'shop')], 'shop');
    for (let day = 1; day <= 9; day += 1) {
      const first = () => it.read(day * 86_400, [at(400 - 5 * day)]);
      const second = () => it.read(day * 86_400 + 5, [at(300 - 5 * day, 'shop')], 'shop');
      if (day % 2 === 0) first();
      second();
      if (day % 2 === 1) first();
    }
    expect(daySalesOf(it.ledger(), SKU)?.perDay).toBeCloseTo(5, 5);
  });
});
