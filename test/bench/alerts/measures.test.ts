import { describe, expect, it } from 'vitest';
import { aStream } from '../../builders/events.ts';
import { benchOf } from './bench.ts';
import type { Evening, Run } from './evening.ts';
import { figuresOf, isBurst, sumOf, tally } from './measures.ts';

const LENGTH = 60;
const flat = (units: number) => Array.from({ length: LENGTH }, () => units);
/** Sells one a minute from `had` until it is out. */
const run = (sku: string, had: number): Run => ({
  sku,
  had,
  rates: flat(1),
  sold: flat(1).map((units, minute) => (minute < had ? units : 0)),
  outAt: had <= LENGTH ? had - 1 : null,
});
const evening = (runs: readonly Run[], planned: readonly string[] = []): Evening =>
  ({
    made: {
      recording: { ...aStream('acc', 0, 0), rundown: planned.map((sku) => ({ sku, startsAt: 0, endsAt: 1 })), startsAt: 0 },
    },
    minutes: LENGTH,
    planned: LENGTH,
    runs,
  }) as unknown as Evening;

describe('the measures of alerts', () => {
  const [early, late, never, nearly] = [run('OUT', 30), run('LATE', 40), run('KEPT', 500), run('NEARLY', 64)];
  const all = evening([early, late, never, nearly]);
  it('count alerts that came true, warnings in time, and interruptions', () => {
    const raised = [
      { sku: 'OUT', minute: 20 },
      { sku: 'LATE', minute: 36 },
      { sku: 'KEPT', minute: 5 },
      { sku: 'NEARLY', minute: 50 },
    ];
    const told = figuresOf(tally(all, raised, [5, 20, 20, 36]));
    // NEARLY ends with four of 64; LATE was said three minutes ahead only.
    expect(told).toMatchObject({
      precision: 3 / 4,
      recall: 1 / 2,
      stockOuts: 2,
      alerts: 4,
      interruptionsAnHour: 4,
      momentsAnHour: 3,
      shareOut: 0.5,
    });
  });
  it('call an alert wrong that comes when it is over', () => {
    expect(tally(all, [{ sku: 'OUT', minute: 31 }], []).right).toBe(0);
  });
  it('do not ask for a warning of what jumped unannounced', () => {
    const rates = flat(1).map((rate, minute) => (minute >= 27 ? 8 * rate : rate));
    const jumped = { ...early, rates };
    expect(isBurst(all, jumped, 29)).toBe(true);
    expect(isBurst(evening([jumped], ['OUT']), jumped, 29)).toBe(false);
    expect(isBurst(all, early, 29)).toBe(false);
    expect(tally(evening([jumped]), [], []).outs).toBe(0);
  });
  it('add up', () => {
    const one = tally(all, [{ sku: 'OUT', minute: 20 }], [20]);
    expect(sumOf([one, one])).toMatchObject({ alerts: 2, right: 2, outs: 4, hours: 2 });
  });
});

it('the stock-out alert is right and in time far more often than not, on streams of our own making', () => {
  const { stockcue, oracle, fixed } = benchOf([3], { warm: 6, scored: 6 });
  expect(stockcue.precision).toBeGreaterThan(0.5);
  expect(stockcue.recall).toBeGreaterThan(0.7);
  expect(stockcue.recall).toBeGreaterThan(fixed.recall + 0.1);
  expect(oracle.recall).toBeGreaterThanOrEqual(stockcue.recall);
}, 120_000);
