import { describe, expect, it } from 'vitest';
import { baseFrom, type DaySold } from './base.ts';
import { drivenBy } from './burst.ts';

const day = (back: number): string => new Date(Date.UTC(2026, 8, 30) - back * 86_400_000).toISOString().slice(0, 10);
/** Newest first: days of the same kind, from the newest on. */
function days(...runs: readonly (readonly [count: number, net: number, more?: Partial<DaySold>])[]): readonly DaySold[] {
  const all: DaySold[] = [];
  for (const [count, net, more] of runs)
    for (let one = 0; one < count; one += 1) all.push({ day: day(all.length + 1), net, out: false, stream: false, ...more });
  return all;
}
const stream = { stream: true };

describe('what drives demand', () => {
  it.each([
    ['unknown', 'few', 'six days without streams', days([6, 10])],
    ['sustained', 'steady', 'seven of them, and no peak', days([7, 10])],
    ['unknown', 'few', 'streams day by day', days([30, 40, stream])],
    ['unknown', 'few', 'days out of stock, which say nothing', days([6, 10], [20, 0, { out: true }])],
    [
      'sustained',
      'steady',
      'weekly streams that sell as they always do',
      days([6, 5], [1, 60, stream], [6, 5], [1, 70, stream], [6, 5], [1, 65, stream]),
    ],
    ['unknown', 'sincePeak', 'six days after a peak', days([6, 5], [1, 300, stream], [14, 5])],
    ['burst', 'fell', 'a peak, and then as before', days([7, 5], [1, 300, stream], [14, 5])],
    ['sustained', 'stayed', 'a peak, and then three times as many', days([7, 15], [1, 300, stream], [14, 5])],
    ['burst', 'fell', 'a little more after it, which may be chance', days([7, 7], [1, 300, stream], [14, 5])],
    ['burst', 'fell', 'a topic on a day without a stream', days([10, 5], [1, 200], [14, 5])],
    ['sustained', 'stayed', 'nothing before it, and a sixth of it ever since', days([7, 50], [1, 300, stream])],
    ['burst', 'fell', 'nothing before it, and hardly anything since', days([7, 3], [1, 300, stream])],
    ['unknown', 'few', 'a SKU of which nothing is known', []],
  ] as const)('is %s (%s) with %s', (cause, evidence, _, all) => {
    const driven = drivenBy(all, null);
    expect([driven.cause, driven.evidence.key, driven.said]).toEqual([cause, `restock:evidence.${evidence}`, false]);
  });

  it('is what the operator says, whatever the days look like', () => {
    expect(drivenBy(days([6, 10]), 'burst')).toMatchObject({
      cause: 'burst',
      said: true,
      evidence: { key: 'restock:evidence.said.burst' },
    });
    expect(drivenBy([], 'sustained')).toMatchObject({ cause: 'sustained', said: true });
  });

  it('reads base demand of a burst from the days that it left alone, of lasting demand from those after the peak', () => {
    const echoing = days([7, 5], [3, 40], [1, 300, stream], [14, 5]);
    expect(baseFrom(drivenBy(echoing, 'burst').days)?.perDay).toBe(5);
    const lasting = days([7, 15], [1, 300, stream], [14, 5]);
    expect(baseFrom(drivenBy(lasting, null).days)?.perDay).toBe(15);
    // Without the three days after it, too: a burst echoes.
    expect(baseFrom(drivenBy(lasting, 'burst').days)?.perDay).toBeCloseTo((4 * 15 + 14 * 5) / 18);
  });
});

describe('base demand', () => {
  it('leaves out days with a stream and days out of stock, and needs seven', () => {
    expect(baseFrom(days([6, 10], [5, 90, stream], [3, 0, { out: true }]))).toBeNull();
    expect(baseFrom(days([7, 10], [5, 90, stream], [3, 0, { out: true }]))).toEqual({ perDay: 10, ratio: 0 });
  });
  it('counts what came back, but never sells less than nothing', () => {
    expect(baseFrom(days([7, -3]))?.perDay).toBe(0);
  });
  it('varies by more than a Poisson where days do', () => {
    const wild = days([4, 0], [4, 40]);
    expect(baseFrom(wild)).toMatchObject({ perDay: 20 });
    expect(baseFrom(wild)?.ratio).toBeCloseTo(Math.sqrt(457.14 - 20) / 20, 2);
  });
});
