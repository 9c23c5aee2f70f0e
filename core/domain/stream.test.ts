import { expect, it } from 'vitest';
import { aStream } from '../../test/builders/events.ts';
import { isRunning, lastOf, type Stream } from './stream.ts';

const HOUR = 3_600_000;
const stream = (actualStart: number | null, actualEnd: number | null): Stream =>
  aStream('a', 10 * HOUR, 12 * HOUR, { actualStart, actualEnd });

it.each<[string, Stream, number, number]>([
  ['that nobody started ends as planned', stream(null, null), 12, 0],
  ['that nobody ended overruns by six hours at most', stream(11 * HOUR, null), 18, 7],
  ['that was ended early ends then', stream(10 * HOUR, 11 * HOUR), 11, 1],
  ['that was ended late ends then, however late', stream(9 * HOUR, 20 * HOUR), 20, 11],
])('a stream %s', (_name, given, last, hoursOnAir) => {
  expect(lastOf(given)).toBe(last * HOUR);
  const hours = Array.from({ length: 30 }, (_, hour) => hour * HOUR);
  expect(hours.filter((at) => isRunning(given, at))).toHaveLength(hoursOnAir);
});
