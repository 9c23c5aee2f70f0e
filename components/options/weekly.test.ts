import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../core/domain/instant.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { streamOf } from '../../test/builders/options.ts';
import { cadences, nextOf, repeated, weeksUntil } from './weekly.ts';

const NEW_YORK = 'America/New_York';
const ids = () => {
  let at = 0;
  return () => `n${++at}`;
};
const at = (iso: string) => Date.parse(iso);
const stream = (start: string, over: Partial<Stream> = {}): Stream =>
  streamOf({ zone: NEW_YORK, plannedStart: at(start), plannedEnd: at(start) + 3 * HOUR, ...over });
const iso = (all: readonly Stream[]) => all.map(({ plannedStart }) => new Date(plannedStart).toISOString().slice(0, 16));

describe('a stream at 19:00 in New York, repeated weekly, stays at 19:00', () => {
  it.each([
    ['where clocks go back', '2026-10-20T23:00Z', ['2026-10-27T23:00', '2026-11-04T00:00', '2026-11-11T00:00']],
    ['where clocks go forward', '2027-03-03T00:00Z', ['2027-03-10T00:00', '2027-03-16T23:00', '2027-03-23T23:00']],
    // 02:30 does not exist on 14 March: that one is an hour later by its clock, the next is at 02:30 again.
    ['in an hour that is skipped', '2027-03-07T07:30Z', ['2027-03-14T07:30', '2027-03-21T06:30', '2027-03-28T06:30']],
  ])('%s', (_, start, wanted) => {
    expect(iso(repeated(stream(start), 3, ids()))).toEqual(wanted);
  });

  it('in London, too', () => {
    expect(iso(repeated(stream('2026-10-22T18:00Z', { zone: 'Europe/London' }), 1, ids()))).toEqual(['2026-10-29T19:00']);
  });
});

it('leaves a week as it is in which the account has a stream then already', () => {
  const weekly = stream('2026-10-20T23:00Z', { id: 'w' });
  const known = [weekly, ...repeated(weekly, 3, ids())];
  expect(repeated(weekly, 3, ids(), known)).toEqual([]);
  expect(iso(repeated(weekly, 4, ids(), known))).toEqual(['2026-11-18T00:00']);
  // Another account may be on air at the same time, and the same one at another.
  const others = known.map((one) => ({ ...one, account: 'uk' }));
  expect(repeated(weekly, 3, ids(), [...others, stream('2026-10-28T12:00Z', { id: 'x' })])).toHaveLength(3);
});

it('lasts as long, moves its rundown along, and was started by nobody', () => {
  const slot = { key: 'L', startsAt: at('2026-10-27T23:10Z'), endsAt: at('2026-10-27T23:30Z') };
  const [next] = repeated(stream('2026-10-27T23:00Z', { rundown: [slot], actualStart: 1, actualEnd: 2, uid: 'x' }), 1, ids());
  expect(next).toMatchObject({ id: 'n1', actualStart: null, actualEnd: null, plannedEnd: at('2026-11-04T03:00Z') });
  expect(next?.rundown).toEqual([{ key: 'L', startsAt: at('2026-11-04T00:10Z'), endsAt: at('2026-11-04T00:30Z') }]);
  expect(next).not.toHaveProperty('uid');
});

it.each([
  ['2026-10-26', 0],
  ['2026-10-27', 1],
  ['2026-11-09', 2],
  ['2026-11-10', 3],
  ['2099-01-01', 52],
])('repeats until %s, that day included: %i', (day, weeks) => {
  expect(weeksUntil(stream('2026-10-20T23:00Z'), day)).toBe(weeks);
});

describe('the usual cadence', () => {
  const NOW = at('2026-11-23T12:00Z');
  const past = (start: string, id: string, over: Partial<Stream> = {}) =>
    stream(start, { id, actualStart: at(start), actualEnd: at(start) + 3 * HOUR, ...over });
  /** Tuesdays at 19:00, before the clocks went back and after it. */
  const tuesdays = [
    past('2026-10-20T23:00Z', 'a'),
    past('2026-10-27T23:10Z', 'b'),
    past('2026-11-04T00:00Z', 'c'),
    past('2026-11-17T23:50Z', 'd'),
  ];

  it('is found across the change of clocks, to half an hour', () => {
    expect(cadences(tuesdays, NOW)).toMatchObject([
      { weekday: 2, time: '19:00', zone: NEW_YORK, next: at('2026-11-25T00:00Z'), like: { id: 'd' } },
    ]);
  });

  it('leaves out a time that is planned already', () => {
    const planned = stream('2026-11-25T00:00Z', { id: 'next', actualStart: null });
    expect(cadences([...tuesdays, planned], NOW)).toMatchObject([{ next: at('2026-12-02T00:00Z') }]);
  });

  it.each([
    ['twice is no habit', tuesdays.slice(0, 2)],
    ['what was planned and never started', tuesdays.map((one) => ({ ...one, actualStart: null }))],
    [
      'three in one week',
      [0, 1, 2].map((hours) => past(new Date(at('2026-11-17T12:00Z') + hours * 60_000).toISOString(), `${hours}`)),
    ],
    [
      'longer ago than eight weeks',
      tuesdays.map((one) => ({ ...one, plannedStart: one.plannedStart - 70 * DAY, actualStart: one.plannedStart - 70 * DAY })),
    ],
  ])('says nothing where %s', (_, streams) => {
    expect(cadences(streams, NOW)).toEqual([]);
  });

  it('makes the next one like the last', () => {
    const [cadence] = cadences(tuesdays, NOW);
    expect(cadence && nextOf(cadence, 'new')).toMatchObject({
      id: 'new',
      plannedStart: at('2026-11-25T00:00Z'),
      plannedEnd: at('2026-11-25T03:00Z'),
      actualStart: null,
    });
  });
});
