import type { LogEvent } from '../domain/event.ts';
import type { Log } from '../ports.ts';

const HOLD = 'test.hold';
const AT = 'test.at';

type Session = {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  readonly onChanged: { addListener(listener: (changes: Record<string, { readonly newValue?: unknown }>) => void): void };
};

/**
 * Test builds only: the worker stands still at a named step of its next command, until it is killed. `test.hold` in session
 * storage names the step: `requested`, `executing`, `confirmed` and so on are just after that was stored and before anybody
 * is told; `answered` is after a write was answered and before that is known; `reading` before a look at what was written.
 * `test.at` says that it stands there.
 */
export function createTestSteps(session: Session) {
  let hold: unknown = null;
  session.onChanged.addListener((changes) => {
    if (HOLD in changes) hold = changes[HOLD]?.newValue;
  });
  const ready = session.get(HOLD).then((stored) => {
    hold = stored[HOLD];
  });
  async function stand(step: string): Promise<void> {
    await session.set({ [AT]: step });
    return new Promise(() => {});
  }
  const isHeld = (events: readonly LogEvent[]): boolean =>
    events.some((event) => event.type === 'command' && event.body.step === hold);

  return {
    /** Stands between what is stored and whoever hears of it. */
    log<L extends Pick<Log, 'append' | 'subscribe'>>(log: L): L {
      return {
        ...log,
        async append(drafts: Parameters<Log['append']>[0]) {
          await ready;
          const events = await log.append(drafts);
          return isHeld(events) ? stand(String(hold)) : events;
        },
        subscribe: (listener: Parameters<Log['subscribe']>[0], signal: AbortSignal) =>
          log.subscribe((events) => (isHeld(events) ? undefined : listener(events)), signal),
      };
    },
    fetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
      let wrote = false;
      return async (input, init) => {
        await ready;
        const request = new Request(input, init);
        const isWrite = (await request.clone().text()).includes('mutation');
        if (hold === 'reading' && wrote && !isWrite) await stand('reading');
        const response = await fetch(request);
        wrote ||= isWrite;
        if (hold === 'answered' && isWrite) await stand('answered');
        return response;
      };
    },
  };
}
