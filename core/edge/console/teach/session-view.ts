import type { PageActionKind, Read } from '../../../domain/profile.ts';
import { labelOf } from '../act/labels.ts';
import { filled } from '../act/own-words.ts';
import { textOf } from '../read.ts';
import { controlIn, type Taught } from './control.ts';
import type { Learned } from './draft.ts';
import { FACTS, type Fact, type LiveWord, roomsIn, says } from './facts.ts';
import { type Field, MARKS, previewOf, TEXT_FIELDS, type TextField } from './fields.ts';
import { isGood, type KeyOption, type watchKeys } from './keys.ts';
import { type Demonstration, inverseOf } from './learn.ts';
import { ownOf } from './own.ts';
import { threeOf } from './rows.ts';
import { LIVE, STATES, type Stand, type Step, type Watched } from './session-step.ts';
import type { Button, CardView, Choice, Meaning } from './view.ts';
import type { TeachSay } from './words.ts';

const KINDS: readonly PageActionKind[] = ['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer'];

export const BARE: CardView = {
  text: '',
  problem: null,
  shield: 'on',
  choices: [],
  lines: [],
  meanings: [],
  name: null,
  buttons: [],
};
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
        text: say(inverseTaught(step.kind, learned) ? 'inverse' : 'pointControl', { what: say(`action.${step.kind}`) }),
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
