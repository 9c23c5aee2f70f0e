import { type Port, post } from './port.ts';
import type { ToConsole } from './protocol.ts';

/** How long a page may take to say how the frame stands. */
const STANDS_MS = 1_000;

/** Asks a page how our frame stands on it. A page that does not answer is not trusted. */
export function createFrameAsks() {
  const asked = new Map<string, (wrong: string | null) => void>();
  let asks = 0;
  return {
    /** What is wrong with it; null: nothing. */
    ask(port: Port): Promise<string | null> {
      const id = String(++asks);
      return new Promise<string | null>((resolve) => {
        asked.set(id, resolve);
        setTimeout(() => resolve('silent'), STANDS_MS);
        post(port, { say: 'howStands', id } satisfies ToConsole);
      }).finally(() => asked.delete(id));
    },
    stands(id: string, wrong: string | null): void {
      asked.get(id)?.(wrong);
    },
  };
}
