import type { Gate, PageActed } from '../../../domain/page-act.ts';
import type { PageAction } from '../../../domain/profile.ts';
import type { Task } from './gates.ts';
import { dialogOver, wordsOf } from './modals.ts';
import { isAfter, otherChanged, type Standing, standingsOf, told } from './state.ts';

export type Outcome = Pick<PageActed, 'did' | 'gate' | 'found'>;
export const outcome = (did: PageActed['did'], gate: Gate | null = null, found: string | null = null): Outcome => ({
  did,
  gate,
  found,
});

/** What is done holds for this long at least: a page may show what it hopes for, and take it back. */
const HOLDS_MS = 300;

type Watch = {
  readonly task: Task;
  readonly action: PageAction;
  /** How all rows stood just before the click. */
  readonly stood: ReadonlyMap<string, Standing>;
  /** How long the state after may take to show, ms. A dialog that a person is answering stops this clock. */
  readonly waitMs: number;
  /** Whoever clicked by hand answers the page's own question; after a click of ours it is left to the person. */
  readonly mayAnswer: boolean;
};

/** What came of the one click: the row, found again by its key, shows the state after, and no other row has changed. */
export function whatCameOf(watch: Watch, signal: AbortSignal): Promise<Outcome> {
  const { task, action, stood, waitMs, mayAnswer } = watch;
  const { ground, ask } = task;
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: ReturnType<typeof setTimeout> | null = null;

  function look(): Outcome | null {
    const rows = ground.engine.rows().get(ask.key) ?? [];
    const dialog = dialogOver(ground.root, task.dialogs, rows);
    if (dialog !== null && !mayAnswer) return outcome('unclear', 'modal', wordsOf(dialog));
    const other = otherChanged(stood, standingsOf(ground, action), ask.key, ask.action);
    if (other !== null) return outcome('unclear', 'others', ground.engine.seen(other)?.title ?? other);
    const seen = ground.engine.seen(ask.key);
    return seen !== null && isAfter(ask, action, seen, rows) === 'yes' ? outcome('done') : null;
  }
  const isAsked = () => mayAnswer && dialogOver(ground.root, task.dialogs, ground.engine.rows().get(ask.key) ?? []) !== null;
  const late = () => outcome('unclear', 'after', told(ground.engine.rows().get(ask.key) ?? []));

  return new Promise<Outcome>((resolve) => {
    const end = (what: Outcome) => {
      over.abort();
      resolve(what);
    };
    function take(what: Outcome | null) {
      if (what?.did === 'unclear') return end(what);
      if (what === null) {
        clearTimeout(held ?? undefined);
        held = null;
        return;
      }
      held ??= setTimeout(() => end(look() ?? late()), HOLDS_MS);
    }
    function due() {
      if (isAsked()) timer = setTimeout(due, waitMs);
      else if (held === null) end(look()?.did === 'done' ? outcome('done') : (look() ?? late()));
    }
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      clearTimeout(held ?? undefined);
    });
    ground.looks(() => take(look()), over.signal);
    timer = setTimeout(due, waitMs);
    signal.addEventListener('abort', () => end(look() ?? late()), { once: true, signal: over.signal });
    if (signal.aborted) end(look() ?? late());
    else take(look());
  });
}
