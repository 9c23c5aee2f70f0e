import { whole } from '../act/labels.ts';
import type { Own } from '../act/own-words.ts';
import { countIn } from '../numbers.ts';
import { textOf } from '../read.ts';
import type { Learned } from './draft.ts';

/** What a row says of itself, as far as it was taught how to read it. */
export const ownOf = (row: Element, { key, fields }: Pick<Learned, 'key' | 'fields'>): Own => ({
  key: (key === null ? null : textOf(row, key)) ?? '',
  title: textOf(row, fields.title),
  link: countIn(textOf(row, fields.link)).exact,
});

/** A title that is shorter than this may stand anywhere by chance. */
const SHORTEST = 2;
/** Marks for what was taken out, that no page writes. */
const MARKS = { title: '\uE000', key: '\uE001', link: '\uE002' } as const;

/** The label with the row's own words taken out: `Pin Wool scarf` as `Pin {title}`. */
export function templated(label: string, { title, key, link }: Own): string {
  let text = label;
  const name = whole(title);
  if (name.length >= SHORTEST) text = text.replaceAll(name, MARKS.title);
  if (key.length >= SHORTEST) text = text.replaceAll(key, MARKS.key);
  // A number for itself, no part of another.
  if (link !== null) text = text.replace(new RegExp(`(?<!\\d[.,]?)${link}(?![.,]?\\d)`, 'gu'), MARKS.link);
  for (const [name, mark] of Object.entries(MARKS)) text = text.replaceAll(mark, `{${name}}`);
  return text;
}
