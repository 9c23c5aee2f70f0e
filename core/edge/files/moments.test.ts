import { describe, expect, it } from 'vitest';
import { datesOf, dayIn, endOfDay, instantOf, wallIn, writtenIn } from './moments.ts';

const NEW_YORK = 'America/New_York';
const at = (text: string, order: 'mdy' | 'dmy' = 'mdy', zone = NEW_YORK) => {
  const written = writtenIn(text, order);
  return written === null ? null : new Date(instantOf(written, zone)).toISOString();
};

describe('a time as files write it', () => {
  it.each([
    ['2026-11-20 19:12:30', '2026-11-21T00:12:30.000Z'],
    ['2026-11-20T19:12:30-05:00', '2026-11-21T00:12:30.000Z'],
    ['2026-11-20 19:12:30 -0500', '2026-11-21T00:12:30.000Z'],
    ['2026-11-21T00:12:30+00:00', '2026-11-21T00:12:30.000Z'],
    ['2026-11-21T00:12:30.125Z', '2026-11-21T00:12:30.000Z'],
    ['11/20/2026 7:12:30 PM', '2026-11-21T00:12:30.000Z'],
    ['11/20/2026 12:05 AM', '2026-11-20T05:05:00.000Z'],
    ['2026/11/20 19:12', '2026-11-21T00:12:00.000Z'],
    ['2026年11月20日 19：12', '2026-11-21T00:12:00.000Z'],
    ['Nov 20, 2026 7:12:30 PM', '2026-11-21T00:12:30.000Z'],
    ['2026-11-20', '2026-11-20T05:00:00.000Z'],
    // Clocks go forward over it, and back over it.
    ['2027-03-14 02:30', '2027-03-14T07:30:00.000Z'],
    ['2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
  ])('%s', (text, wanted) => {
    expect(at(text)).toBe(wanted);
  });

  it('counts the day first where the file does', () => {
    expect(at('05/11/2026 10:00', 'dmy', 'Europe/London')).toBe('2026-11-05T10:00:00.000Z');
    expect(at('05/11/2026 10:00', 'mdy', 'Europe/London')).toBe('2026-05-11T09:00:00.000Z');
    expect(at('25/11/2026 10:00', 'mdy', 'Europe/London')).toBe('2026-11-25T10:00:00.000Z');
  });

  it.each(['', 'yesterday', '2026-02-30', '2026-11-20 25:00', '13/13/2026', '14:00 PM', '20261120', 'Foo 1, 2026'])(
    'refuses %j',
    (text) => {
      expect(writtenIn(text, 'mdy')).toBeNull();
    },
  );
});

it.each([
  [['11/20/2026 19:00'], 'mdy'],
  [['05/11/2026', '25/11/2026'], 'dmy'],
  [['05/11/2026', '06/11/2026'], 'unclear'],
  [['2026-11-20', ''], 'none'],
])('tells the order of %j', (cells, wanted) => {
  const table = { header: ['day'], rows: cells.map((cell, row) => ({ row, cells: [cell] })) };
  const read = (asked: 'mdy' | 'dmy') => datesOf(table, { day: ['day'] }, ['day'], asked);
  // What the dates tell themselves wins over what somebody says; only what they do not is asked.
  const isTold = wanted === 'mdy' || wanted === 'dmy';
  expect(read('mdy')).toEqual({ order: isTold ? wanted : 'mdy', unclearDates: wanted === 'unclear' });
  expect(read('dmy').order).toBe(isTold ? wanted : 'dmy');
});

it('takes a date without a time as the end of that day, where it is 25 hours long, too', () => {
  const written = writtenIn('2026-11-01', 'mdy');
  const end = written === null ? 0 : endOfDay(written, NEW_YORK);
  expect(new Date(end).toISOString()).toBe('2026-11-02T04:59:00.000Z');
  expect(wallIn(end, NEW_YORK)).toBe('2026-11-01 23:59');
  expect(dayIn(end, NEW_YORK)).toBe('2026-11-01');
});
