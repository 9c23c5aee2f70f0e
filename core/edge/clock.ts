import type { Instant } from '../domain/instant.ts';
import type { Clock } from '../ports.ts';

/** No timer of a rehearsal is shorter than this in real time, however fast it runs. */
export const FLOOR_MS = 250;
/** The longest delay that `setTimeout` keeps; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Simulated time = anchor + (real time - realAnchor) * rate. Rate 1 with equal anchors is real time. */
export type Scale = { readonly realAnchor: Instant; readonly anchor: Instant; readonly rate: number };

export const simulated = (scale: Scale, real: Instant): Instant =>
  Math.round(scale.anchor + (real - scale.realAnchor) * scale.rate);

/** The same simulated now, running at another rate from here on. */
export const rescaled = (scale: Scale, real: Instant, rate: number): Scale => ({
  realAnchor: real,
  anchor: simulated(scale, real),
  rate,
});

/** The interval that is really in force at this rate, simulated ms: no shorter than the floor in real time. */
export const inForce = (intervalMs: number, rate: number): number => Math.max(intervalMs, FLOOR_MS * rate);

/**
 * The machine's clock. A wake that is further away than a timer can hold is taken in steps; one that waits while the
 * clock is set back waits no longer than it would have.
 */
export const realClock: Clock = {
  now: () => Date.now(),
  wake: (at, then, signal) => wakeIn(() => at - Date.now(), then, signal),
};

/** A clock that runs at its own rate; `scale` is asked anew at every wake, so a new rate holds from the next wake on. */
export function scaledClock(real: Clock, scale: () => Scale): Clock {
  const now = () => simulated(scale(), real.now());
  return {
    now,
    wake: (at, then, signal) => {
      const wait = (at - now()) / scale().rate;
      real.wake(real.now() + Math.max(FLOOR_MS, wait), then, signal);
    },
  };
}

/** For tests in real browsers: a clock that can be moved, and whose pending wakes move with it. */
export function movableClock(real: Clock): { readonly clock: Clock; offset(): number; move(offsetMs: number): void } {
  let offset = 0;
  const pending = new Set<() => void>();
  const now = () => real.now() + offset;
  const wake: Clock['wake'] = (at, then, signal) => {
    let timer = new AbortController();
    let due = Number.POSITIVE_INFINITY;
    const arm = () => {
      timer.abort();
      timer = new AbortController();
      due = Math.min(due, real.now() + Math.max(0, at - now()));
      real.wake(due, fire, timer.signal);
    };
    const fire = () => {
      pending.delete(arm);
      if (!signal.aborted) then();
    };
    pending.add(arm);
    const drop = () => {
      pending.delete(arm);
      timer.abort();
    };
    signal.addEventListener('abort', drop, { once: true });
    if (signal.aborted) drop();
    else arm();
  };
  const move = (offsetMs: number) => {
    offset = offsetMs;
    for (const arm of [...pending]) arm();
  };
  return { clock: { now, wake }, offset: () => offset, move };
}

function wakeIn(byClock: () => number, then: () => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  // Two measures, for each stands still at times: a clock that is set back, a timer while the machine sleeps.
  const due = performance.now() + byClock();
  const left = () => Math.min(byClock(), due - performance.now());
  const step = () => (left() > 0 ? arm() : then());
  let timer: ReturnType<typeof setTimeout>;
  const arm = () => {
    timer = setTimeout(step, Math.min(LONGEST_MS, Math.max(0, left())));
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  arm();
}
