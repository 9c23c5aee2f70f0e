import type { Instant } from '../domain/instant.ts';
import type { Clock } from '../ports.ts';

/** How long a surface may hear nothing: less than the 30 s after which a silent worker is stopped. */
export const QUIET_MS = 20_000;

type Deps = {
  readonly clock: Clock;
  /** The interval in force, by the shop's clock. */
  readonly intervalMs: () => number;
  readonly running: () => boolean;
  /** Whether anybody watches: else the alarm each minute is enough. */
  readonly watched: () => boolean;
  readonly tick: (now: Instant) => Promise<unknown>;
  /** Says to whoever heard nothing of late that we are still there. */
  readonly beat: () => void;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** While a stream runs time is an event each interval, between streams as long as somebody watches; the worker times it, never a page. */
export function createPace(deps: Deps) {
  const { clock, signal } = deps;
  let last = clock.now();
  let armed = new AbortController();
  const period = () => (deps.running() ? deps.intervalMs() : QUIET_MS);

  function arm() {
    armed.abort();
    armed = new AbortController();
    if (signal.aborted || !(deps.running() || deps.watched())) return;
    // Counted from the last time, so that being nudged often never starves it; from now where the clock was set back.
    const from = Math.min(last, clock.now());
    clock.wake(from + period(), wake, AbortSignal.any([signal, armed.signal]));
  }
  function wake() {
    const now = clock.now();
    const due = now - last >= period() || now < last;
    if (due) last = now;
    // Between streams, too, somebody may be looking at numbers that grow old.
    const ticked = due && (deps.running() || deps.watched()) ? deps.tick(now) : Promise.resolve();
    ticked.catch((error: unknown) => deps.report('tick', error)).finally(() => deps.beat());
    arm();
  }
  return {
    /** Something changed: a stream, a surface, the rate, or the alarm came. */ nudge: arm,
    /** The alarm: what is due is done. */ wake,
  };
}
