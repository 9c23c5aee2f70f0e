import type { Port } from '../../core/edge/messages/port.ts';
import type { RawSender } from '../../core/edge/messages/senders.ts';

/** A port for tests: `say` is the other end speaking, `heard` what it was told. */
export type FakePort = Port & {
  readonly heard: Record<string, unknown>[];
  say(message: unknown): void;
  close(): void;
  readonly closed: () => boolean;
};

export function fakePort(name: string, sender: RawSender): FakePort {
  const said = new Set<(message: unknown) => void>();
  const gone = new Set<() => void>();
  const heard: Record<string, unknown>[] = [];
  let closed = false;
  return {
    name,
    sender,
    heard,
    postMessage(message) {
      if (closed) throw new Error('Attempting to use a disconnected port object');
      heard.push(structuredClone(message) as Record<string, unknown>);
    },
    disconnect() {
      closed = true;
    },
    close() {
      closed = true;
      for (const listener of gone) listener();
    },
    say(message) {
      for (const listener of said) listener(message);
    },
    closed: () => closed,
    onMessage: { addListener: (listener) => said.add(listener) },
    onDisconnect: { addListener: (listener) => gone.add(listener) },
  };
}
