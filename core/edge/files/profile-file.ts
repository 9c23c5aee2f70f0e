import * as v from 'valibot';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { PageAction, Profile, RowState } from '../../domain/profile.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';
import { parseProfile } from '../console/profile-schema.ts';

const KIND = 'stockcue-profile';
const VERSION = 1;
/** A profile takes some 5 kB; a file that is larger than this is none. Bytes. */
export const MOST_PROFILE_BYTES = 200_000;

export type ProfileExport =
  | {
      readonly ok: true;
      readonly text: string;
      /** Labels that were left out, since they name a product or a price. */
      readonly dropped: readonly string[];
    }
  /** A selector bears something of this shop: a dotted path. */
  | { readonly ok: false; readonly at: string };

/**
 * A profile as a file for others: how the page is built, and nothing of whose page it is. Labels of the platform stay;
 * titles, prices, figures, ids and the person's own name for the page go. `titles`: of the shop's listings.
 */
export function writeProfile(profile: Profile, titles: readonly string[]): ProfileExport {
  const dropped = new Set<string>();
  const known = titles.map((title) => title.trim().toLowerCase()).filter((title) => title.length >= 4);
  const isOurs = (text: string): boolean => known.some((title) => text.toLowerCase().includes(title));
  const keep = (text: string): boolean => {
    if (!isOurs(text) && !isFigure(text)) return true;
    dropped.add(text);
    return false;
  };
  const clean: Profile = {
    ...profile,
    name: profile.match.hosts[0] ?? 'Console page',
    match: { hosts: profile.match.hosts, paths: profile.match.paths.map(withoutIds) },
    fields: fieldsOf(profile.fields, keep),
    page: pageOf(profile.page, keep),
    actions: actionsOf(profile.actions, keep),
  };
  const bad = leavesOf(clean).find(([path, text]) => !isSaid(path) && (isOurs(text) || /\d{7,}/.test(text)));
  if (bad !== undefined) return { ok: false, at: bad[0] };
  return {
    ok: true,
    text: `${JSON.stringify({ kind: KIND, version: VERSION, profile: clean }, null, 2)}\n`,
    dropped: [...dropped],
  };
}
/** What is printed about the page and its sources, not taken off it. */
const isSaid = (path: string): boolean => /^(?:id|name|evidence|match)\b/.test(path);
/** A price or a number: figures without a word, or with a currency. */
const isFigure = (text: string): boolean =>
  /\d/.test(text) && (!/\p{L}/u.test(text) || /[$€£¥₫₱฿₹]\s*\d|\d\s*(?:元|[A-Z]{3}\b)/u.test(text));
/** Up to the first part that is an id of one stream or room. */
function withoutIds(path: string): string {
  const parts = path.split('/');
  const own = parts.findIndex((part) => /\d{4,}/.test(part));
  return own < 0 ? path : parts.slice(0, own).join('/') || '/';
}

type Keep = (text: string) => boolean;
const wordsOf = <W extends { readonly words: Readonly<Record<string, string>> }>(of: W, keep: Keep): W => ({
  ...of,
  words: Object.fromEntries(Object.entries(of.words).filter(([text]) => keep(text))),
});
const pageOf = ({ live, ...rest }: Profile['page'], keep: Keep): Profile['page'] =>
  live === undefined ? rest : { ...rest, live: wordsOf(live, keep) };
function fieldsOf({ state, pinned, offer, ...rest }: Profile['fields'], keep: Keep): Profile['fields'] {
  const words = <W extends { readonly words: Readonly<Record<string, string>> }>(of: W): W => wordsOf(of, keep);
  return {
    ...rest,
    ...(state === undefined ? {} : { state: words(state) }),
    ...(offer === undefined ? {} : { offer: words(offer) }),
    ...(pinned === undefined ? {} : { pinned: 'words' in pinned ? words(pinned) : pinned }),
  };
}
/** An action whose control or state bears no label any more is none. */
function actionsOf(actions: Profile['actions'], keep: Keep): Profile['actions'] {
  const side = ({ text, ...rest }: RowState): RowState => {
    const kept = text?.filter(keep) ?? [];
    return kept.length === 0 ? rest : { ...rest, text: kept };
  };
  const kept = Object.entries(actions).flatMap(([kind, action]: [string, PageAction]) => {
    const text = action.control.text.filter(keep);
    const [before, after] = [side(action.before), side(action.after)];
    const isLost = Object.keys(action.after).length > 0 && Object.keys(after).length === 0;
    if (text.length === 0 || isLost) return [];
    return [[kind, { ...action, control: { ...action.control, text }, forbid: action.forbid.filter(keep), before, after }]];
  });
  const found = Object.fromEntries(kept) as Profile['actions'];
  // What took it back may have gone.
  const whole = Object.entries(found).map(([kind, action]: [string, PageAction]) =>
    action.inverse === null || Object.hasOwn(found, action.inverse)
      ? [kind, action]
      : [kind, { ...action, inverse: null, most: 'guide' }],
  );
  return Object.fromEntries(whole) as Profile['actions'];
}

/** One thing that differs: what stands here now, and what the file says. Null: not there. */
export type ProfileChange = { readonly at: string; readonly from: string | null; readonly to: string | null };
export type ProfileImport = {
  /** As it would be kept; null where the file cannot be used. */
  readonly profile: Profile | null;
  /** What stands here that it is compared with: the same one brought in before, taught here, or built in. */
  readonly against: Profile | null;
  readonly changes: readonly ProfileChange[];
  readonly problem: Phrase | null;
};

const File = v.object({ kind: v.literal(KIND), version: v.pipe(v.number(), v.integer(), v.minValue(1)), profile: v.unknown() });

/** What a file holds, checked, against what stands here. It comes in under an id of its own and disarmed: nothing vouches for it. */
export function readProfile(
  bytes: ArrayBuffer,
  settings: Pick<ShopSettings, 'profiles'>,
  builtin: readonly Profile[],
): ProfileImport {
  if (bytes.byteLength > MOST_PROFILE_BYTES)
    return refused('options:profiles.tooBig', { kb: Math.round(MOST_PROFILE_BYTES / 1_000) });
  const json = jsonOf(bytes);
  if (json === undefined) return refused('options:profiles.notJson');
  const file = v.safeParse(File, json);
  if (!file.success) return refused('options:profiles.notOurs');
  if (file.output.version > VERSION) return refused('options:profiles.otherVersion');
  const parsed = parseProfile(file.output.profile);
  if (!parsed.ok) return refused('options:profiles.wrongAt', { at: parsed.at === '' ? 'profile' : parsed.at });
  return broughtIn(parsed.profile, settings, builtin);
}
function broughtIn(given: Profile, { profiles }: Pick<ShopSettings, 'profiles'>, builtin: readonly Profile[]): ProfileImport {
  const id = `imported:${given.id.replace(/^(?:taught|imported):/, '').slice(0, 200)}`;
  const own = (one: string) => (Object.hasOwn(profiles, one) ? (profiles[one] ?? null) : null);
  const before = own(id);
  const against = before ?? own(given.id) ?? builtin.find((one) => one.id === given.id) ?? null;
  const changes = changesOf(against, given);
  const rev = before === null ? 1 : before.rev + (changes.length > 0 ? 1 : 0);
  // What a file claims about its own evidence nobody here has seen.
  const profile: Profile = { ...given, id, rev, origin: 'imported', evidence: [] };
  return { profile, against, changes, problem: null };
}
const refused = (key: string, values: Readonly<Record<string, string | number>> = {}): ProfileImport => ({
  profile: null,
  against: null,
  changes: [],
  problem: phrase(key, values),
});
function jsonOf(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** The profile as it comes in, and every account that it reads: disarmed. */
export const importChange = (profile: Profile, { accounts }: Pick<ShopSettings, 'accounts'>): SettingsBody => {
  const read = Object.values(accounts).filter((one) => one.profile === profile.id);
  return { profiles: [profile], ...(read.length === 0 ? {} : { accounts: read.map((one) => ({ ...one, assist: null })) }) };
};

/** Selectors, labels, actions and addresses that differ; not what a profile is called and where it comes from. */
export function changesOf(from: Profile | null, to: Profile): readonly ProfileChange[] {
  const [was, is] = [new Map(from === null ? [] : told(from)), new Map(told(to))];
  const places = [...new Set([...was.keys(), ...is.keys()])];
  return places
    .map((at) => ({ at, from: was.get(at) ?? null, to: is.get(at) ?? null }))
    .filter((change) => change.from !== change.to);
}
function told({ match, frames, rows, fields, page, data, actions, badge }: Profile): readonly (readonly [string, string])[] {
  return leavesOf({ match, frames, rows, fields, page, data, actions, badge });
}
/** Every leaf by its dotted path; a list of texts is one leaf. */
function leavesOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return [[path, value.join(' | ')]];
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
}
