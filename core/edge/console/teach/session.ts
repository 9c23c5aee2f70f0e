import type { PageActionKind, Profile } from '../../../domain/profile.ts';
import { textOf } from '../read.ts';
import { nowAt, type Pointed, pointedAt } from './again.ts';
import { controlAt } from './control.ts';
import { pathOf } from './dom.ts';
import { type Learned, NOTHING, profileOf } from './draft.ts';
import { type Fact, factAt, factRead, liveWord, meantWords, roomsIn } from './facts.ts';
import { type Field, pinnedFor, readFor, stateWords } from './fields.ts';
import { areCells, holdsTwoKeys, isGood, judgedAgain, type KeyOption, keyOptions, watchKeys } from './keys.ts';
import { changeOf, type Demonstration, inverseOf, type Lesson, snapshotOf } from './learn.ts';
import { ownOf } from './own.ts';
import { inAll, type RowPick, rowsFrom } from './rows.ts';
import { marksOf } from './session-marks.ts';
import { isPointing, LIVE, STATES, type Stand, type Step, type Watched } from './session-step.ts';
import { BARE, viewOf } from './session-view.ts';
import type { CardView } from './view.ts';
import { dialogsIn } from './watch.ts';
import type { TeachSay, TeachWord } from './words.ts';

export type SessionDeps = {
  readonly page: Document;
  readonly say: TeachSay;
  /** How the page is read now; taught anew, it keeps its id. */
  readonly known: Profile | null;
  /** Something is to be drawn anew. */
  readonly changed: () => void;
  readonly save: (profile: Profile) => void;
  readonly stop: () => void;
};

type Meaning<Of extends 'state' | 'live'> = Extract<Step, { readonly at: 'meanings'; readonly of: Of }>;
const oneOf = <T extends string>(all: readonly T[], one: string): T | 'unknown' => all.find((each) => each === one) ?? 'unknown';

/** Teach mode, step by step. It looks and learns; nothing here ever presses anything on the page. */
export function createSession({ page, say, known, changed, save, stop }: SessionDeps) {
  let now: Stand = { step: { at: 'rowA' }, learned: NOTHING };
  let problem: string | null = null;
  let options: readonly KeyOption[] = [];
  let keys = watchKeys();
  let hovered: Element | null = null;
  let name = known?.name ?? page.title;
  const past: Stand[] = [];

  const rows = (): readonly Element[] =>
    now.learned.pick === null ? [] : inAll(page, now.learned.pick.within, now.learned.pick.row);
  const profile = () => profileOf(now.learned, page, name, known);
  const owned = (row: Element) => ownOf(row, now.learned);
  const rowOf = (element: Element): Element | null => {
    const all = new Set(rows());
    return pathOf(element).find((one) => all.has(one)) ?? null;
  };

  /** Nothing that is pressed reaches the page. */
  const shielded = () => now.step.at !== 'demo' && now.step.at !== 'saved';

  function go(step: Step, learned: Partial<Learned> = {}): void {
    past.push(now);
    now = { step, learned: { ...now.learned, ...learned } };
    settle();
  }
  function replace(step: Step): void {
    now = { ...now, step };
    settle();
  }
  function settle(): void {
    problem = null;
    hovered = null;
    changed();
  }
  function refuse(word: TeachWord): void {
    problem = say(word);
    changed();
  }
  function back() {
    // What was seen being done is not done again by going back: the next thing to do is to point.
    const last = past.pop();
    if (last === undefined) return stop();
    now = last;
    settle();
  }

  /** The person clicked here, under the shield. */
  function point(pointed: Element) {
    const { step } = now;
    if (step.at === 'rowA') return go({ at: 'rowB', first: pointedAt(pointed) });
    if (step.at === 'rowB') return secondRow(step.first, pointed);
    if (step.at === 'field') return field(step.field, pointed);
    if (step.at === 'fact') return fact(step.fact, pointed);
    if (step.at === 'control') return control(step.kind, pointed);
    return undefined;
  }
  function secondRow(first: Pointed, second: Element) {
    // A list that re-orders has drawn anew meanwhile what was pointed at first.
    const tries = nowAt(first).map((one) => rowsFrom(one, second));
    const found = tries.find(({ ok }) => ok) ?? tries[0] ?? { ok: false, why: 'apart' };
    if (!found.ok) return refuse(found.why);
    const single = found.picks.map(({ rows }) => !rows.some(holdsTwoKeys));
    if (!single.includes(true)) return refuse('twoKeys');
    const keyed = found.picks.findIndex(({ rows }, at) => single[at] === true && keyOptions(rows).some(isGood));
    if (keyed < 0 && areCells(found.picks[0]?.rows ?? [])) return refuse('sameRow');
    return go({ at: 'rows', picks: found.picks, level: keyed < 0 ? single.indexOf(true) : keyed });
  }
  function field(of: Field, pointed: Element) {
    const row = rowOf(pointed);
    if (row === null) return refuse('outside');
    if (of === 'state') {
      const found = stateWords(pointed, row, rows());
      if (found === null) return refuse('notThere');
      return replace({
        at: 'meanings',
        of: 'state',
        read: found.read,
        words: Object.fromEntries(found.words.map((word) => [word, 'unknown'])),
      });
    }
    const read = of === 'pinned' ? pinnedFor(pointed, row, rows()) : readFor(of, pointed, row, rows());
    if (read === null) return refuse('notThere');
    learn({ fields: { ...now.learned.fields, [of]: read } });
    return replace({ at: 'fields' });
  }
  function fact(of: Fact, pointed: Element) {
    if (rowOf(pointed) !== null) return refuse('inRow');
    if (of === 'live') {
      const found = liveWord(pointed, page, known);
      return found.ok ? replace({ at: 'meanings', of: 'live', ...found.found }) : refuse(found.why);
    }
    const found = factRead(of, pointed, page);
    if (!found.ok) return refuse(found.why);
    return factLearned({ [of]: found.found });
  }
  function factLearned(of: Profile['page']): void {
    const framed = Object.values(of).some((read) => {
      const at = factAt(read, page);
      return at !== null && at.ownerDocument !== page;
    });
    learn({ page: { ...now.learned.page, ...of }, framed: now.learned.framed || framed });
    replace({ at: 'facts' });
  }
  function control(kind: PageActionKind, pointed: Element) {
    const row = rowOf(pointed);
    const key = row === null || now.learned.key === null ? null : textOf(row, now.learned.key);
    if (row === null || key === null) return refuse('outside');
    const found = controlAt(pointed, row, rows(), owned);
    return found.ok ? replace({ at: 'ready', kind, taught: found.control, key }) : refuse(found.why);
  }

  /** From here on what the person clicks happens on the page. */
  function ready(): void {
    const { step } = now;
    const readable = profile();
    if (step.at !== 'ready' || readable === null) return;
    const seen = { dialog: false, typed: false, presses: 0 };
    const watched = { was: snapshotOf(rows(), readable), dialogs: dialogsIn(page), seen };
    replace({ ...step, at: 'demo', watched });
  }
  function saw(more: (seen: Watched['seen']) => Partial<Watched['seen']>): void {
    const { step } = now;
    if (step.at !== 'demo') return;
    now = { ...now, step: { ...step, watched: { ...step.watched, seen: { ...step.watched.seen, ...more(step.watched.seen) } } } };
    changed();
  }
  function demonstrated(): Demonstration | null {
    const { step } = now;
    const readable = profile();
    if (step.at !== 'demo' || readable === null) return null;
    const change = changeOf(step.key, step.watched.was, snapshotOf(rows(), readable), step.taught, step.kind);
    return change === null ? null : { ...step.watched.seen, change };
  }
  function done() {
    const { step } = now;
    const seen = demonstrated();
    if (step.at !== 'demo') return;
    if (seen === null) return refuse('unchanged');
    const lesson: Lesson = { control: step.taught, seen };
    learn({ lessons: { ...now.learned.lessons, [step.kind]: lesson } });
    const other = inverseOf(step.kind);
    // What takes it back is taught at once, while the row stands so.
    if (other !== null && now.learned.lessons[other] === undefined) return replace({ at: 'control', kind: other });
    return replace({ at: 'actions' });
  }

  function next() {
    const { step, learned } = now;
    switch (step.at) {
      case 'rows':
        return rowsChosen(step.picks[step.level] ?? null);
      case 'key':
        return learned.key === null ? refuse('noKey') : go({ at: 'fields' }, { complete: keys.complete(learned.key) });
      case 'meanings':
        return step.of === 'state' ? stateLearned(step) : liveLearned(step);
      // Pointing at one more thing may be left out.
      case 'field':
        return replace({ at: 'fields' });
      case 'control':
        return replace({ at: 'actions' });
      case 'fields':
        return go({ at: 'facts' });
      case 'fact':
        return replace({ at: 'facts' });
      case 'facts':
        return go({ at: 'actions' });
      case 'actions':
        return go({ at: 'dry' });
      default:
        return undefined;
    }
  }
  function rowsChosen(pick: RowPick | null): void {
    if (pick === null) return;
    past.push(now);
    now = { step: { at: 'key' }, learned: { ...now.learned, pick } };
    keys = watchKeys();
    options = [];
    look(false);
    now = { ...now, learned: { ...now.learned, key: options.find(isGood)?.read ?? null } };
    settle();
  }
  function stateLearned({ read, words }: Meaning<'state'>): void {
    learn({ fields: { ...now.learned.fields, state: { ...read, words } } });
    replace({ at: 'fields' });
  }
  function liveLearned({ read, words }: Meaning<'live'>): void {
    const live = meantWords(read, words);
    if (live === null) refuse('noMeaning');
    else factLearned({ live });
  }
  function learn(more: Partial<Learned>): void {
    now = { ...now, learned: { ...now.learned, ...more } };
  }
  function choose(id: string) {
    const { step } = now;
    if (step.at === 'key') {
      const read = options[Number(id)]?.read ?? null;
      learn({ key: read });
      return settle();
    }
    if (step.at === 'fields') return go({ at: 'field', field: id as Field });
    if (step.at === 'facts') return go({ at: 'fact', fact: id as Fact });
    if (step.at === 'fact') {
      const read = roomsIn(page.URL)[Number(id)]?.read;
      return read === undefined ? undefined : factLearned({ room: read });
    }
    if (step.at === 'actions') return go({ at: 'control', kind: id as PageActionKind });
    return undefined;
  }
  function widen(by: 1 | -1) {
    const { step } = now;
    if (step.at === 'rows') {
      const level = Math.min(step.picks.length - 1, Math.max(0, step.level - by));
      return replace({ ...step, level });
    }
    if (hovered === null || !isPointing(step)) return undefined;
    const down = [...hovered.children].find((child) => child.getBoundingClientRect().width > 0) ?? null;
    hovered = (by === 1 ? hovered.parentElement : down) ?? hovered;
    return changed();
  }
  /** The page has changed, or was scrolled. */
  function look(scrolled: boolean): void {
    if (now.step.at === 'key') {
      const all = rows();
      options = options.length === 0 ? keyOptions(all) : judgedAgain(options, all);
      keys.saw(all, options, scrolled);
    }
    const { step } = now;
    if (step.at === 'demo' && [...dialogsIn(page)].some((one) => !step.watched.dialogs.has(one))) saw(() => ({ dialog: true }));
    changed();
  }

  return {
    point,
    back,
    next,
    ready,
    done,
    choose,
    widen,
    look,
    pressed: () => saw(({ presses }) => ({ presses: presses + 1 })),
    typed: () => saw(() => ({ typed: true })),
    hover(element: Element | null): void {
      if (!isPointing(now.step) || element === hovered) return;
      hovered = element;
      changed();
    },
    /** What is outlined; null where the page has drawn it anew. */
    hovered: () => (hovered?.isConnected ? hovered : null),
    mean(word: string, means: string): void {
      const { step } = now;
      if (step.at !== 'meanings') return;
      if (step.of === 'state') replace({ ...step, words: { ...step.words, [word]: oneOf(STATES, means) } });
      else replace({ ...step, words: { ...step.words, [word]: oneOf(LIVE, means) } });
    },
    call(text: string): void {
      name = text;
    },
    save(): void {
      const taught = profile();
      if (now.step.at !== 'dry' || taught === null) return;
      save(taught);
      go({ at: 'saved' });
    },
    shielded,
    marks: () => marksOf(now, hovered, rows(), page),
    view: (): CardView => ({
      ...BARE,
      ...viewOf(now, { page, say, options, keys, rows: rows(), seen: demonstrated(), name }),
      problem,
      shield: shielded() ? 'on' : now.step.at === 'saved' ? 'over' : 'off',
    }),
    profile,
  };
}
