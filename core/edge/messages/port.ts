import type { RawSender } from './senders.ts';

/** What we use of the browser's Port; a fake one takes ten lines. */
export type Port = {
  readonly name: string;
  readonly sender?: RawSender | undefined;
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
};

/** Posts to a port that may be gone already: false then, and its onDisconnect does the rest. */
export function post(port: Port, message: unknown): boolean {
  try {
    port.postMessage(message);
    return true;
  } catch {
    // The page went away (closed, or into the back/forward cache) between its last word and ours.
    return false;
  }
}
