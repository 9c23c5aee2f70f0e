import type { PageActed, PageAsk } from '../../domain/page-act.ts';
import type { Acting, StartActing } from './act/acting.ts';

type Deps = {
  /** Brings the code that acts. */
  readonly load: () => Promise<StartActing>;
  /** Begins to act with it on what is read now; null: nothing is. */
  readonly start: (code: StartActing, signal: AbortSignal) => Acting | null;
  readonly say: (acted: PageActed) => void;
};

/** Code that is not there by then is not coming, and an ask that has waited so long is no more what the person sees. */
const LOAD_MS = 5_000;

/** Hands what the worker asks for to the code that acts, which is brought when it is first wanted. */
export function createActDesk({ load, start, say }: Deps) {
  let now: { readonly acting: Acting; readonly stop: AbortController } | null = null;
  /** Thought better of while the code was on its way. */
  const stopped = new Set<string>();
  const refuse = (id: string, found: string) => say({ id, did: 'refused', gate: null, found });

  function reset(): void {
    now?.stop.abort();
    now = null;
  }
  function begin(code: StartActing): Acting | null {
    if (now !== null) return now.acting;
    const stop = new AbortController();
    const acting = start(code, stop.signal);
    if (acting !== null) now = { acting, stop };
    return acting;
  }
  async function take(ask: PageAsk): Promise<void> {
    let late: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<null>((resolve) => {
      late = setTimeout(resolve, LOAD_MS, null);
    });
    const code = await Promise.race([load().catch(() => null), limit]);
    clearTimeout(late);
    if (stopped.delete(ask.id)) return say({ id: ask.id, did: 'nothing', gate: null, found: null });
    if (code === null) return refuse(ask.id, 'notLoaded');
    const acting = begin(code);
    if (acting === null) refuse(ask.id, 'notRead');
    else acting.take(ask);
  }
  return {
    take: (ask: PageAsk) => void take(ask),
    stop(id: string) {
      if (now === null) stopped.add(id);
      else now.acting.stop(id);
    },
    /** The page is read otherwise now, or whoever asked is gone: nothing goes on that nobody waits for. */
    reset,
  };
}
