import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inForce, movableClock, realClock, rescaled, scaledClock, simulated } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());
const never = new AbortController().signal;

describe('clocks', () => {
  test('the machine’s clock wakes at its time, however far away, and not when aborted', () => {
    const far = vi.fn();
    const aborted = vi.fn();
    const controller = new AbortController();
    realClock.wake(1_000_000 + 3_000_000_000, far, never);
    realClock.wake(1_000_100, aborted, controller.signal);
    controller.abort();
    vi.advanceTimersByTime(2_999_999_999);
    expect(far).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(far).toHaveBeenCalledOnce();
    expect(aborted).not.toHaveBeenCalled();
  });
  test('a clock that is set back while something waits holds nothing up', () => {
    const then = vi.fn();
    realClock.wake(1_005_000, then, never);
    vi.advanceTimersByTime(2_000);
    vi.setSystemTime(1_002_000 - 3_600_000);
    vi.advanceTimersByTime(2_999);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(then).toHaveBeenCalledOnce();
  });
  test('a machine that slept wakes what is due at its next step', () => {
    const far = vi.fn();
    realClock.wake(1_000_000 + 2 ** 31 + 60_000, far, never);
    vi.advanceTimersByTime(1_000);
    vi.setSystemTime(1_000_000 + 2 ** 31 + 61_000);
    vi.advanceTimersByTime(2 ** 31 - 1_001);
    expect(far).toHaveBeenCalledOnce();
  });
  test('a rehearsal runs at its rate, but no timer under the floor', () => {
    const scale = { realAnchor: 1_000_000, anchor: 5_000, rate: 10 };
    const clock = scaledClock(realClock, () => scale);
    const then = vi.fn();
    clock.wake(10_000, then, never);
    vi.advanceTimersByTime(499);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(then).toHaveBeenCalledOnce();
    expect(clock.now()).toBe(10_000);
    const soon = vi.fn();
    clock.wake(10_001, soon, never);
    vi.advanceTimersByTime(249);
    expect(soon).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(soon).toHaveBeenCalledOnce();
  });
  test('a new rate changes the pace, not the time', () => {
    const before = { realAnchor: 0, anchor: 100, rate: 10 };
    const after = rescaled(before, 50, 120);
    expect(simulated(after, 50)).toBe(simulated(before, 50));
    expect(simulated(after, 51) - simulated(after, 50)).toBe(120);
  });
  test('the interval in force grows with the rate once the floor holds', () => {
    expect(inForce(5_000, 1)).toBe(5_000);
    expect(inForce(5_000, 20)).toBe(5_000);
    expect(inForce(5_000, 120)).toBe(30_000);
  });
  test('moving the clock wakes what is due, once', () => {
    const { clock, move } = movableClock(realClock);
    const due = vi.fn();
    const later = vi.fn();
    clock.wake(1_000_000 + 60_000, due, never);
    clock.wake(1_000_000 + 120_000, later, never);
    move(90_000);
    vi.advanceTimersByTime(0);
    expect(due).toHaveBeenCalledOnce();
    expect(later).not.toHaveBeenCalled();
    vi.advanceTimersByTime(30_000);
    expect([due, later].map((fn) => fn.mock.calls.length)).toEqual([1, 1]);
  });
  test('moved back, it holds nothing up that was waiting already', () => {
    const { clock, move } = movableClock(realClock);
    const then = vi.fn();
    clock.wake(1_000_000 + 500, then, never);
    move(-3_600_000);
    vi.advanceTimersByTime(499);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(then).toHaveBeenCalledOnce();
  });
});
