import { expect, it } from 'vitest';
import { aStream } from '../../test/builders/events.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import type { Stream } from '../domain/stream.ts';
import { type ConsoleSaid, dueStarts } from './stream-starts.ts';

const START = Date.UTC(2026, 10, 25);
const stream = (id: string, over: Partial<Stream> = {}): Stream => ({
  ...aStream('us', START, START + 2 * HOUR, { id }),
  actualStart: null,
  actualEnd: null,
  ...over,
});
const live = (seenAt: number, what: ConsoleSaid['live'] = 'live') => ({ us: { live: what, seenAt } });

it.each([
  ['by hand', stream('s'), live(START), START + MINUTE, null],
  ['by schedule, before', stream('s', { starts: 'schedule' }), {}, START - 1, null],
  ['by schedule, on time', stream('s', { starts: 'schedule' }), {}, START, START],
  ['by schedule, with the browser shut until later', stream('s', { starts: 'schedule' }), {}, START + 50 * MINUTE, START],
  ['by schedule, when it is over', stream('s', { starts: 'schedule' }), {}, START + 2 * HOUR, null],
  [
    'by schedule, ended before',
    stream('s', { starts: 'schedule', actualStart: START, actualEnd: START + MINUTE }),
    {},
    START + 5 * MINUTE,
    null,
  ],
  ['with the console, on time', stream('s', { starts: 'console' }), live(START), START + MINUTE, START + MINUTE],
  [
    'with the console, half an hour early',
    stream('s', { starts: 'console' }),
    live(START - 30 * MINUTE),
    START - 30 * MINUTE,
    START - 30 * MINUTE,
  ],
  ['with the console, another evening', stream('s', { starts: 'console' }), live(START - 5 * HOUR), START - 5 * HOUR, null],
  ['with the console, not live yet', stream('s', { starts: 'console' }), live(START, 'idle'), START + MINUTE, null],
  ['with the console, live long ago', stream('s', { starts: 'console' }), live(START - 5 * MINUTE), START, null],
  ['with the console, seen by a clock that was set back', stream('s', { starts: 'console' }), live(START + HOUR), START, null],
  ['with the console, which nobody sees', stream('s', { starts: 'console' }), {}, START, null],
])('%s', (_, one, consoles, now, at) => {
  expect(dueStarts([one], consoles, now)).toEqual(at === null ? [] : [{ stream: 's', at }]);
});

it('starts no second stream of an account that is on air', () => {
  const running = stream('running', { actualStart: START - HOUR, plannedStart: START - HOUR });
  expect(dueStarts([running, stream('next', { starts: 'schedule' })], {}, START)).toEqual([]);
  const ended = { ...running, actualEnd: START };
  expect(dueStarts([ended, stream('next', { starts: 'schedule' })], {}, START)).toEqual([{ stream: 'next', at: START }]);
});

it('starts one of two that are due on one account, and each of two on two accounts', () => {
  const [a, b] = [stream('a', { starts: 'schedule' }), stream('b', { starts: 'schedule', plannedStart: START - MINUTE })];
  expect(dueStarts([a, b], {}, START).map((one) => one.stream)).toEqual(['b']);
  expect(dueStarts([a, { ...b, account: 'uk' }], {}, START).map((one) => one.stream)).toEqual(['b', 'a']);
});

it('starts nothing twice', () => {
  const one = stream('s', { starts: 'schedule' });
  const [due] = dueStarts([one], {}, START);
  expect(dueStarts([{ ...one, actualStart: due?.at ?? null }], {}, START + MINUTE)).toEqual([]);
});
