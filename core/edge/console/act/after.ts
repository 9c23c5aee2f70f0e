import type { DataWitness, Gate, PageActed } from '../../../domain/page-act.ts';
import type { PageAction } from '../../../domain/profile.ts';
import type { Came, Course } from './course.ts';
import type { Task } from './gates.ts';
import { dialogOver, wordsOf } from './modals.ts';
import type { Refused } from './refused.ts';
import { deniesPin } from './said.ts';
import { isAfter, otherChanged, type Standing, standingsOf, told } from './state.ts';

export type Outcome = Omit<PageActed, 'id'>;
export const outcome = (
  did: PageActed['did'],
  gate: Gate | null = null,
  found: string | null = null,
  data?: DataWitness,
): Outcome => ({ did, gate, found, ...(data === undefined ? {} : { data }) });

export const refusal = ({ gate, found, data }: Refused): Outcome => outcome('refused', gate, found, data);

/** What is done holds for this long at least: a page may show what it hopes for, and take it back. */
const HOLDS_MS = 300;

type Watch = {
  readonly task: Task;
  readonly action: PageAction;
  /** How all rows stood just before the click. */
  readonly stood: ReadonlyMap<string, Standing>;
  /** When it was, by `performance.now()`: what the page asked for before says nothing of it. */
  readonly clickedAt: number;
  /** What vouched for the row beside what it draws. */
  readonly data: DataWitness | undefined;
  /** How long the state after may take to show, ms. A dialog that a person is answering stops this clock. */
  readonly waitMs: number;
  /** Whoever clicked by hand answers the page's own question; after a click of ours it is left to the person. */
  readonly mayAnswer: boolean;
  /** Of a number that buyers move while it is typed. */
  readonly course?: Course;
  /** The row was looked at: what is told to the person may have to follow. */
  readonly looked?: (came: Came) => void;
};

/**
 * What came of the one click: the row, found again by its key, shows the state after, and no other row has changed. What was
 * clicked is watched to its end, whoever thinks better of it: only where nobody is left to be told does it end at once.
 */
export function whatCameOf(watch: Watch): Promise<Outcome> {
  const { task, action, stood, clickedAt, waitMs, mayAnswer, course } = watch;
  const { ground, ask } = task;
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: ReturnType<typeof setTimeout> | null = null;
  let isLate = false;
  // What looks like a question and stays for ever is not waited for.
  const until = performance.now() + Math.max(ask.waitMs, waitMs);

  function look(): Outcome | null {
    const rows = ground.engine.rows().get(ask.key) ?? [];
    const dialog = dialogOver(ground.root, task.dialogs, rows);
    if (dialog !== null && !mayAnswer) return outcome('unclear', 'modal', wordsOf(dialog));
    const other = otherChanged(stood, standingsOf(ground, action), ask.key, ask.action);
    if (other !== null) return outcome('unclear', 'others', ground.engine.seen(other)?.title ?? other);
    if (course !== undefined) return alongside(course, dialog !== null);
    return shows() && !deniesPin(task, clickedAt) ? outcome('done', null, null, watch.data) : null;
  }
  function shows(): boolean {
    const seen = ground.engine.seen(ask.key);
    return seen !== null && isAfter(ask, action, seen, ground.engine.rows().get(ask.key) ?? []) === 'yes';
  }
  function alongside(course: Course, asking: boolean): Outcome | null {
    const came = course.look({ figure: ground.engine.seen(ask.key)?.sellable ?? null, asking });
    watch.looked?.(came);
    return came === 'there' ? { ...outcome('done', null, null, watch.data), moved: course.moved() } : null;
  }
  const isAsked = () => mayAnswer && dialogOver(ground.root, task.dialogs, ground.engine.rows().get(ask.key) ?? []) !== null;
  /** What the row shows counts for nothing where the page's own data denies it to the end. */
  const late = () => {
    const data = course === undefined && shows() && deniesPin(task, clickedAt) ? 'contrary' : undefined;
    return outcome('unclear', 'after', figureNow() ?? told(ground.engine.rows().get(ask.key) ?? []), data);
  };
  const figureNow = () => (course === undefined ? null : (ground.engine.seen(ask.key)?.sellable?.toString() ?? null));

  return new Promise<Outcome>((resolve) => {
    const end = (what: Outcome) => {
      over.abort();
      resolve(what);
    };
    function take(what: Outcome | null) {
      if (what?.did === 'unclear') return end(what);
      if (what !== null) {
        held ??= setTimeout(confirm, HOLDS_MS);
        return;
      }
      clearTimeout(held ?? undefined);
      held = null;
      if (isLate) end(late());
    }
    function confirm() {
      held = null;
      const what = look();
      if (what === null) take(null);
      else end(what);
    }
    function due() {
      isLate = !isAsked() || performance.now() >= until;
      if (!isLate) timer = setTimeout(due, waitMs);
      else if (held === null) take(look());
    }
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      clearTimeout(held ?? undefined);
    });
    ground.looks(() => take(look()), over.signal);
    timer = setTimeout(due, waitMs);
    task.alive.addEventListener('abort', () => end(late()), { once: true, signal: over.signal });
    if (task.alive.aborted) end(late());
    else take(look());
  });
}
