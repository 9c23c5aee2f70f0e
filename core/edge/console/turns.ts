/** Changes within this time are read together. */
const SETTLE_MS = 100;
/** After a look that took t, the next one waits at least so many times t: however a page mutates, it keeps nine tenths of its time. */
const REST = 10;
/** Where only words have changed, as numbers that count up, they are read at most so often. */
const WORDS_MS = 500;

/** `rows`: rows may have come, gone, or become others: what is drawn beside them may stand beside the wrong one. */
export type Change = 'rows' | 'words';
type World = { readonly now: () => number; readonly isHidden: () => boolean; readonly signal: AbortSignal };

/** When to look at a page: a burst once, never for more than a share of the time, and always after the last change. */
export function createTurns(look: () => void, { now, isHidden, signal }: World) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is due; never: there is none. */
  let due = Number.POSITIVE_INFINITY;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let wordsRestUntil = restsUntil;

  function stop(): void {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  }
  function take(): void {
    stop();
    if (signal.aborted) return;
    const began = now();
    look();
    const ended = now();
    restsUntil = ended + REST * (ended - began);
  }
  function soon(what: Change): void {
    if (signal.aborted) return;
    const at = now();
    // A hidden tab's timers run once a minute; what the observer hands over is a burst already.
    const next = isHidden()
      ? Math.max(at, restsUntil)
      : Math.max(at + SETTLE_MS, restsUntil, what === 'rows' ? at : wordsRestUntil);
    if (next >= due && next > at) return;
    if (what === 'words') wordsRestUntil = next + WORDS_MS;
    stop();
    due = next;
    if (next > at) timer = setTimeout(take, next - at);
    else take();
  }
  signal.addEventListener('abort', stop);
  return {
    now: take,
    soon,
    /** The tab is shown again, or hidden: what waits for a timer that has become slow is set anew. */
    due(): void {
      if (due === Number.POSITIVE_INFINITY) return;
      stop();
      soon('rows');
    },
  };
}
