import type { PageActed, PageAsk } from '../../../domain/page-act.ts';
import { isReadable, type Profile } from '../../../domain/profile.ts';
import { type Outcome, outcome } from './after.ts';
import { assist } from './assist.ts';
import type { Task } from './gates.ts';
import type { Ground } from './ground.ts';
import { guide } from './guide.ts';
import { dialogsOn } from './modals.ts';
import { actWordsIn } from './words.ts';

export type ActDeps = Omit<Ground, 'profile'> & {
  readonly profile: Profile;
  /** The person's own language, as the browser says it. */
  readonly language: string;
  readonly say: (acted: PageActed) => void;
  readonly signal: AbortSignal;
};
export type Acting = { take(ask: PageAsk): void; stop(id: string): void };
export type StartActing = typeof startActing;

/** Answers that are kept, so that the same ask is never done twice. */
const KEPT = 50;
/** Long enough for a list that re-orders, and draws itself doing so, to have ended. */
const QUIET_MS = 250;

/** One thing at a time on this page, each once: the whole of what may be done to it. */
export function startActing(deps: ActDeps): Acting {
  const { profile, root, signal } = deps;
  const answers = new Map<string, PageActed | null>();
  let busy: { readonly id: string; readonly stop: AbortController } | null = null;

  async function run(ask: PageAsk, stop: AbortSignal): Promise<Outcome> {
    if (!isReadable(profile)) return outcome('refused', 'profile', profile.name);
    const task: Task = { ground: { ...deps, profile }, ask, dialogs: dialogsOn(root).all, quietMs: QUIET_MS };
    if (ask.level === 'assist') return assist(task, stop);
    return guide(task, actWordsIn(root.documentElement.lang, deps.language), stop);
  }
  function answer(id: string, what: Outcome): void {
    const acted = { id, ...what };
    answers.set(id, acted);
    for (const oldest of [...answers.keys()].slice(0, Math.max(0, answers.size - KEPT))) answers.delete(oldest);
    deps.say(acted);
  }
  return {
    take(ask) {
      const known = answers.get(ask.id);
      if (known !== undefined) {
        if (known !== null) deps.say(known);
        return;
      }
      if (busy !== null) return deps.say({ id: ask.id, ...outcome('refused', null, 'busy') });
      answers.set(ask.id, null);
      const stop = new AbortController();
      busy = { id: ask.id, stop };
      void run(ask, AbortSignal.any([signal, stop.signal]))
        // A defect of ours: whether anything was clicked cannot be told from here.
        .catch((error: unknown) => outcome('unclear', null, String(error)))
        .then((what) => {
          busy = null;
          answer(ask.id, what);
        });
    },
    stop(id) {
      if (busy?.id === id) busy.stop.abort();
    },
  };
}
