/** A profile from outside: taught on a page, or a file that somebody sent. It is data, and bounded. */
import * as v from 'valibot';
import type { Profile } from '../../domain/profile.ts';
import { MOST_SOURCES } from './data-post.ts';

const short = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
/** A control's label. The row's own words alone name no control. */
const label = v.pipe(
  short,
  v.check((text) => !/\{(?:title|link|key)\}/.test(text) || /\p{L}/u.test(text.replace(/\{\w+\}/g, ''))),
);
const selector = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
};
/** Short, and without a quantifier over a group that bears one: it cannot take for ever. */
const pattern = v.pipe(short, v.check(isPattern), v.regex(/^(?!.*[+*}]\)[+*{]).*$/u));
const path = v.pipe(v.string(), v.startsWith('/'), v.maxLength(300));
const dotted = v.pipe(v.string(), v.regex(/^[\w-]+(?:\.[\w-]+)*$/u), v.maxLength(200));

const read = {
  at: v.exactOptional(selector),
  attribute: v.exactOptional(short),
  pattern: v.exactOptional(pattern),
  address: v.exactOptional(v.literal(true)),
};
const reads = v.strictObject(read);
const words = <const W extends readonly string[]>(meanings: W) =>
  v.strictObject({ ...read, words: v.record(short, v.picklist(meanings)) });
const listingState = ['onSale', 'paused', 'soldOut', 'removed', 'unknown'] as const;
const rowState = v.strictObject({
  text: v.exactOptional(v.pipe(v.array(label), v.minLength(1), v.maxLength(50))),
  state: v.exactOptional(v.picklist(listingState)),
  pinned: v.exactOptional(v.boolean()),
});
const kind = v.picklist(['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer']);
const action = v.strictObject({
  control: v.strictObject({
    css: v.pipe(v.array(selector), v.maxLength(10)),
    text: v.pipe(v.array(label), v.maxLength(50)),
    role: v.exactOptional(short),
  }),
  forbid: v.pipe(v.array(short), v.maxLength(100)),
  before: rowState,
  after: rowState,
  inverse: v.nullable(kind),
  most: v.picklist(['guide', 'assist']),
  activation: v.picklist(['click', 'pointer']),
  waitMs: v.pipe(v.number(), v.minValue(100), v.maxValue(60_000)),
});
export const pageData = v.strictObject({
  id: short,
  host: short,
  path,
  rows: dotted,
  key: dotted,
  fields: v.strictObject(
    v.entriesFromList(['title', 'code', 'sellable', 'sold', 'clicks', 'impressions', 'cart', 'pinned'], v.exactOptional(dotted)),
  ),
  page: v.exactOptional(v.strictObject(v.entriesFromList(['room', 'viewers', 'comments'], v.exactOptional(dotted)))),
});
const evidence = v.strictObject({
  source: short,
  date: v.pipe(v.string(), v.regex(/^\d{4}(?:-\d{2}){0,2}$/u)),
  says: v.pipe(v.string(), v.maxLength(1_000)),
  sure: v.picklist(['confirmed', 'conflict', 'inferred', 'unknown']),
});

export const profile = v.strictObject({
  schema: v.literal(1),
  id: short,
  rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
  origin: v.picklist(['builtin', 'taught', 'imported']),
  name: short,
  match: v.strictObject({
    hosts: v.pipe(v.array(short), v.maxLength(50)),
    paths: v.pipe(v.array(path), v.maxLength(50)),
  }),
  frames: v.boolean(),
  rows: v.nullable(
    v.strictObject({
      within: selector,
      row: selector,
      exclude: v.exactOptional(selector),
      key: reads,
      witnesses: v.pipe(v.array(v.picklist(['title', 'picture', 'link'])), v.maxLength(3)),
      complete: v.boolean(),
    }),
  ),
  fields: v.strictObject({
    ...v.entriesFromList(
      ['title', 'picture', 'link', 'code', 'sellable', 'perBuyer', 'sold', 'clicks', 'impressions', 'cart'],
      v.exactOptional(reads),
    ),
    pinned: v.exactOptional(v.union([words(['yes', 'no']), v.strictObject({ at: selector })])),
    state: v.exactOptional(words(listingState)),
    offer: v.exactOptional(words(['flashPrice', 'coupon', 'giveaway'])),
  }),
  page: v.strictObject({
    live: v.exactOptional(words(['live', 'idle', 'ended'])),
    ...v.entriesFromList(['room', 'viewers', 'comments'], v.exactOptional(reads)),
  }),
  data: v.pipe(v.array(pageData), v.maxLength(MOST_SOURCES)),
  actions: v.strictObject(v.entriesFromList(['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer'], v.exactOptional(action))),
  badge: selector,
  evidence: v.pipe(v.array(evidence), v.maxLength(50)),
}) satisfies v.GenericSchema<unknown, Profile>;

/** The profile, or where it is wrong: a dotted path. */
export function parseProfile(
  given: unknown,
): { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly at: string } {
  const parsed = v.safeParse(profile, given);
  return parsed.success ? { ok: true, profile: parsed.output } : { ok: false, at: v.getDotPath(parsed.issues[0]) ?? '' };
}
