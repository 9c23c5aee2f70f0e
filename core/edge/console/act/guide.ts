import type { DataWitness, Gate, PageAsk } from '../../../domain/page-act.ts';
import type { PageAction } from '../../../domain/profile.ts';
import { isByHand } from '../by-hand.ts';
import { type Outcome, outcome, refusal, whatCameOf } from './after.ts';
import type { Came } from './course.ts';
import { createFigures, type Figures } from './figures.ts';
import { type Aim, type Aimed, aimAt, type Task } from './gates.ts';
import { windowOf } from './ground.ts';
import { labelOf } from './labels.ts';
import { locate } from './locate.ts';
import { createOutline } from './outline.ts';
import { supports } from './said.ts';
import { type Standing, standingsOf } from './state.ts';
import type { Say } from './words.ts';

/** A person clicked: ours, or the same control of another row. */
type Clicked = {
  readonly is: 'ours' | 'other';
  readonly title: string;
  readonly stood: ReadonlyMap<string, Standing>;
  readonly clickedAt: number;
  readonly data: DataWitness | undefined;
};

/**
 * Shows a person what to click, and watches what comes of it. Nothing of the page is touched but its scroll position,
 * once, and only where the row cannot be seen.
 */
export async function guide(task: Task, say: Say, signal: AbortSignal): Promise<Outcome> {
  const { ground, ask } = task;
  const action = ground.profile.actions[ask.action];
  const first = aimAt(task);
  if (first.is === 'already') return already(task);
  if (first.is === 'refused' && !isOutOfSight(first)) return refusal(first);
  // The gate of the profile has seen to it.
  if (action === undefined) return outcome('refused', 'profile');

  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const outline = createOutline(ground.root, both);
  let lastsMs = 0;
  const figures = ask.action === 'limit' ? createFigures(task, both) : null;
  try {
    const started = performance.now();
    const met = await waitForClick(task, action, figures, (aimed) => draw(aimed), both);
    if ('did' in met) return met;
    // Asked for each time: a page that draws its list anew has other rows by then.
    const rows = () => ground.engine.rows().get(ask.key) ?? [];
    if (met.is === 'other') {
      // Where the person looks at this moment.
      lastsMs = TOLD_MS;
      outline.show({ rows: rows(), controls: [], label: say('other', { title: met.title }) });
      return outcome('unclear', 'others', met.title);
    }
    const tell = (came: Came = 'waits') =>
      outline.show({ rows: rows(), controls: [], label: came === 'there' ? say('wait') : toType(came) });
    tell();
    const course = figures?.course() ?? null;
    course?.begun();
    // What needs a number typed has all the time that the person has.
    const left = ask.waitMs - (performance.now() - started);
    const waitMs = isNumber(ask) ? Math.max(left, action.waitMs) : action.waitMs;
    const along = course === null ? {} : { course, looked: follow(tell) };
    return await whatCameOf({ ...met, task, action, waitMs, mayAnswer: true, ...along });
  } finally {
    if (lastsMs > 0) setTimeout(() => over.abort(), lastsMs);
    else over.abort();
  }

  function draw(aimed: Aimed): void {
    if (isOutOfSight(aimed)) outline.show({ ...NOTHING, label: say('scroll', { title: ask.title ?? ask.key }) });
    else if (aimed.is === 'clear') outline.show({ rows: aimed.aim.rows, controls: aimed.aim.controls, label: toDo(aimed.aim) });
    else outline.show(NOTHING);
  }
  function follow(tell: (came: Came) => void): (came: Came) => void {
    return (came) => {
      figures?.say();
      tell(came);
    };
  }
  function toType(came: Came): string {
    const number = figures?.course()?.number() ?? ask.number;
    if (number === null) return isNumber(ask) ? say('remove') : say('wait');
    return say(came === 'wrong' ? 'wrong' : 'type', { number: String(number) });
  }
  function toDo({ controls: [control] }: Aim): string {
    if (isNumber(ask)) return toType('waits');
    return say('click', { label: control === undefined ? '' : labelOf(control) });
  }
}

const isNumber = ({ action }: PageAsk): boolean => action === 'limit' || action === 'perBuyer';
/** It stood so before: of a number it is said that nothing moved. */
function already({ ground, ask }: Task): Outcome {
  const now = ask.action === 'limit' ? (ground.engine.seen(ask.key)?.sellable ?? null) : null;
  return now === null ? outcome('already') : { ...outcome('already'), moved: { was: now, is: now } };
}

/** For how long it stays on the page that another row was clicked. */
const TOLD_MS = 6_000;
const NOTHING = { rows: [], controls: [], label: '' };
/** What does not hold for a moment, while the page draws a row anew, ends nothing. */
const LASTS_MS = 1_500;
/** What a person sets right without us: he comes back to the tab, and answers what the page asks. */
const PASSING: readonly Gate[] = ['visible', 'modal'];

/** A row that a long list has not drawn: the person scrolls to it. */
const isOutOfSight = (aimed: Aimed): boolean => aimed.is === 'refused' && aimed.gate === 'row' && aimed.found === null;

/** Until the person clicks, thinks better of it, or lets the time go by. */
function waitForClick(
  task: Task,
  action: PageAction,
  figures: Figures | null,
  draw: (aimed: Aimed) => void,
  signal: AbortSignal,
): Promise<Clicked | Outcome> {
  const { ground, ask } = task;
  const over = new AbortController();
  let scrolled = false;
  let lasting: ReturnType<typeof setTimeout> | null = null;
  return new Promise((resolve) => {
    const end = (what: Clicked | Outcome) => {
      over.abort();
      resolve(what);
    };
    function look() {
      const aimed = aimAt(task);
      // Done by another hand: by the keyboard, in another tab, by somebody else.
      if (aimed.is === 'already') return end(already(task));
      if (aimed.is === 'clear' && figures?.look(aimed.aim.seen) === 'risen')
        return end(outcome('refused', 'figure', String(aimed.aim.seen.sellable)));
      if (aimed.is === 'clear') settle();
      else if (!isOutOfSight(aimed) && !PASSING.includes(aimed.gate)) lasting ??= setTimeout(recheck, LASTS_MS);
      if (aimed.is === 'clear' && !scrolled) {
        scrolled = true;
        intoView(aimed.aim);
      }
      draw(aimed);
    }
    function settle() {
      clearTimeout(lasting ?? undefined);
      lasting = null;
    }
    function recheck() {
      const aimed = aimAt(task);
      if (aimed.is === 'refused' && !isOutOfSight(aimed) && !PASSING.includes(aimed.gate)) end(refusal(aimed));
      else settle();
    }
    function pressed(event: Event) {
      // A script's click is no person's: what comes of it is somebody else's doing, and no guided run.
      if (!isByHand(event)) return;
      const met = whatWasMet(task, action, event);
      if (met !== null) end(met);
    }
    const timer = setTimeout(() => {
      const last = aimAt(task);
      // Nobody scrolled there: that says nothing of the page.
      if (isOutOfSight(last)) return end(outcome('nothing', 'row'));
      end(last.is === 'refused' ? refusal(last) : outcome('nothing'));
    }, ask.waitMs);
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      settle();
    });
    signal.addEventListener('abort', () => end(outcome('nothing')), { once: true, signal: over.signal });
    // Before the page hears of it: how all rows stand now is how they stood.
    const documents = new Set([ground.root, ...[...ground.engine.rows().values()].flat().map((row) => row.ownerDocument)]);
    for (const root of documents) windowOf(root).addEventListener('click', pressed, { capture: true, signal: over.signal });
    ground.looks(look, over.signal);
    if (signal.aborted) end(outcome('nothing'));
    else look();
  });
}

/** Whether a click met the row's control, or the same control of another row; null: neither. */
function whatWasMet(task: Task, action: PageAction, event: Event): Clicked | null {
  const { ground, ask } = task;
  const path = new Set(event.composedPath());
  const clickedAt = performance.now();
  for (const [key, rows] of ground.engine.rows()) {
    const row = rows.find((one) => path.has(one));
    if (row === undefined) continue;
    const seen = ground.engine.seen(key);
    if (seen === null) return null;
    const located = locate(row, action, 'guide', seen);
    if ('gate' in located || !path.has(located.control)) return null;
    const is = key === ask.key ? 'ours' : 'other';
    const data = is === 'other' ? undefined : supports(task, seen);
    return { is, title: seen.title ?? key, stood: standingsOf(ground, action), clickedAt, data };
  }
  return null;
}

function intoView({ rows: [row] }: Aim): void {
  if (row === undefined) return;
  const { top, bottom } = row.getBoundingClientRect();
  const { innerHeight } = windowOf(row.ownerDocument);
  if (top < 0 || bottom > innerHeight) row.scrollIntoView({ block: 'center' });
}
