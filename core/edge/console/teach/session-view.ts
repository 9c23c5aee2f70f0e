import type { ListingState } from '../../../domain/console.ts';
import type { PageActionKind, Read } from '../../../domain/profile.ts';
import { labelOf } from '../act/labels.ts';
import { filled } from '../act/own-words.ts';
import { textOf } from '../read.ts';
import { nowAt, type Pointed } from './again.ts';
import { controlIn, controlsIn, type Taught } from './control.ts';
import { allIn } from './dom.ts';
import type { Learned } from './draft.ts';
import { FACTS, type Fact, factAt, type LiveWord, roomsIn, says } from './facts.ts';
import { type Field, MARKS, previewOf, TEXT_FIELDS, type TextField } from './fields.ts';
import { isGood, type KeyOption, type watchKeys } from './keys.ts';
import { type Demonstration, inverseOf, type Snapshot } from './learn.ts';
import type { Look } from './marks.ts';
import { ownOf } from './own.ts';
import type { RowPick } from './rows.ts';
import type { Button, CardView, Choice, Meaning } from './view.ts';
import type { TeachSay } from './words.ts';

/** What the words of a page may mean; the last is none of them. */
export const STATES = ['onSale', 'paused', 'soldOut', 'removed', 'unknown'] as const satisfies readonly ListingState[];
export const LIVE = ['live', 'idle', 'ended', 'unknown'] as const satisfies readonly (LiveWord | 'unknown')[];
const KINDS: readonly PageActionKind[] = ['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer'];

/** Where the person is in teaching, and what that step holds. */
export type Step =
  | { readonly at: 'rowA' }
  | { readonly at: 'rowB'; readonly first: Pointed }
  | { readonly at: 'rows'; readonly picks: readonly RowPick[]; readonly level: number }
  | { readonly at: 'key' }
  | { readonly at: 'fields' }
  | { readonly at: 'field'; readonly field: Field }
  | {
      readonly at: 'meanings';
      readonly of: 'state';
      readonly read: Read;
      readonly words: Readonly<Record<string, ListingState>>;
    }
  | {
      readonly at: 'meanings';
      readonly of: 'live';
      readonly read: Read;
      readonly words: Readonly<Record<string, LiveWord | 'unknown'>>;
    }
  | { readonly at: 'facts' }
  | { readonly at: 'fact'; readonly fact: Fact }
  | { readonly at: 'actions' }
  | { readonly at: 'control'; readonly kind: PageActionKind }
  | { readonly at: 'ready'; readonly kind: PageActionKind; readonly taught: Taught; readonly key: string }
  | {
      readonly at: 'demo';
      readonly kind: PageActionKind;
      readonly taught: Taught;
      readonly key: string;
      readonly watched: Watched;
    }
  | { readonly at: 'dry' }
  | { readonly at: 'saved' };
export type Watched = {
  readonly was: Snapshot;
  readonly dialogs: ReadonlySet<Element>;
  readonly seen: Omit<Demonstration, 'change'>;
};
export type Stand = { readonly step: Step; readonly learned: Learned };

const POINTING: readonly Step['at'][] = ['rowA', 'rowB', 'field', 'fact', 'control'];
export const isPointing = ({ at }: Step): boolean => POINTING.includes(at);
export const BARE: CardView = {
  text: '',
  problem: null,
  shielded: true,
  choices: [],
  lines: [],
  meanings: [],
  name: null,
  buttons: [],
};
/** The first, one in the middle, and the last. */
const threeOf = <T>(all: readonly T[]): readonly T[] =>
  [...new Set([0, Math.floor((all.length - 1) / 2), all.length - 1])].flatMap((at) => all[at] ?? []);

type Shown = {
  readonly page: Document;
  readonly say: TeachSay;
  readonly options: readonly KeyOption[];
  readonly keys: ReturnType<typeof watchKeys>;
  readonly rows: readonly Element[];
  readonly seen: Demonstration | null;
  readonly name: string;
};
const BACK: Button = { id: 'back' };
const NEXT: Button = { id: 'next', main: true };

/** What the card says at this step. */
export function viewOf({ step, learned }: Stand, shown: Shown): Partial<CardView> {
  const { say, rows } = shown;
  switch (step.at) {
    case 'rowA':
      return { text: say('rowA'), buttons: [{ id: 'stop' }] };
    case 'rowB':
      return { text: say('rowB'), buttons: [BACK] };
    case 'rows':
      return { text: say('rows', { n: step.picks[step.level]?.rows.length ?? 0 }), buttons: [BACK, NEXT] };
    case 'key':
      return keyView(learned, shown);
    case 'fields':
      return {
        text: say('fields'),
        choices: [...TEXT_FIELDS, ...MARKS].map((field) => fieldChoice(field, learned, shown)),
        buttons: [BACK, NEXT],
      };
    case 'field':
      return { text: say('point', { what: say(`field.${step.field}`) }), buttons: [BACK] };
    case 'meanings':
      return { text: say('meanings'), meanings: meanings(step, say), buttons: [BACK, NEXT] };
    case 'facts':
      return { text: say('facts'), choices: FACTS.map((fact) => factChoice(fact, learned, shown)), buttons: [BACK, NEXT] };
    case 'fact':
      return { ...factView(step.fact, shown), buttons: [BACK] };
    case 'actions':
      return { text: say('actions'), choices: KINDS.map((kind) => actionChoice(kind, learned, say)), buttons: [BACK, NEXT] };
    case 'control':
      return {
        text: `${inverseTaught(step.kind, learned) ? say('inverse', { what: say(`action.${step.kind}`) }) : say('pointControl', { what: say(`action.${step.kind}`) })}`,
        buttons: [BACK, { id: 'next' }],
      };
    case 'ready':
      return { text: controlText(step.taught, say), buttons: [BACK, { id: 'ready', main: true }] };
    case 'demo':
      return {
        text: say('demo', { text: labelNow(step, learned, rows) }),
        lines: demoLines(step.watched, shown),
        buttons: [BACK, { id: 'done', main: true, disabled: shown.seen === null }],
      };
    case 'dry':
      return {
        text: say('dry'),
        lines: [...dryLines(learned, rows, say), ...factLine(learned, shown)],
        name: shown.name,
        buttons: [BACK, { id: 'save', main: true }],
      };
    case 'saved':
      return { text: say('savedAs'), buttons: [{ id: 'stop', main: true }] };
  }
}
const inverseTaught = (kind: PageActionKind, { lessons }: Learned): boolean => {
  const other = inverseOf(kind);
  return other !== null && lessons[other] !== undefined;
};
const controlText = (taught: Taught, say: TeachSay): string =>
  say('control', {
    text: labelShown(taught.text, say),
    n: taught.css.length + 1,
    forbid: taught.forbid.map((label) => `“${label}”`).join(', ') || say('nothing'),
  });

/** A label as a person reads it: `Pin ‹Title›`. */
const labelShown = (text: string, say: TeachSay): string =>
  text.replace(/\{(title|link|key)\}/g, (_, name: 'title' | 'link' | 'key') => `‹${say(`own.${name}`)}›`);
/** As the row that it is shown in bears it now. */
function labelNow({ taught, key }: Extract<Step, { at: 'demo' }>, learned: Learned, rows: readonly Element[]): string {
  const row = rows.find((one) => learned.key !== null && textOf(one, learned.key) === key);
  return (row === undefined ? null : filled(taught.text, ownOf(row, learned))) ?? taught.text;
}

function keyView({ key }: Learned, { say, options, keys }: Shown): Partial<CardView> {
  const chosen = JSON.stringify(key);
  const choices = options.map((option, at): Choice => {
    const stable = keys.stable(option.read);
    const values = option.values.filter((value) => value !== null);
    return {
      id: `${at}`,
      label: option.label,
      chosen: JSON.stringify(option.read) === chosen,
      lines: [
        [
          say(option.unique ? 'unique' : 'notUnique'),
          ...(option.place ? [say('place')] : []),
          say(stable === 'yes' ? 'stable' : stable === 'no' ? 'unstable' : 'unseen'),
        ].join(' · '),
        `${say('allKeys', { n: new Set(values).size })}: ${values.join(', ')}`,
      ],
    };
  });
  const good = options.some(
    (option) => JSON.stringify(option.read) === chosen && isGood(option) && keys.stable(option.read) !== 'no',
  );
  return { text: say(options.length === 0 ? 'noKey' : 'key'), choices, buttons: [BACK, { ...NEXT, disabled: !good }] };
}
function fieldChoice(field: Field, { fields }: Learned, { say, rows }: Shown): Choice {
  const chosen = fields[field] !== undefined;
  const lines = chosen
    ? [
        previewOf(field, fields, threeOf(rows))
          .map((text) => text ?? say('nothing'))
          .join(' | '),
      ]
    : [];
  return { id: field, label: say(`field.${field}`), chosen, lines };
}
function factChoice(fact: Fact, { page: facts }: Learned, { say, page }: Shown): Choice {
  const read = facts[fact];
  const lines = read === undefined ? [] : [say('now', { what: factText(fact, read, page, say) })];
  return { id: fact, label: say(`fact.${fact}`), chosen: read !== undefined, lines };
}
function factText(fact: Fact, read: Read, page: Document, say: TeachSay): string {
  const said = says(fact, read, page);
  if (said === null) return say('nothing');
  return fact === 'live' ? say(`live.${said as LiveWord}`) : said;
}
/** A room that stands nowhere on the page may stand in its address. */
function factView(fact: Fact, { say, page }: Shown): Partial<CardView> {
  const choices = fact === 'room' ? roomsIn(page.URL) : [];
  return {
    text: say('point', { what: say(`fact.${fact}`) }),
    lines: [...(fact === 'live' ? [say('liveHow')] : []), ...(choices.length > 0 ? [say('inAddress')] : [])],
    choices: choices.map(({ id }, at) => ({ id: `${at}`, label: id, lines: [], chosen: false })),
  };
}
function factLine({ page: facts }: Learned, { say, page }: Shown): readonly string[] {
  const told = FACTS.flatMap((fact) => {
    const read = facts[fact];
    return read === undefined ? [] : [say('pair', { what: say(`fact.${fact}`), is: factText(fact, read, page, say) })];
  });
  return told.length === 0 ? [] : [told.join(' · ')];
}
function meanings(step: Extract<Step, { at: 'meanings' }>, say: TeachSay): readonly Meaning[] {
  const of =
    step.of === 'state'
      ? STATES.map((id) => ({ id, label: say(`state.${id}`) }))
      : LIVE.map((id) => ({ id, label: say(`live.${id}`) }));
  return Object.entries(step.words).map(([word, means]) => ({ word, means, of }));
}
function actionChoice(kind: PageActionKind, { lessons }: Learned, say: TeachSay): Choice {
  const lesson = lessons[kind];
  return {
    id: kind,
    label: say(`action.${kind}`),
    chosen: lesson !== undefined,
    lines: lesson === undefined ? [] : [changeText(lesson.seen, say)],
  };
}
function changeText({ change: { before, after } }: Demonstration, say: TeachSay): string {
  const words = ({ text = [], state, pinned }: typeof before) =>
    [
      ...text.map((one) => `“${labelShown(one, say)}”`),
      ...(state === undefined ? [] : [say(`state.${state}`)]),
      ...(pinned === undefined ? [] : [pinned ? '✓' : '–']),
    ].join(' ');
  const [was, is] = [words(before), words(after)];
  // Of a number that was typed nothing else shows.
  return was === '' && is === '' ? say('typed') : say('changed', { before: was, after: is });
}
function demoLines({ seen }: Watched, { say, seen: whole }: Shown): readonly string[] {
  const lines = [
    whole === null ? say('unchanged') : changeText(whole, say),
    ...(whole !== null && whole.change.others.length > 0 ? [say('others', { n: whole.change.others.length })] : []),
    ...(seen.dialog ? [say('dialog')] : []),
    ...(seen.typed ? [say('typed')] : []),
  ];
  return [...new Set(lines)];
}
function dryLines(learned: Learned, rows: readonly Element[], say: TeachSay): readonly string[] {
  const { key, fields, lessons } = learned;
  return threeOf(rows).map((row) => {
    const told = [
      key === null ? null : textOf(row, key),
      ...TEXT_FIELDS.filter((field) => field !== 'picture').map((field: TextField) => textOf(row, fields[field])),
    ];
    const controls = Object.values(lessons).flatMap(({ control }) => {
      const found = controlIn(row, control, ownOf(row, learned));
      return found === null ? [] : [`[${labelOf(found)}]`];
    });
    return [...told.filter((text) => text !== null), ...controls].join(' · ') || say('nothing');
  });
}

/** What is outlined on the page at this step. */
export function marksOf(
  { step, learned }: Stand,
  hovered: Element | null,
  rows: readonly Element[],
  page: Document,
): readonly { element: Element; look: Look }[] {
  const controlOf = (row: Element, taught: Taught) => {
    const found = controlIn(row, taught, ownOf(row, learned));
    return found === null ? [] : [found];
  };
  const of = (look: Look) => (element: Element) => ({ element, look });
  const pointed = hovered === null ? [] : [of('hover')(hovered)];
  if (step.at === 'rowA') return pointed;
  if (step.at === 'rowB') return [...nowAt(step.first).slice(0, 1).map(of('row')), ...pointed];
  if (step.at === 'rows') return (step.picks[step.level]?.rows ?? []).map(of('row'));
  if (step.at === 'dry')
    return [
      ...factMarks(learned, page).map(of('key')),
      ...threeOf(rows).flatMap((row) => [
        of('row')(row),
        ...keyMark(row, learned.key).map(of('key')),
        ...Object.values(learned.lessons).flatMap(({ control }) => controlOf(row, control).map(of('control'))),
      ]),
    ];
  if (step.at === 'facts') return factMarks(learned, page).map(of('key'));
  if (step.at === 'ready')
    return rows.flatMap((row) => {
      const ours = controlOf(row, step.taught);
      const others = controlsIn(row).filter((one) => !ours.includes(one));
      return [...others.map(of('forbidden')), ...ours.map(of('control'))];
    });
  if (step.at === 'demo') {
    const row = rows.find((one) => learned.key !== null && textOf(one, learned.key) === step.key);
    return row === undefined ? [] : [of('row')(row), ...controlOf(row, step.taught).map(of('control'))];
  }
  if (step.at === 'saved') return [];
  if (step.at === 'fact') return pointed;
  return [...rows.map(of('row')), ...pointed];
}
const keyMark = (row: Element, key: Read | null): readonly Element[] => {
  const element = key?.at === undefined ? row : (allIn(row, key.at)[0] ?? null);
  return element === null ? [] : [element];
};
const factMarks = ({ page: facts }: Learned, page: Document): readonly Element[] =>
  Object.values(facts).flatMap((read) => factAt(read, page) ?? []);
