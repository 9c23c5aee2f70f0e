import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import { nextPollAt, OPEN_AFTER, type PollState, polled, UNPOLLED, waitOf } from './schedule.ts';

const T = 1_800_000_000_000;
const LIVE = 5 * SECOND;
const IDLE = 5 * MINUTE;
/** In the middle of the jitter. */
const EVEN = 0.5;
const stateAfter = (failures: number, more: Partial<PollState> = {}): PollState => ({
  lastPollAt: T,
  failures,
  retryAt: null,
  ...more,
});

describe('the wait before the next poll', () => {
  it.each<[string, number, number, number]>([
    ['is the interval after a good answer, live', 0, LIVE, 5],
    ['is the interval after a good answer, otherwise', 0, IDLE, 300],
    ['is the interval after one failure', 1, LIVE, 5],
    ['doubles after the second', 2, LIVE, 10],
    ['doubles after the third', 3, LIVE, 20],
    ['doubles after the fourth', 4, LIVE, 40],
    ['is a minute where the circuit is open', OPEN_AFTER, LIVE, 60],
    ['stays a minute', 500, LIVE, 60],
    ['is never less than the interval', 3, IDLE, 300],
    ['of a rehearsal is twelve of its intervals at most', 20, SECOND, 12],
  ])('%s', (_name, failures, interval, seconds) => {
    expect(waitOf(failures, interval)).toBe(seconds * SECOND);
  });
});

describe('the next poll', () => {
  it.each<[string, PollState, number, number]>([
    ['is at once where none was made', UNPOLLED, T, 0],
    ['is an interval after the last', stateAfter(0), T, 5],
    ['is overdue after a sleep', stateAfter(0), T + HOUR, 5],
    ['counts from now where the clock was set back', stateAfter(0), T - HOUR, -HOUR / SECOND + 5],
    ['waits as long as the server asks', stateAfter(1, { retryAt: T + 90 * SECOND }), T, 90],
    ['is not hastened by a server that asks for less', stateAfter(3, { retryAt: T + SECOND }), T, 20],
    ['does not wait for ever', stateAfter(1, { retryAt: T + 100 * HOUR }), T, 3_600],
  ])('%s', (_name, state, now, seconds) => {
    expect(nextPollAt(state, LIVE, now, EVEN) - T).toBe(seconds * SECOND);
  });

  const any = {
    failures: fc.integer({ min: 0, max: 50 }),
    interval: fc.integer({ min: 250, max: 600_000 }),
    now: fc.integer({ min: T - HOUR, max: T + HOUR }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  };
  it('is jittered by a tenth at most, and never further off than the cap', () => {
    fc.assert(
      fc.property(any.failures, any.interval, any.now, any.random, (failures, interval, now, random) => {
        const wait = waitOf(failures, interval);
        const from = Math.min(T, now);
        const at = nextPollAt(stateAfter(failures), interval, now, random);
        expect(at - from).toBeGreaterThanOrEqual(0.9 * wait - 1);
        expect(at - from).toBeLessThanOrEqual(1.1 * wait + 1);
        expect(wait).toBeLessThanOrEqual(Math.max(interval, MINUTE));
        expect(wait).toBeGreaterThanOrEqual(interval);
      }),
    );
  });

  it('never comes sooner after one more failure, and at the interval again after one good answer', () => {
    fc.assert(
      fc.property(any.failures, any.interval, any.random, (failures, interval, random) => {
        const failed = polled(stateAfter(failures), T, { ok: false });
        expect(nextPollAt(failed, interval, T, random)).toBeGreaterThanOrEqual(
          nextPollAt(stateAfter(failures), interval, T, random),
        );
        expect(polled(failed, T, { ok: true })).toEqual(stateAfter(0));
      }),
    );
  });
});
