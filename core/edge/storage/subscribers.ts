import type { LogEvent } from '../../domain/event.ts';

type Listener = (events: readonly LogEvent[]) => void;
export type Subscribers = { add(listener: Listener, signal: AbortSignal): void; tell(events: readonly LogEvent[]): void };

/** Tells every listener, in the order in which they came. One that throws spoils neither the log nor the others. */
export function subscribers(): Subscribers {
  const listeners = new Set<Listener>();
  return {
    add(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    tell(events) {
      if (events.length === 0) return;
      for (const listener of [...listeners]) {
        try {
          listener(events);
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}

/** One after the other, whatever became of the one before. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = tail.then(work, work);
    tail = mine.catch(() => {});
    return mine;
  };
}
