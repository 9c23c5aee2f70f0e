import { describe, expect, it } from 'vitest';
import { aPosition, T0 } from '../../../test/builders/events.ts';
import { at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { dayTotals, withDayTotals } from './day-totals.ts';
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

  describe('of a SKU that came later', () => {
    it('counts from its first sale or the first reading that had it', () => {
      const ledger = lived(28, (ago) => (ago <= 10 ? 12 : 0));
      const from = (since: string | null): Ledger => {
        const book = ledger.books.TEE ?? EMPTY_BOOK;
        return { ...ledger, books: { TEE: { ...book, since } } };
      };
      expect(average(from(dayBefore(10)))).toEqual({ days: 10, perDay: 12 });
      // Listed two days before it sold: those were days without a sale; the one on which it was listed was none.
      expect(average(from(dayBefore(13)))).toEqual({ days: 12, perDay: 10 });
      expect(average(from(dayBefore(40)))?.days).toBe(28);
    });
    it('knows that day from what the ledger is told, and after its events were folded away', () => {
      const it = shop();
      const day = 86_400;
      for (let ago = 0; ago <= 28; ago += 1) {
        const positions =
          ago < 18
            ? [aPosition('OLD', 'LAX', { sellable: 50 })]
            : [aPosition('OLD', 'LAX', { sellable: 50 }), at(1_000 - 12 * (ago - 18))];
        it.read(ago * day, positions);
      }
      it.read(28 * day + 43_200, [aPosition('OLD', 'LAX', { sellable: 50 }), at(1_000 - 12 * 10)]);
      expect(daySalesOf(it.ledger(), SKU)?.perDay).toBeCloseTo(12, 0);
      const { now, settings } = it.ledger();
      const folded = withDayTotals({ ...emptyLedger('main'), now, settings }, dayTotals(it.ledger()));
      expect(daySalesOf(folded, SKU)).toEqual(daySalesOf(it.ledger(), SKU));
    });
  });

  const file = (from: number, to: number, net: number, of = 'TikTok Shop') => ({
    file: 'orders.csv',
    of,
    from: dayBefore(from),
    to: dayBefore(to),
    at: T0,
    days: Array.from({ length: from - to + 1 }, (_, index) => ({ sku: 'TEE', day: dayBefore(to + index), net })),
  });
  it('takes days of a file where none was lived through', () => {
    expect(average(applyHistory({ ...emptyLedger('main'), now: T0 }, file(20, 1, 6)))).toEqual({ days: 20, perDay: 6 });
  });
  describe('of files of several channels', () => {
    const fresh = { ...emptyLedger('main'), now: T0 };
    const brought = (...files: Parameters<typeof file>[]) =>
      files.reduce((ledger, ask) => applyHistory(ledger, file(...ask)), fresh as Ledger);
    it.each<[string, Parameters<typeof file>[], number]>([
      [
        'adds them up',
        [
          [20, 1, 10, 'TikTok Shop'],
          [20, 1, 4, 'Amazon'],
        ],
        14,
      ],
      [
        'takes the same file again for what it is',
        [
          [20, 1, 10, 'TikTok Shop'],
          [20, 1, 4, 'Amazon'],
          [20, 1, 4, 'amazon '],
        ],
        14,
      ],
      [
        'takes a newer file of a channel for its days',
        [
          [20, 1, 10, 'TikTok Shop'],
          [20, 1, 4, 'Amazon'],
          [20, 1, 6, 'Amazon'],
        ],
        16,
      ],
      [
        'counts only days that each of them tells of',
        [
          [28, 1, 10, 'TikTok Shop'],
          [14, 1, 4, 'Amazon'],
        ],
        14,
      ],
      [
        'has to do with one where they share no day',
        [
          [28, 15, 10, 'TikTok Shop'],
          [14, 1, 4, 'Amazon'],
        ],
        7,
      ],
      [
        'lets what nobody named give way',
        [
          [20, 1, 10, ''],
          [20, 1, 10, 'TikTok Shop'],
          [20, 1, 4, 'Amazon'],
        ],
        14,
      ],
      [
        'keeps what nobody named where nothing else tells',
        [
          [28, 1, 10, ''],
          [14, 1, 12, 'TikTok Shop'],
        ],
        11,
      ],
    ])('%s', (_name, files, perDay) => {
      expect(average(brought(...files))?.perDay).toBe(perDay);
    });
    it('forgets what a newer file of the channel no longer holds', () => {
      const before = applyHistory(fresh, file(20, 1, 10));
      const after = applyHistory(before, { ...file(20, 1, 10), days: [{ sku: 'CAP', day: dayBefore(3), net: 2 }] });
      expect(average(after)?.perDay).toBe(0);
    });
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
