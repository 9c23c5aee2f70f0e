import { describe, expect, it } from 'vitest';
import { aPosition } from '../../../test/builders/events.ts';
import { at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';

function flickers(levels: readonly number[]) {
  const it = shop();
  levels.forEach((level, index) => {
    it.read(index * 5, [at(level)]);
  });
  return it;
}

describe('two replicas that disagree', () => {
  it.each<[string, number[], number, number]>([
    ['are no sales while they swing', [10, 8, 10, 8, 10, 8], 0, 8],
    ['show the lower of both, whichever was read last', [10, 8, 10, 8, 10], 0, 8],
    ['rise and fall alike', [8, 10, 8, 10], 0, 8],
    ['settle on the lower: one sale', [10, 8, 10, 8, 8, 8], 2, 8],
    ['are not settled by two answers alike', [10, 8, 10, 8, 8, 10], 0, 8],
    ['settle on the upper: none', [10, 8, 10, 8, 10, 10, 10], 0, 10],
    ['settle on a third level', [10, 8, 10, 8, 5, 5, 5], 5, 5],
    ['settle after a restock', [10, 8, 10, 8, 60, 60, 60], 0, 60],
    ['swing on while units are sold', [10, 8, 10, 8, 9, 7, 9, 7], 0, 7],
    ['are told from sales that go one way', [10, 8, 6, 4], 6, 4],
    ['sell again once they have settled', [10, 8, 10, 8, 8, 8, 7], 3, 7],
  ])('%s', (_name, levels, net, shown) => {
    const it = flickers(levels);
    expect(it.sold().net).toBe(net);
    expect(it.stock().available).toBe(shown);
    const place = it.place();
    expect((place?.first ?? 0) + (place?.rises ?? 0) - (place?.falls ?? 0)).toBe(levels.at(-1));
  });

  it('were sold anywhere in the time since it began', () => {
    const it = shop();
    it.read(0, [at(40)]);
    for (const [index, level] of [20, 40, 20].entries()) it.read(50 * (index + 1), [at(level)]);
    for (const seconds of [200, 240]) it.read(seconds, [at(20)]);
    expect(it.sold().net).toBe(20);
    expect(Math.max(...it.sold().byMinute.map(({ units }) => units))).toBeLessThanOrEqual(10);
  });

  it('says that it flickers, and that it does no longer', () => {
    expect(flickers([10, 8, 10, 8]).place()?.flickering).toBe(true);
    expect(flickers([10, 8, 10, 8, 8, 8]).place()?.flickering).toBe(false);
  });

  it('takes back what was given back too', () => {
    const it = shop();
    const reserved = (units: number) => [aPosition(SKU, 'LAX', { onHand: 40, reserved: units })];
    for (const [index, units] of [0, 5, 0, 5].entries()) it.read(index * 5, reserved(units));
    expect(it.sold()).toMatchObject({ ordered: 0, released: 0 });
  });

  it('leaves no large fall behind for a person to explain', () => {
    const it = flickers([500, 100, 500, 100]);
    expect(it.place()?.unexplained).toEqual([]);
  });

  it('is seen at any interval', () => {
    const it = shop();
    it.log(1_800_000_000_000, { type: 'tick', body: { now: 1_800_000_000_000, intervalMs: 300 * SECOND, start: false } });
    for (const [index, level] of [10, 8, 10, 8].entries()) it.read(index * 300, [at(level)]);
    expect(it.place()?.flickering).toBe(true);
  });

  it('does not settle by answers that do not show the place', () => {
    const it = flickers([10, 8, 10, 8]);
    const partial = { coverage: { kind: 'partial', why: 'pages' } } as const;
    for (const seconds of [20, 25, 30]) it.read(seconds, [], 'wms', partial);
    expect(it.place()?.flickering).toBe(true);
  });
});
