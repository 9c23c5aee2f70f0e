import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { applyHistory } from './history.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { daySalesOf } from './sales.ts';
import { type Day, EMPTY_BOOK } from './state.ts';

/** T0 is a day of 2026: names of days before it, yesterday first. */
const TODAY = new Date(T0).toISOString().slice(0, 10);
const dayBefore = (days: number): string => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
const OUT = 3 * 3_600_000;

/** A ledger that has lived through so many whole days, each of which sold what `units` says. */
function lived(whole: number, units: (daysAgo: number) => number, out: (daysAgo: number) => boolean = () => false): Ledger {
  const days: Record<string, Day> = {};
  for (let ago = 1; ago <= whole; ago += 1) days[dayBefore(ago)] = { by: { wms: units(ago) }, out: out(ago) ? OUT : 0 };
  return { ...emptyLedger('main'), now: T0, firstDay: dayBefore(whole + 1), books: { TEE: { ...EMPTY_BOOK, days } } };
}
const average = (ledger: Ledger) => daySalesOf(ledger, 'TEE');

describe('average daily sales', () => {
  it.each<[string, Ledger, number | null]>([
    ['of 28 days', lived(28, () => 10), 10],
    ['of the newest 28 of more', lived(40, (ago) => (ago <= 28 ? 10 : 500)), 10],
    [
      'without the days out of stock',
      lived(
        28,
        (ago) => (ago <= 14 ? 10 : 0),
        (ago) => ago > 14,
      ),
      10,
    ],
    [
      'of 28 days in stock, however far apart',
      lived(
        50,
        (ago) => (ago % 2 === 0 ? 10 : 0),
        (ago) => ago % 2 === 1,
      ),
      10,
    ],
    ['with days that sold nothing', lived(28, (ago) => (ago <= 14 ? 10 : 0)), 5],
    ['of seven days', lived(7, () => 3), 3],
    ['of six days: none yet', lived(6, () => 3), null],
    [
      'of days that were all out of stock: none',
      lived(
        28,
        () => 3,
        () => true,
      ),
      null,
    ],
  ])('%s', (_name, ledger, perDay) => {
    expect(average(ledger)?.perDay ?? null).toBe(perDay);
  });

  const file = (from: number, to: number, net: number) => ({
    file: 'orders.csv',
    from: dayBefore(from),
    to: dayBefore(to),
    at: T0,
    days: Array.from({ length: from - to + 1 }, (_, index) => ({ sku: 'TEE', day: dayBefore(to + index), net })),
  });
  it('takes days of a file where none was lived through', () => {
    expect(average(applyHistory({ ...emptyLedger('main'), now: T0 }, file(20, 1, 6)))).toEqual({ days: 20, perDay: 6 });
  });
  it('prefers the days that it has lived through', () => {
    const both = applyHistory(
      lived(10, () => 10),
      file(28, 1, 1),
    );
    // Ten of its own; the rest, its first half day among them, from the file.
    expect(average(both)).toEqual({ days: 28, perDay: (10 * 10 + 18 * 1) / 28 });
  });
  it('counts no day between a file and its own first one', () => {
    expect(
      average(
        applyHistory(
          lived(10, () => 10),
          file(40, 30, 1),
        ),
      ),
    ).toEqual({ days: 21, perDay: (100 + 11) / 21 });
  });
});
