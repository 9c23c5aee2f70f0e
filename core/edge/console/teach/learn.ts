import type { PageAction, PageActionKind, Profile, Readable, RowState } from '../../../domain/profile.ts';
import { keyOf, readRow } from '../read.ts';
import { labelsIn, type Taught, wordsIn } from './control.ts';

/** How one row stands: what its controls are called, its state and pin, and all that it says but for figures. */
export type Standing = {
  readonly labels: readonly string[];
  readonly state: string;
  readonly pinned: boolean | null;
  readonly words: string;
  /** What one may buy of it, and one buyer: what limiting changes. */
  readonly figures: string;
};
/** All rows by key. */
export type Snapshot = ReadonlyMap<string, Standing>;

export function snapshotOf(rows: readonly Element[], profile: Readable): Snapshot {
  const snapshot = new Map<string, Standing>();
  for (const row of rows) {
    const key = keyOf(row, profile);
    if (key === null) continue;
    const seen = readRow(row, key, profile);
    const copy = snapshot.get(key);
    // A lifted copy is the same listing: pinned on either counts.
    snapshot.set(key, {
      labels: [...new Set([...(copy?.labels ?? []), ...labelsIn(row, seen)])],
      state: copy === undefined || copy.state === 'unknown' ? seen.state : copy.state,
      pinned: copy?.pinned === true ? true : seen.pinned,
      words: copy === undefined ? wordsIn(row) : copy.words,
      figures: copy === undefined ? JSON.stringify([seen.sellable, seen.perBuyer ?? null]) : copy.figures,
    });
  }
  return snapshot;
}

/** What came of the person's own doing. */
export type Change = {
  readonly before: RowState;
  readonly after: RowState;
  /** Keys of other rows that changed with it. */
  readonly others: readonly string[];
};

/** More labels than this change with nothing that a person does in one row. */
const MOST_TEXTS = 20;
/** Kinds that set a number: the number itself is the state after. */
const NUMBERS: ReadonlySet<PageActionKind> = new Set(['limit', 'perBuyer']);

/** What differs in the row of this key; null where nothing does that the action could have done, or the row is gone. */
export function changeOf(
  key: string,
  was: Snapshot,
  now: Snapshot,
  control: Pick<Taught, 'text'>,
  kind: PageActionKind,
): Change | null {
  const [one, two] = [was.get(key), now.get(key)];
  if (one === undefined || two === undefined) return null;
  const gone = one.labels.filter((label) => !two.labels.includes(label));
  const come = two.labels.filter((label) => !one.labels.includes(label));
  const texts = { before: gone.includes(control.text) ? [control.text] : gone, after: come };
  const state = one.state !== two.state && two.state !== 'unknown';
  const pinned = one.pinned !== two.pinned && two.pinned !== null;
  const number = NUMBERS.has(kind) && one.figures !== two.figures;
  if (texts.after.length === 0 && !state && !pinned && !number) return null;
  const others = [...was].flatMap(([other, stood]) => {
    const stands = now.get(other);
    return other === key || stands === undefined || isAlike(stood, stands) ? [] : [other];
  });
  const side = (texts: readonly string[], standing: Standing): RowState => ({
    ...(texts.length > 0 ? { text: texts.slice(0, MOST_TEXTS) } : {}),
    ...(state && standing.state !== 'unknown' ? { state: standing.state as NonNullable<RowState['state']> } : {}),
    ...(pinned && standing.pinned !== null ? { pinned: standing.pinned } : {}),
  });
  return { before: side(texts.before, one), after: side(texts.after, two), others };
}
const isAlike = (one: Standing, other: Standing): boolean =>
  one.state === other.state && one.pinned === other.pinned && one.labels.join('|') === other.labels.join('|');

/** What was seen while the person did it. */
export type Demonstration = {
  readonly change: Change;
  /** A dialog, a menu, a popover that came up. */
  readonly dialog: boolean;
  /** Something was typed or chosen. */
  readonly typed: boolean;
  /** Presses by hand. */
  readonly presses: number;
};

/** Time for the state after it to show, ms: a console answers in a second or two. */
const WAIT_MS = 6_000;
const INVERSE: Readonly<Partial<Record<PageActionKind, PageActionKind>>> = {
  pin: 'unpin',
  unpin: 'pin',
  pause: 'resume',
  resume: 'pause',
};
export const inverseOf = (kind: PageActionKind): PageActionKind | null => INVERSE[kind] ?? null;

/** An action as it was pointed at, and what was seen when the person did it. */
export type Lesson = { readonly control: Taught; readonly seen: Demonstration };
export type Lessons = Readonly<Partial<Record<PageActionKind, Lesson>>>;

/**
 * The profile's actions. One may be assisted only where one press did it, nothing asked back, no number was typed, and
 * what takes it back was seen, too.
 */
export function actionsOf(lessons: Lessons): Profile['actions'] {
  const actions: Partial<Record<PageActionKind, PageAction>> = {};
  for (const [kind, lesson] of Object.entries(lessons) as [PageActionKind, Lesson][]) {
    const back = inverseOf(kind);
    const other = back === null ? undefined : lessons[back];
    const inverse = other !== undefined && undoes(lesson.seen.change, other.seen.change) ? back : null;
    actions[kind] = actionOf(lesson, inverse);
  }
  return actions;
}
function actionOf({ control, seen }: Lesson, inverse: PageActionKind | null): PageAction {
  const simple = !seen.dialog && !seen.typed && seen.presses <= 1;
  return {
    control: { css: control.css, text: [control.text], ...(control.role === null ? {} : { role: control.role }) },
    forbid: control.forbid,
    before: seen.change.before,
    after: seen.change.after,
    inverse,
    most: simple && inverse !== null ? 'assist' : 'guide',
    activation: 'click',
    waitMs: WAIT_MS,
  };
}
/** The one ends where the other begins, and the other way round. */
const undoes = (one: Change, other: Change): boolean => meets(one.after, other.before) && meets(other.after, one.before);
const meets = (after: RowState, before: RowState): boolean =>
  (after.state === undefined || before.state === undefined || after.state === before.state) &&
  (after.pinned === undefined || before.pinned === undefined || after.pinned === before.pinned) &&
  (before.text === undefined || after.text === undefined || before.text.some((text) => after.text?.includes(text) ?? false));
