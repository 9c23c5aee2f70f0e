import { describe, expect, it } from 'vitest';
import { NOW } from '../../../test/builders/restock.ts';
import { DAY } from '../../domain/instant.ts';
import { baseFrom, type DaySold } from './base.ts';
import { cadenceLike, streamLike, withoutLike } from './peaks.ts';

/** Newest first. */
const days = (nets: readonly number[], more: (back: number) => Partial<DaySold> = () => ({})): readonly DaySold[] =>
  nets.map((net, index) => ({
    day: new Date(NOW - (index + 1) * DAY).toISOString().slice(0, 10),
    net,
    out: false,
    stream: false,
    ...more(index + 1),
  }));
const month = (of: (back: number) => number) => Array.from({ length: 30 }, (_, index) => of(index + 1));
const baseOf = (all: readonly DaySold[]) => baseFrom(withoutLike(all, streamLike(all)))?.perDay;

describe('days that look like streams', () => {
  it('stand alone, high above the days around them, and are no base', () => {
    const weekly = days(month((back) => (back % 7 === 0 ? 200 : 5)));
    expect(streamLike(weekly).map(({ net }) => net)).toEqual([200, 200, 200, 200]);
    expect(baseOf(weekly)).toBe(5);
  });

  it.each<[string, readonly number[], number]>([
    ['three evenings a week, the newest day among them', month((back) => ([1, 3, 5].includes(back % 7) ? 150 : 5)), 5],
    ['two evenings in a row', month((back) => ([6, 7].includes(back % 14) ? 90 : 4)), 4],
    ['a SKU that sells in nothing but streams', month((back) => (back % 7 === 2 ? 60 : 0)), 0],
  ])('are found of %s', (_, nets, base) => {
    expect(baseOf(days(nets))).toBe(base);
  });

  it.each<[string, readonly number[]]>([
    ['demand that has risen and stays', month((back) => (back <= 8 ? 25 : 5))],
    ['a month that goes up and down as it always does', month((back) => 8 + ((back * 5) % 9))],
    ['few units, however many times the usual', month((back) => (back % 7 === 0 ? 9 : 1))],
  ])('are none of %s', (_, nets) => {
    const all = days(nets);
    expect(streamLike(all)).toEqual([]);
    expect(baseOf(all)).toBeCloseTo(nets.slice(0, 28).reduce((sum, one) => sum + one, 0) / 28);
  });

  it('are not those on which a stream is known, nor those that ran out', () => {
    const known = days(
      month((back) => (back % 7 === 0 ? 200 : 5)),
      (back) => (back % 7 === 0 ? { stream: true } : {}),
    );
    expect(streamLike(known)).toEqual([]);
    expect(
      streamLike(
        days(
          month((back) => (back % 7 === 0 ? 200 : 5)),
          (back) => (back === 7 ? { out: true } : {}),
        ),
      ),
    ).toHaveLength(3);
  });

  it('come again as they came, with what they sold beyond the base', () => {
    const weekly = days(month((back) => (back % 7 === 0 ? 205 : 5)));
    const usual = cadenceLike(streamLike(weekly), baseFrom(withoutLike(weekly, streamLike(weekly))), 'UTC', NOW);
    expect(usual?.perWeek).toBeCloseTo(1, 0);
    expect(usual?.units).toBe(200);
    // One alone is no rhythm.
    expect(cadenceLike(streamLike(weekly).slice(0, 1), null, 'UTC', NOW)).toBeNull();
  });
});
