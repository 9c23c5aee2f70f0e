import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { at, shop } from '../../../test/builders/ledger-shop.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';

const told = (seconds: number) => ({ observedAt: T0 + seconds * SECOND });

describe('answers out of order', () => {
  it('change no level and are no good reading', () => {
    const it = shop();
    it.read(0, [at(40)], 'wms', told(0));
    it.read(5, [at(35)], 'wms', told(5));
    it.read(10, [at(40)], 'wms', told(0));
    it.read(15, [at(35)], 'wms', told(15));
    expect(it.sold().net).toBe(5);
    expect(it.place()).toMatchObject({ level: 35, rises: 0, falls: 5 });
  });

  it('are news again once the server’s clock is seen to have been set back', () => {
    const it = shop();
    it.read(0, [at(40)], 'wms', told(0));
    for (const seconds of [5, 10, 15]) it.read(seconds, [at(38)], 'wms', told(seconds - 7_200));
    expect(it.sold().net).toBe(2);
    expect(it.ledger().sources.wms).toMatchObject({ lastGoodAt: T0 + 15 * SECOND, skew: 7_200 * SECOND });
  });

  it('may come of a stale cache as often as they like', () => {
    const it = shop();
    it.read(0, [at(40)], 'wms', told(0));
    it.read(5, [at(35)], 'wms', told(5));
    for (const seconds of [10, 15, 20, 25]) it.read(seconds, [at(40)], 'wms', told(0));
    expect(it.sold().net).toBe(5);
    expect(it.stock().available).toBe(35);
  });
});

describe('a clock that jumps', () => {
  it('loses no sale where this machine’s clock is set back beyond the stream’s start', () => {
    const it = shop();
    it.read(600, [at(40)]);
    const { ledger } = it;
    const wall = T0 + 605 * SECOND;
    const position = at(33);
    it.log(wall, {
      type: 'reading',
      body: {
        source: 'wms',
        observedAt: null,
        receivedAt: T0 - HOUR,
        skew: null,
        coverage: { kind: 'full' },
        changed: [position],
        gone: [],
        hash: '0',
        problems: [],
      },
    });
    expect(it.sold()).toMatchObject({ net: 7, lastSaleAt: wall });
    expect(ledger().now).toBe(wall);
  });

  it('notes by how much this machine differs from the server', () => {
    const it = shop();
    it.read(0, [at(40)], 'wms', told(-90));
    expect(it.ledger().sources.wms?.skew).toBe(90 * SECOND);
  });
});

describe('what an answer does not show', () => {
  it('is unknown where a full answer no longer lists it; comes back as after a gap', () => {
    const it = shop();
    it.read(0, [at(100), at(10, 'FRA')]);
    it.read(5, [at(10, 'FRA')]);
    expect(it.stock()).toMatchObject({ available: 10, unknownPlaces: 1 });
    expect(it.place()).toMatchObject({ gone: true, level: null, readAt: T0 });
    expect(it.ledger().sources.wms?.skus).toBe(1);
    for (let seconds = 60; seconds < 600; seconds += 60) it.read(seconds, [at(10, 'FRA')]);
    it.read(600, [at(60), at(10, 'FRA')]);
    expect(it.sold().net).toBe(40);
    expect(Math.max(...it.sold().byMinute.map(({ units }) => units))).toBeLessThanOrEqual(5);
  });

  it('is null and counted where the vendor stops giving a figure, and no sale when it starts again', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(null)]);
    expect(it.stock()).toMatchObject({ available: null, safeToPromise: null, unknownPlaces: 1 });
    it.read(10, [at(38)]);
    expect(it.sold().net).toBe(2);
  });

  it('stands in a part of the pages, and its interval reaches back to when it was last shown', () => {
    const it = shop();
    const partial = { coverage: { kind: 'partial', why: 'pages' } } as const;
    it.read(0, [at(100), at(50, 'FRA')]);
    for (let seconds = 60; seconds < 600; seconds += 60) it.read(seconds, [at(50, 'FRA')], 'wms', partial);
    expect(it.stock()).toMatchObject({ available: 150, unknownPlaces: 0 });
    expect(it.place()?.readAt).toBe(T0);
    it.read(600, [at(60), at(50, 'FRA')]);
    expect(Math.max(...it.sold().byMinute.map(({ units }) => units))).toBeLessThanOrEqual(5);
  });

  it('says nothing where the server says that nothing changed', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [], 'wms', { unchanged: true });
    expect(it.stock()).toMatchObject({ available: 40, unknownPlaces: 0, readAt: T0 + 5 * SECOND });
  });

  it('counts a place once that one answer shows twice, as it stood last', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(38), at(37)]);
    expect(it.sold().net).toBe(3);
    expect(it.place()).toMatchObject({ level: 37, falls: 3 });
  });
});

describe('the health of a source', () => {
  it('counts failures until the next good answer, and tells when a level last moved', () => {
    const it = shop();
    it.read(0, [at(40)]);
    const problem = { kind: 'timeout', say: { key: 'source:problem.timeout' } } as const;
    it.log(T0 + MINUTE, { type: 'pollFailed', body: { source: 'wms', failedAt: T0 + MINUTE, problem } });
    expect(it.ledger().sources.wms).toMatchObject({ failures: 1, problem, lastGoodAt: T0 });
    it.read(120, [at(40, 'LAX', { title: 'Tee' })]);
    expect(it.ledger().sources.wms).toMatchObject({ failures: 0, problem: null, lastMovedAt: T0, skus: 1 });
  });

  it('has the same hash for the same stock, in whatever order it came', () => {
    const one = shop();
    one.read(0, [at(40), at(10, 'FRA')]);
    one.read(5, [at(39), at(12, 'FRA')]);
    const two = shop();
    two.read(0, [at(12, 'FRA'), at(39)]);
    const hashOf = (it: typeof one) => it.ledger().feeds.wms?.hash;
    expect(hashOf(one)).toBe(hashOf(two));
    one.read(10, [at(39)]);
    expect(hashOf(one)).not.toBe(hashOf(two));
  });
});
