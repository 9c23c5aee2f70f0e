import type { Port } from '../messages/port.ts';
import type { FromConsole, ToConsole } from '../messages/protocol.ts';

/** How long after its port closed it is tried again: a worker is back in some 30 ms. */
const BACK_OFF_MS: readonly number[] = [50, 250, 1_000, 2_000];
const MOST_BACK_OFF_MS = 5_000;

export type Link = {
  /** Whether it was posted: false while the worker is away. */
  say(message: FromConsole): boolean;
};
type Deps = {
  /** Throws where the extension was updated or removed under this page. */
  readonly connect: () => Port;
  readonly hear: (message: ToConsole) => void;
  /** A new worker knows nothing: all is to be said again. */
  readonly fresh: () => void;
  /** There is no extension any more: what is drawn must go. */
  readonly ended: () => void;
  readonly signal: AbortSignal;
};

/** The content script's end of the console port: comes back when the worker dies, and knows when it never will. */
export function openLink({ connect, hear, fresh, ended, signal }: Deps): Link {
  let port: Port | null = null;
  let tries = 0;

  function open(): void {
    if (signal.aborted) return;
    try {
      port = connect();
    } catch {
      ended();
      return;
    }
    const mine = port;
    mine.onMessage.addListener((message) => {
      tries = 0;
      if (mine === port && !signal.aborted) hear(message as ToConsole);
    });
    mine.onDisconnect.addListener(() => {
      if (mine !== port) return;
      port = null;
      setTimeout(open, BACK_OFF_MS[tries] ?? MOST_BACK_OFF_MS);
      tries += 1;
    });
    fresh();
  }
  signal.addEventListener('abort', () => {
    port?.disconnect();
    port = null;
  });
  // A microtask later: whoever opened it has it in hand by then.
  queueMicrotask(open);
  return {
    say(message) {
      try {
        port?.postMessage(message);
        return port !== null;
      } catch {
        // It closed a moment ago; its successor is told everything again.
        return false;
      }
    },
  };
}
