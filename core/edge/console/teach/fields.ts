import type { Present, Profile, Read, Words } from '../../../domain/profile.ts';
import { textOf } from '../read.ts';
import { allIn, isIn, lineOf } from './dom.ts';
import { locatorsOf } from './locate.ts';
import { isWord } from './stable.ts';

/** What a person may point at in a row, in the order in which it is asked for; each may be left out. */
export const TEXT_FIELDS = ['title', 'picture', 'link', 'code', 'sellable', 'perBuyer', 'sold', 'clicks'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export const MARKS = ['pinned', 'state'] as const;
export type Field = TextField | (typeof MARKS)[number];

const COUNTS: ReadonlySet<Field> = new Set(['sellable', 'perBuyer', 'sold', 'clicks']);
/**
 * A count with what it is abbreviated by, so that `12k` is never read as 12: the reader tells the exact from the
 * abbreviated.
 */
const UNIT = '(?:百万|千万|[万萬千亿億]|(?:[kKmMwWbB]|mil|mi|rb|tr|jt)(?![\\p{L}]))';
export const COUNT = `((?:[约約≈~]\\s?)?\\d(?:[\\d,.]*\\d)?(?:\\s?${UNIT})?\\+?)`;
const COUNT_ONLY = new RegExp(`^${COUNT}$`, 'u');

/** How the field is read in every row, from where it was pointed at in one; null where nothing finds it there. */
export function readFor(field: TextField, pointed: Element, row: Element, rows: readonly Element[]): Read | null {
  const element = field === 'picture' ? pictureOf(pointed) : pointed;
  if (element === null || (element !== row && !isIn(row, element))) return null;
  const [at] = element === row ? [undefined] : locatorsOf(element, row, rows, { places: true, once: false });
  if (at === undefined && element !== row) return null;
  const place = at === undefined ? {} : { at };
  if (field === 'picture') return { ...place, attribute: 'src' };
  const text = lineOf(element);
  if (text === '' && element.hasAttribute('value')) return { ...place, attribute: 'value' };
  if (field === 'link') return /^\d+$/.test(text) ? place : { ...place, pattern: '(\\d+)' };
  if (COUNTS.has(field)) return COUNT_ONLY.test(text) ? place : { ...place, pattern: COUNT };
  return place;
}
const pictureOf = (pointed: Element): Element | null => (pointed.matches('img') ? pointed : pointed.querySelector('img'));

/** The pinned mark: a thing that no other row has, or a word that is another one in other rows. */
export function pinnedFor(pointed: Element, row: Element, rows: readonly Element[]): Present | Words<'yes' | 'no'> | null {
  const others = rows.filter((one) => one !== row && lineOf(one) !== lineOf(row));
  const mark = [...locatorsOf(pointed, row, rows, { places: false, once: true })].find((at) =>
    others.every((one) => allIn(one, at).length === 0),
  );
  if (mark !== undefined) return { at: mark };
  const own = standingOf(row, others);
  if (own !== null) return own;
  for (const at of locatorsOf(pointed, row, rows, { places: true, once: false })) {
    const yes = textOf(row, { at });
    const no = [...new Set(others.flatMap((one) => textOf(one, { at }) ?? []))];
    if (yes !== null && no.length > 0 && no.length < 5 && !no.includes(yes))
      return { at, words: { ...Object.fromEntries(no.map((word) => [word, 'no' as const])), [yes]: 'yes' } };
  }
  return null;
}
/** The row itself says it: by an attribute that is another one in all other rows, or by a class that none of them has. */
function standingOf(row: Element, others: readonly Element[]): Present | null {
  // Of one other row alone anything differs: its id, too.
  if (others.length < 2) return null;
  for (const { name, value } of row.attributes) {
    if (['class', 'style', 'id'].includes(name) || value === '' || /\d{3}/.test(value)) continue;
    const theirs = new Set(others.map((one) => one.getAttribute(name)));
    if (theirs.size === 1 && !theirs.has(value)) return { at: `[${name}="${CSS.escape(value)}"]` };
  }
  const only = [...row.classList].filter(isWord).find((name) => others.every((one) => !one.classList.contains(name)));
  return only === undefined ? null : { at: `.${CSS.escape(only)}` };
}

/** Where a control says how it stands without a word that is seen. */
const SILENT = ['aria-pressed', 'aria-checked', 'aria-label'];
/** A switch is one or the other, whether or not some row shows both now. */
const SWITCHES: readonly (string | undefined)[] = ['aria-pressed', 'aria-checked'];
const wordsBy = (read: Read, rows: readonly Element[]): readonly string[] => [
  ...new Set([
    ...(SWITCHES.includes(read.attribute) ? ['false', 'true'] : []),
    ...rows.flatMap((one) => textOf(one, read) ?? []),
  ]),
];

/** Where the state's word stands, and which words the rows say there now. The person says what each means. */
export function stateWords(
  pointed: Element,
  row: Element,
  rows: readonly Element[],
): { readonly read: Read; readonly words: readonly string[] } | null {
  const [at] = pointed === row ? [] : locatorsOf(pointed, row, rows, { places: true, once: false });
  if (at === undefined) return null;
  const reads: readonly Read[] = [
    { at },
    ...SILENT.filter((name) => pointed.hasAttribute(name)).map((attribute) => ({ at, attribute })),
  ];
  const found = reads
    .map((read) => ({ read, words: wordsBy(read, rows) }))
    .filter(({ words }) => words.length > 0 && words.length <= 12);
  // One word in all rows may be the button's name, that stays however the row stands.
  return found.find(({ words }) => words.length > 1) ?? found[0] ?? null;
}

/** What a field says in these rows, for the person to compare: null where it says nothing. */
export const previewOf = (field: Field, fields: Profile['fields'], rows: readonly Element[]): readonly (string | null)[] =>
  rows.map((row) => {
    const read = fields[field];
    if (read === undefined) return null;
    if (field === 'pinned' && !('words' in read)) {
      const { at = '' } = read;
      return row.matches(at) || allIn(row, at).length > 0 ? '✓' : '–';
    }
    return textOf(row, read);
  });
