import { afterEach, beforeEach, vi } from 'vitest';

/** Time that a test moves by hand, and a signal that is over with each test. */
export function fakeTime() {
  let stop = new AbortController();
  beforeEach(() => {
    vi.useFakeTimers();
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
    vi.useRealTimers();
  });
  return {
    get signal(): AbortSignal {
      return stop.signal;
    },
    stop: () => stop.abort(),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}
