import { expect, test } from 'vitest';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { createPace, QUIET_MS } from './pace.ts';

function setUp(running: boolean, watched: boolean) {
  const clock = fakeClock(1_000_000);
  const ticks: number[] = [];
  let beats = 0;
  const stop = new AbortController();
  const state = { running, watched };
  const pace = createPace({
    clock,
    intervalMs: () => 5_000,
    running: () => state.running,
    watched: () => state.watched,
    tick: async (now) => void ticks.push(now),
    beat: () => {
      beats += 1;
    },
    report: () => {},
    signal: stop.signal,
  });
  return { clock, ticks, pace, stop, state, beats: () => beats };
}
const flush = () => new Promise<void>((resolve) => setImmediate(resolve));

test('while a stream runs there is a tick each interval, watched or not', () => {
  const { clock, ticks, pace } = setUp(true, false);
  pace.nudge();
  clock.advance(15_000);
  expect(ticks).toEqual([1_005_000, 1_010_000, 1_015_000]);
});
test('without a stream whoever watches sees time go by, and hears a beat before a silent worker would be stopped', async () => {
  const { clock, ticks, pace, beats } = setUp(false, true);
  pace.nudge();
  clock.advance(QUIET_MS * 3);
  await flush();
  expect(ticks).toHaveLength(3);
  expect(beats()).toBe(3);
  expect(QUIET_MS).toBeLessThan(30_000);
});
test('nobody watches and nothing runs: nothing wakes but the alarm', () => {
  const { clock, ticks, pace, state } = setUp(false, false);
  pace.nudge();
  clock.advance(600_000);
  state.running = true;
  pace.wake();
  expect(ticks).toEqual([1_600_000]);
});
test('nudged often it still ticks once an interval; after the machine slept once, not a hundred times', () => {
  const { clock, ticks, pace } = setUp(true, true);
  for (let n = 0; n < 10; n++) {
    clock.advance(1_000);
    pace.nudge();
  }
  expect(ticks).toEqual([1_005_000, 1_010_000]);
  const before = ticks.length;
  clock.set(clock.now() + 3_600_000);
  expect(ticks.length - before).toBe(1);
});
test('a clock that was set back does not stop the ticks', () => {
  const { clock, ticks, pace } = setUp(true, true);
  pace.nudge();
  clock.advance(5_000);
  clock.set(500_000);
  pace.wake();
  clock.advance(5_000);
  expect(ticks.slice(1)).toEqual([500_000, 505_000]);
});
