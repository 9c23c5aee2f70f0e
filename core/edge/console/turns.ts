/** Changes within this time are read together. */
const SETTLE_MS = 100;
/** After a look that took t, the next one waits at least so many times t: however a page mutates, it keeps nine tenths of its time. */
const REST = 10;

type World = { readonly now: () => number; readonly isHidden: () => boolean; readonly signal: AbortSignal };

/** When to look at a page: a burst once, never for more than a share of the time, and always after the last change. */
export function createTurns(look: () => void, { now, isHidden, signal }: World) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restsUntil = Number.NEGATIVE_INFINITY;

  function take(): void {
    clearTimeout(timer ?? undefined);
    timer = null;
    if (signal.aborted) return;
    const began = now();
    look();
    const ended = now();
    restsUntil = ended + REST * (ended - began);
  }
  function soon(): void {
    if (timer !== null || signal.aborted) return;
    const rests = restsUntil - now();
    // A hidden tab's timers run once a minute; what the observer hands over is a burst already.
    if (isHidden() && rests <= 0) take();
    else timer = setTimeout(take, Math.max(SETTLE_MS, rests));
  }
  signal.addEventListener('abort', () => clearTimeout(timer ?? undefined));
  return {
    now: take,
    soon,
    /** The tab is shown again, or hidden: what waits for a timer that has become slow is set anew. */
    due(): void {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      soon();
    },
  };
}
