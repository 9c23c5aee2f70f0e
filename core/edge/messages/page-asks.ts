import type { PageActed, PageAsk } from '../../domain/page-act.ts';
import type { PageReply } from '../../ports.ts';
import type { Port } from './port.ts';
import type { ToConsole } from './protocol.ts';

type Waiting = {
  readonly port: Port;
  readonly end: (reply: PageReply) => void;
  readonly types: (number: number) => void;
};

/** What was asked of console pages and not answered yet. Each is asked once: silence is never asked again. */
export function createPageAsks(say: (port: Port, message: ToConsole) => void) {
  const waiting = new Map<string, Waiting>();
  return {
    ask(port: Port, ask: PageAsk, signal: AbortSignal, types: (number: number) => void = () => {}): Promise<PageReply> {
      return new Promise((resolve) => {
        const end = (reply: PageReply) => {
          waiting.delete(ask.id);
          signal.removeEventListener('abort', stop);
          resolve(reply);
        };
        const stop = () => {
          say(port, { say: 'stopAct', id: ask.id });
          end({ said: 'closed' });
        };
        if (signal.aborted) return resolve({ said: 'none' });
        waiting.set(ask.id, { port, end, types });
        signal.addEventListener('abort', stop);
        say(port, { say: 'act', ask });
      });
    },
    /** Whether this very page was asked that. */
    acted(port: Port, acted: PageActed): boolean {
      const one = waiting.get(acted.id);
      if (one === undefined || one.port !== port) return false;
      one.end({ said: 'acted', acted });
      return true;
    },
    /** Whether this very page was asked that. */
    types(port: Port, id: string, number: number): boolean {
      const one = waiting.get(id);
      if (one === undefined || one.port !== port) return false;
      one.types(number);
      return true;
    },
    stop(id: string): void {
      const one = waiting.get(id);
      if (one !== undefined) say(one.port, { say: 'stopAct', id });
    },
    closed(port: Port): void {
      for (const one of [...waiting.values()]) if (one.port === port) one.end({ said: 'closed' });
    },
  };
}
