import type { Clock } from '../../core/ports.ts';

/** A clock that stands still until a test moves it; wakes come in order of their time, at their time. */
export type FakeClock = Clock & { advance(ms: number): void; set(now: number): void };

export function fakeClock(start = 0): FakeClock {
  let now = start;
  let pending: { at: number; then: () => void; signal: AbortSignal }[] = [];
  const due = () => pending.filter((each) => each.at <= now && !each.signal.aborted).sort((a, b) => a.at - b.at)[0];
  function advance(ms: number) {
    const end = now + ms;
    for (;;) {
      pending = pending.filter((each) => !each.signal.aborted);
      const next = pending.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      now = Math.max(now, next.at);
      pending = pending.filter((each) => each !== next);
      next.then();
    }
    now = end;
  }
  return {
    now: () => now,
    wake: (at, then, signal) => void pending.push({ at, then, signal }),
    advance,
    set: (to) => {
      // Set back, it holds nothing up that was waiting already.
      if (to < now) for (const each of pending) each.at -= now - to;
      now = to;
      for (let next = due(); next !== undefined; next = due()) {
        const fired = next;
        pending = pending.filter((each) => each !== fired);
        fired.then();
      }
    },
  };
}
