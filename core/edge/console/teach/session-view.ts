import type { ListingState } from '../../../domain/console.ts';
import type { PageActionKind, Read } from '../../../domain/profile.ts';
import { textOf } from '../read.ts';
import { nowAt, type Pointed } from './again.ts';
import { controlIn, controlsIn, type Taught } from './control.ts';
import { allIn } from './dom.ts';
import type { Learned } from './draft.ts';
import { type Field, MARKS, previewOf, TEXT_FIELDS, type TextField } from './fields.ts';
import { isGood, type KeyOption, type watchKeys } from './keys.ts';
import { type Demonstration, inverseOf, type Snapshot } from './learn.ts';
import type { Look } from './marks.ts';
import type { RowPick } from './rows.ts';
import type { Button, CardView, Choice } from './view.ts';
import type { TeachSay } from './words.ts';

const KINDS: readonly PageActionKind[] = ['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer'];

/** Where the person is in teaching, and what that step holds. */
export type Step =
  | { readonly at: 'rowA' }
  | { readonly at: 'rowB'; readonly first: Pointed }
  | { readonly at: 'rows'; readonly picks: readonly RowPick[]; readonly level: number }
  | { readonly at: 'key' }
  | { readonly at: 'fields' }
  | { readonly at: 'field'; readonly field: Field }
  | { readonly at: 'meanings'; readonly read: Read; readonly words: Readonly<Record<string, ListingState>> }
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

export const isPointing = ({ at }: Step): boolean => at === 'rowA' || at === 'rowB' || at === 'field' || at === 'control';
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
      return {
        text: say('meanings'),
        meanings: Object.entries(step.words).map(([word, means]) => ({ word, means })),
        buttons: [BACK, NEXT],
      };
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
        text: say('demo', { text: step.taught.text }),
        lines: demoLines(step.watched, shown),
        buttons: [BACK, { id: 'done', main: true, disabled: shown.seen === null }],
      };
    case 'dry':
      return {
        text: say('dry'),
        lines: dryLines(learned, rows, say),
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
    text: taught.text,
    n: taught.css.length + 1,
    forbid: taught.forbid.map((label) => `“${label}”`).join(', ') || say('nothing'),
  });

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
      ...text.map((one) => `“${one}”`),
      ...(state === undefined ? [] : [say(`state.${state}`)]),
      ...(pinned === undefined ? [] : [pinned ? '✓' : '–']),
    ].join(' ');
  return say('changed', { before: words(before), after: words(after) });
}
function demoLines({ seen }: Watched, { say, seen: whole }: Shown): readonly string[] {
  return [
    whole === null ? say('unchanged') : changeText(whole, say),
    ...(whole !== null && whole.change.others.length > 0 ? [say('others', { n: whole.change.others.length })] : []),
    ...(seen.dialog ? [say('dialog')] : []),
    ...(seen.typed ? [say('typed')] : []),
  ];
}
function dryLines({ key, fields, lessons }: Learned, rows: readonly Element[], say: TeachSay): readonly string[] {
  return threeOf(rows).map((row) => {
    const told = [
      key === null ? null : textOf(row, key),
      ...TEXT_FIELDS.filter((field) => field !== 'picture').map((field: TextField) => textOf(row, fields[field])),
    ];
    const controls = Object.values(lessons).flatMap(({ control }) =>
      controlIn(row, control) === null ? [] : [`[${control.text}]`],
    );
    return [...told.filter((text) => text !== null), ...controls].join(' · ') || say('nothing');
  });
}

/** What is outlined on the page at this step. */
export function marksOf(
  { step, learned }: Stand,
  hovered: Element | null,
  rows: readonly Element[],
): readonly { element: Element; look: Look }[] {
  const of = (look: Look) => (element: Element) => ({ element, look });
  const pointed = hovered === null ? [] : [of('hover')(hovered)];
  if (step.at === 'rowA') return pointed;
  if (step.at === 'rowB') return [...nowAt(step.first).slice(0, 1).map(of('row')), ...pointed];
  if (step.at === 'rows') return (step.picks[step.level]?.rows ?? []).map(of('row'));
  if (step.at === 'dry')
    return threeOf(rows).flatMap((row) => [
      of('row')(row),
      ...keyMark(row, learned.key).map(of('key')),
      ...controlMarks(row, learned),
    ]);
  if (step.at === 'ready')
    return rows.flatMap((row) => [
      ...controlsIn(row).map(of('forbidden')),
      ...[controlIn(row, step.taught)].flatMap((one) => (one === null ? [] : [of('control')(one)])),
    ]);
  if (step.at === 'demo') {
    const row = rows.find((one) => learned.key !== null && textOf(one, learned.key) === step.key);
    return row === undefined
      ? []
      : [of('row')(row), ...[controlIn(row, step.taught)].flatMap((one) => (one === null ? [] : [of('control')(one)]))];
  }
  if (step.at === 'saved') return [];
  return [...rows.map(of('row')), ...pointed];
}
const keyMark = (row: Element, key: Read | null): readonly Element[] => {
  const element = key?.at === undefined ? row : (allIn(row, key.at)[0] ?? null);
  return element === null ? [] : [element];
};
const controlMarks = (row: Element, { lessons }: Learned): readonly { element: Element; look: Look }[] =>
  Object.values(lessons).flatMap(({ control }) => {
    const element = controlIn(row, control);
    return element === null ? [] : [{ element, look: 'control' as const }];
  });
