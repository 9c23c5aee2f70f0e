import type { PageActionKind, Profile, Words } from '../../../domain/profile.ts';
import { literalsOf } from '../act/own-words.ts';
import { escaped } from './keys.ts';
import type { Lesson, Lessons } from './learn.ts';

/**
 * How a row stands, told by its own buttons where nobody pointed at it: what may be paused is on sale, what may be resumed
 * is paused, and so for the pin. Only where the person did both: by one of them alone nothing tells how it stands after.
 */
export function toldByButtons({ fields, lessons }: { readonly fields: Profile['fields']; readonly lessons: Lessons }) {
  const state = fields.state ?? wordsOf(lessons, { pause: 'onSale', resume: 'paused' } as const);
  const pinned = fields.pinned ?? wordsOf(lessons, { pin: 'no', unpin: 'yes' } as const);
  return { ...fields, ...(state === null ? {} : { state }), ...(pinned === null ? {} : { pinned }) };
}

function wordsOf<W extends string>(lessons: Lessons, means: Readonly<Partial<Record<PageActionKind, W>>>): Words<W> | null {
  const words: Record<string, W> = {};
  const taught: Lesson['control'][] = [];
  for (const [kind, meaning] of Object.entries(means) as [PageActionKind, W][]) {
    const control = lessons[kind]?.control;
    // One label for both says nothing; what is told otherwise than by a press shows it elsewhere.
    const [word] = control === undefined ? [] : literalsOf(control.text);
    if (control === undefined || word === undefined || Object.hasOwn(words, word)) return null;
    words[word] = meaning;
    taught.push(control);
  }
  const by = new Set(taught.map(({ by }) => by));
  const [attribute] = by;
  if (by.size !== 1) return null;
  const at = [...new Set(taught.flatMap(({ css: [best = ''] }) => best))].join(', ');
  const read = { at, ...(attribute == null ? {} : { attribute }), words };
  if (taught.every(({ text }) => Object.hasOwn(words, text))) return read;
  const pattern = leading(taught);
  return pattern === null ? null : { ...read, pattern };
}

/** Of labels that bear the row's own words what they begin with, a word for itself; null where one could be taken for the other. */
function leading(taught: readonly Lesson['control'][]): string | null {
  const starts = taught.map(({ text }) => literalsOf(text)[0] ?? '');
  const isClear = taught.every(({ text }, at) => `${text} `.startsWith(`${starts[at]} `));
  const isApart = starts.every((one, at) => starts.every((other, also) => at === also || !other.startsWith(one)));
  return isClear && isApart ? `^(${starts.map(escaped).join('|')})(?:\\s|$)` : null;
}
