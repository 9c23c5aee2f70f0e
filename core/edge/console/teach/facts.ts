import type { Profile, Read, Words } from '../../../domain/profile.ts';
import { whole } from '../act/labels.ts';
import { readPage } from '../read.ts';
import { pathOf, readableRoots } from './dom.ts';
import { COUNT } from './fields.ts';
import { escaped } from './keys.ts';
import { agreedOn, locatorsOnPage } from './locate.ts';
import { nameOf } from './rows.ts';

/** What a person may point at outside the rows, in the order in which it is asked for; each may be left out. */
export const FACTS = ['viewers', 'comments', 'room', 'live'] as const;
export type Fact = (typeof FACTS)[number];
export type LiveWord = 'live' | 'idle' | 'ended';

/** `notNumber`, `notId`: it says none; `placeOnly`: nothing but its place finds it. */
export type FactProblem = 'notNumber' | 'notId' | 'placeOnly';
export type FactFound<T> = { readonly ok: true; readonly found: T } | { readonly ok: false; readonly why: FactProblem };

/** A stream's id: four signs or more, a figure among them. */
const ID = '((?=[\\w-]*\\d)[\\w-]{4,})';
/** Longer ones than this around a value are no label. */
const LONGEST_LABEL = 40;
/** How far up the value's own label is looked for: a figure and its caption stand side by side. */
const MOST_UP = 3;

/** What a text says before, in and after its first value. */
type Said = { readonly before: string; readonly value: string; readonly after: string };
function saidIn(text: string, kind: string): Said | null {
  const found = new RegExp(kind, 'u').exec(text);
  if (found === null) return null;
  const [all, value = ''] = found;
  return { before: text.slice(0, found.index).trim(), value, after: text.slice(found.index + all.length).trim() };
}
const hasWord = (text: string): boolean => /\p{L}/u.test(text) && text.length <= LONGEST_LABEL;

/**
 * How a number or the room's id is read, from where it was pointed at. Two things have to agree on it: two names of
 * different kind that find this element alone, or where it stands and the label beside the value (`Viewers 1,204`), which
 * then has to be there whenever it is read.
 */
export function factRead(fact: Exclude<Fact, 'live'>, pointed: Element, page: Document): FactFound<Read> {
  const kind = fact === 'room' ? ID : COUNT;
  const missing = { ok: false, why: fact === 'room' ? 'notId' : 'notNumber' } as const;
  const own = saidIn(whole(pointed.textContent), kind);
  if (own === null) return missing;
  for (const element of pathOf(pointed).slice(0, MOST_UP + 1)) {
    const said = saidIn(whole(element.textContent), kind);
    if (said?.value !== own.value) break;
    const read = agreedRead(element, said, kind, page);
    if (read === null || factAt(read, page) !== element) continue;
    return says(fact, read, page) === null ? missing : { ok: true, found: read };
  }
  return { ok: false, why: 'placeOnly' };
}
function agreedRead(element: Element, { before, after }: Said, kind: string, page: Document): Read | null {
  const [lead, tail] = [hasWord(before), tailOf(after)];
  const names = locatorsOnPage(element, page);
  const agreed = agreedOn(names);
  const isLabelled = lead || hasWord(tail);
  if (before.length > LONGEST_LABEL || (agreed === null && !isLabelled)) return null;
  const at = agreed ?? names[0] ?? nameOf(element);
  if (before === '' && after === '') return { at };
  return { at, pattern: `^${loosely(before)}\\s*${kind}${!lead && hasWord(tail) ? `\\s*${loosely(tail)}` : ''}` };
}
/** Up to the next figure: that is another value. */
const tailOf = (after: string): string => (/^\D*/.exec(after)?.[0] ?? '').trim();
const loosely = (text: string): string => text.split(' ').map(escaped).join('\\s+');

/** Where it is said whether the stream is live, and the word that stands there now. Word and name have to agree. */
export function liveWord(
  pointed: Element,
  page: Document,
  known: Profile | null,
): FactFound<{ readonly read: Read; readonly words: Readonly<Record<string, LiveWord | 'unknown'>> }> {
  const names = locatorsOnPage(pointed, page);
  const at = agreedOn(names) ?? names[0];
  if (at === undefined) return { ok: false, why: 'placeOnly' };
  for (const how of waysOf(whole(pointed.textContent))) {
    const read = { at, ...how };
    const word = textAt(read, page);
    if (word === null || !hasWord(word)) continue;
    return { ok: true, found: { read, words: { [word]: 'unknown', ...knownWords(read, known) } } };
  }
  return { ok: false, why: 'placeOnly' };
}
/** A clock beside the word counts on. */
function waysOf(text: string): readonly Omit<Read, 'at'>[] {
  const byText = !/\d/.test(text) ? {} : { pattern: /^\d/.test(text) ? '([^\\d\\s:：·|][^\\d]*)$' : '^([^\\d]*[^\\d\\s:：·|])' };
  return [...(text === '' ? [] : [byText]), ...['aria-label', 'title', 'alt'].map((attribute) => ({ attribute }))];
}
/** Taught anew at another hour, the words of before are still known. */
function knownWords({ at, attribute, pattern }: Read, known: Profile | null): Readonly<Record<string, LiveWord>> {
  const before = known?.page.live;
  const isSame = before?.at === at && before?.attribute === attribute && before?.pattern === pattern;
  return isSame ? (before?.words ?? {}) : {};
}
/** The words that were given a meaning. */
export function meantWords(read: Read, words: Readonly<Record<string, LiveWord | 'unknown'>>): Words<LiveWord> | null {
  const meant = Object.entries(words).filter((word): word is [string, LiveWord] => word[1] !== 'unknown');
  return meant.length === 0 ? null : { ...read, words: Object.fromEntries(meant) };
}

/** Parts of the page's own address that may be the room's id, the likeliest first. */
export function roomsIn(address: string): readonly { readonly id: string; readonly read: Read }[] {
  const parts = [...address.matchAll(/(?<=(?<lead>[?&#][\w.-]+=|\/[\w.-]+\/))(?<id>[\w-]{4,})(?=[/?&#]|$)/gu)];
  const found = parts.flatMap(({ groups: { lead = '', id = '' } = {} }) => {
    // Right behind the host: there is no name for it.
    const before = address.includes(`/${lead}`) ? `^[^/]+/${lead.replace(/[\w.-]+/, '[^/]+')}` : escaped(lead);
    return /\d/.test(id) ? [{ id, read: { address: true as const, pattern: `${before}([\\w-]+)` } }] : [];
  });
  return found.sort((one, other) => figuresIn(other.id) - figuresIn(one.id)).slice(0, MOST_ROOMS);
}
const MOST_ROOMS = 4;
const figuresIn = (text: string): number => text.replace(/\D/g, '').length;

/** What is read there now, as the reader says it: `≈` where the page abbreviates it; null where it says nothing. */
export function says(fact: Fact, read: Read, page: Document): string | null {
  const seen = readPage(page, [...readableRoots(page)], { page: { [fact]: read } });
  if (fact === 'live') return seen.live === 'unknown' ? null : seen.live;
  if (fact === 'room') return seen.room;
  const about = seen.about?.[fact];
  return about === undefined ? (seen[fact]?.toLocaleString('en') ?? null) : `≈ ${about.toLocaleString('en')}`;
}
/** Any text that is read so: the room is one. */
const textAt = (read: Read, page: Document): string | null => says('room', read, page);

/** The element that a fact is read from; null for one that is told by the address. */
export function factAt({ at }: Read, page: Document): Element | null {
  if (at === undefined) return null;
  for (const root of readableRoots(page)) {
    const found = root.querySelector(at);
    if (found !== null) return found;
  }
  return null;
}
