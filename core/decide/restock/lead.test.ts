import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIR, afterDays, aMode, NOW } from '../../../test/builders/restock.ts';
import { DAY } from '../../domain/instant.ts';
import type { Mode, Weekday } from '../../domain/shipping.ts';
import { lastCutOff, nextCutOff, wallClock } from './dates.ts';
import { lastTrip, leadOf, tripFrom } from './lead.ts';

const NY = 'America/New_York';
const utc = (text: string) => Date.parse(`${text}Z`);

describe('the cut-off in its zone', () => {
  const at4 = (weekdays: readonly Weekday[] = []) => ({ weekdays, time: '16:00', zone: NY });
  // Clocks go back on 1 November 2026 and forward on 14 March 2027.
  it.each([
    ['2026-10-30T19:00', '2026-10-30T20:00', 'summer time'],
    ['2026-10-30T20:00', '2026-10-30T20:00', 'at the cut-off itself'],
    ['2026-10-31T21:00', '2026-11-01T21:00', 'the day the clocks go back'],
    ['2026-11-01T20:30', '2026-11-01T21:00', 'an hour later by UTC'],
    ['2027-03-13T21:30', '2027-03-14T20:00', 'the day the clocks go forward'],
    ['2027-03-14T20:30', '2027-03-15T20:00', 'an hour earlier by UTC'],
  ])('from %s comes at %s: %s', (from, to) => {
    expect(nextCutOff(at4(), utc(from))).toBe(utc(to));
    expect(lastCutOff(at4(), utc(to) + 1)).toBe(utc(to));
  });

  it.each([
    ['2026-10-30T20:30', '2026-11-02T21:00', 'Friday evening waits for Monday, over the change'],
    ['2026-11-02T20:59', '2026-11-02T21:00', 'Monday before it'],
  ])('on Mondays and Wednesdays from %s at %s: %s', (from, to) => {
    expect(nextCutOff(at4([1, 3]), utc(from))).toBe(utc(to));
  });

  it('moves a time that the clocks skip on by as much', () => {
    const cut = nextCutOff({ weekdays: [], time: '02:30', zone: NY }, utc('2027-03-14T05:30'));
    expect(wallClock(cut, NY)).toBe('2027-03-14 03:30');
  });

  it('lies on the clock that it names, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 * 24 * 4 }),
        fc.constantFrom(NY, 'Asia/Shanghai', 'Europe/London'),
        (quarter, zone) => {
          const at = NOW + quarter * 900_000;
          const cutOff = { weekdays: [], time: '16:00', zone };
          const next = nextCutOff(cutOff, at);
          expect(wallClock(next, zone)).toMatch(/ 16:00$/);
          expect(next - at).toBeGreaterThanOrEqual(0);
          expect(next - at).toBeLessThanOrEqual(25 * 3_600_000);
          expect(lastCutOff(cutOff, next)).toBe(next);
        },
      ),
    );
  });
});

describe('lead time', () => {
  const parts: Mode['parts'] = {
    production: { days: 5, spread: 1 },
    labelling: { days: 1, spread: 0 },
    domestic: { days: 2, spread: 0 },
    main: { days: 20, spread: 3 },
    customs: { days: 2, spread: 2 },
    lastLeg: { days: 1, spread: 0 },
    putaway: { days: 3, spread: 1 },
  };
  const long = aMode({ parts });

  it('is the sum of its parts, and its spread that of independent ones', () => {
    expect(leadOf(long, null, NOW, NY)).toBe(34);
    expect(tripFrom(long, null, NOW, NY).spread).toBeCloseTo(Math.sqrt(1 + 9 + 4 + 1));
    expect(tripFrom(long, null, NOW, NY)).toMatchObject({
      orderBy: NOW,
      arrivesAt: afterDays(31),
      putAwayAt: afterDays(34),
      cutOff: null,
    });
  });

  it("takes the SKU's own days to make and label it where they are said", () => {
    expect(leadOf(long, { productionDays: 15, labellingDays: null }, NOW, NY)).toBe(44);
    expect(leadOf(long, { productionDays: 0, labellingDays: 0 }, NOW, NY)).toBe(28);
    expect(leadOf({ ...long, kind: 'transfer' }, { productionDays: 15, labellingDays: 2 }, NOW, NY)).toBe(28);
  });

  it('waits for the next cut-off, and says until when an order still makes it', () => {
    // Ready on Tuesday 15 September at 08:00 UTC; leaves on Thursdays at 16:00 in Shanghai.
    const thursdays = { ...long, cutOff: { weekdays: [4 as const], time: '16:00', zone: 'Asia/Shanghai' } };
    const trip = tripFrom(thursdays, null, NOW, NY);
    expect(trip.cutOff).toBe(utc('2026-09-17T08:00'));
    expect(trip.orderBy).toBe(utc('2026-09-09T08:00'));
    expect(trip.putAwayAt).toBe(utc('2026-09-17T08:00') + 26 * DAY);
    expect(tripFrom(thursdays, null, trip.orderBy, NY).cutOff).toBe(trip.cutOff);
    expect(tripFrom(thursdays, null, trip.orderBy + 1, NY).cutOff).toBe(utc('2026-09-24T08:00'));
  });

  it.each([
    ['no peak', { from: '2026-12-01', to: '2026-12-31' }, 10],
    ['a peak that begins after its main leg', { from: '2026-09-08', to: '2026-09-30' }, 12],
    ['a peak on the day of departure', { from: '2026-09-07', to: '2026-09-07' }, 18],
    ['a peak over all of it', { from: '2026-09-01', to: '2026-09-30' }, 20],
  ])('is longer by %s', (_, dates, days) => {
    const peaks = [{ ...dates, parts: [], factor: 2, why: 'Golden Week' }];
    expect(leadOf({ ...AIR, peaks }, null, NOW, 'UTC')).toBe(days);
  });

  it('takes the worst of peaks that overlap, for the parts that they name', () => {
    const peak = { from: '2026-09-01', to: '2026-12-31', why: '' };
    const peaks = [
      { ...peak, parts: ['main' as const], factor: 1.5 },
      { ...peak, parts: ['main' as const], factor: 1.25 },
    ];
    expect(leadOf({ ...AIR, peaks }, null, NOW, 'UTC')).toBe(14);
  });

  it('snaps order-by to the last cut-off that makes it', () => {
    const fridays = { ...AIR, cutOff: { weekdays: [5 as const], time: '18:00', zone: 'Asia/Shanghai' } };
    // Ten days before 9 October 10:00 UTC is Tuesday 29 September; the Friday before it is the 25th.
    const trip = lastTrip(fridays, { productionDays: 3, labellingDays: null }, NOW, utc('2026-10-09T10:00'), NY);
    expect(trip?.cutOff).toBe(utc('2026-09-25T10:00'));
    expect(trip?.orderBy).toBe(utc('2026-09-22T10:00'));
    expect(trip?.putAwayAt).toBe(utc('2026-10-05T10:00'));
    const exact = lastTrip(fridays, null, NOW, utc('2026-10-05T10:00'), NY);
    expect(exact?.cutOff).toBe(utc('2026-09-25T10:00'));
    expect(lastTrip(fridays, null, NOW, utc('2026-10-05T09:59'), NY)?.cutOff).toBe(utc('2026-09-18T10:00'));
    expect(lastTrip(fridays, null, NOW, afterDays(9), NY)).toBeNull();
  });

  it('finds no later departure that is in time, and none that is late', () => {
    const peak = fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 20 }),
      factor: fc.constantFrom(0.5, 1, 1.5, 3),
      parts: fc.subarray(['production', 'domestic', 'main', 'customs', 'putaway'] as const),
    });
    const date = (days: number) => new Date(afterDays(days)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        fc.array(peak, { maxLength: 2 }),
        fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[]), { nil: null }),
        fc.integer({ min: 0, max: 80 }),
        (peaks, weekdays, days) => {
          const mode: Mode = {
            ...long,
            parts: {
              production: { days: 3, spread: 0 },
              domestic: { days: 1.5, spread: 0 },
              main: { days: 8, spread: 1 },
              putaway: { days: 2, spread: 0 },
            },
            cutOff: weekdays === null ? null : { weekdays, time: '16:00', zone: NY },
            peaks: peaks.map(({ from, length, ...more }) => ({ ...more, from: date(from), to: date(from + length), why: '' })),
          };
          const neededAt = afterDays(days);
          const trip = lastTrip(mode, null, NOW, neededAt, NY);
          if (trip === null) {
            expect(tripFrom(mode, null, NOW, NY).putAwayAt).toBeGreaterThan(neededAt);
            return;
          }
          expect(trip.putAwayAt).toBeLessThanOrEqual(neededAt);
          expect(trip.orderBy).toBeGreaterThanOrEqual(NOW);
          if (trip.cutOff !== null) {
            expect(trip.orderBy).toBeLessThanOrEqual(trip.cutOff);
            // Ordered then it makes this cut-off, or an earlier one where a peak left it no other moment.
            expect(tripFrom(mode, null, trip.orderBy, NY).cutOff ?? Number.NaN).toBeLessThanOrEqual(trip.cutOff);
          }
          if (peaks.length === 0) expect(tripFrom(mode, null, trip.orderBy + 60_000, NY).putAwayAt).toBeGreaterThan(neededAt);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives a date whatever is typed', () => {
    const day = { days: 1_000, spread: 1_000 };
    const parts = { production: day, labelling: day, domestic: day, main: day, customs: day, lastLeg: day, putaway: day };
    const peaks = [{ from: '0001-01-01', to: '9999-12-31', parts: [], factor: 1e9, why: '' }];
    const mode = aMode({ parts, peaks, cutOff: { weekdays: [7], time: '23:59', zone: NY } });
    const trip = tripFrom(mode, null, NOW, NY);
    expect(Number.isFinite(trip.putAwayAt)).toBe(true);
    expect(wallClock(trip.putAwayAt, NY)).toMatch(/^20\d\d-/);
    expect(lastTrip(mode, null, NOW, afterDays(100), NY)).toBeNull();
  });
});
