/**
 * The page's own data as a witness. Whoever runs on the page can forge it, so that it can refuse and support, and never
 * permit: nothing that the other gates refuse is let through because of it.
 */
import { isFromData, type RowSeen } from '../../../domain/console.ts';
import { type DataWitness, type PageAsk, pinnedBy } from '../../../domain/page-act.ts';
import { LONGEST } from '../data-post.ts';
import type { Said } from '../engine.ts';
import type { Ground } from './ground.ts';
import { type Refused, refused } from './refused.ts';

type Asked = { readonly ground: Pick<Ground, 'beside'>; readonly ask: PageAsk };
const FIELDS = ['title', 'code'] as const;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const saidOf = ({ ground, ask }: Asked): Said => ground.beside?.said(ask.key) ?? {};
/** The room that it names; null: none. */
export const roomSaid = ({ ground }: Asked): string | null => textOf(ground.beside?.said('').room?.value) || null;

/** What it says of the row, now or as the person saw it, that contradicts what the row draws or what the person saw. */
export function contradiction(asked: Asked, seen: RowSeen): Refused | null {
  const { ask } = asked;
  const said = saidOf(asked);
  for (const field of FIELDS) {
    const [now = '', drawn = '', saw = ''] = [said[field]?.value, seen[field], ask[field]].map(textOf);
    const wrong = [drawn, saw].some((other) => isContrary(now, other)) ? now : null;
    const wasWrong = isFromData(ask, field) && isContrary(saw, drawn) ? saw : null;
    if (wrong !== null || wasWrong !== null) return refused('witness', wrong ?? wasWrong, 'contrary');
  }
  return null;
}

/** As a second witness: it names what the row draws or what the person saw drawn, and contradicts neither. */
export function supports(asked: Asked, seen: RowSeen): DataWitness | undefined {
  const { ask } = asked;
  const said = saidOf(asked);
  const vouches = FIELDS.some((field) => {
    const drawn = [seen[field], isFromData(ask, field) ? null : ask[field]];
    return textOf(said[field]?.value) !== '' && drawn.some((text) => textOf(text) !== '');
  });
  return vouches && contradiction(asked, seen) === null ? 'agrees' : undefined;
}

/** Whether it says, of a time after the click, that the pin is not as the action was to leave it. */
export function deniesPin(asked: Asked, clickedAt: number): boolean {
  const wanted = pinnedBy(asked.ask.action);
  const { pinned } = saidOf(asked);
  return wanted !== null && pinned !== undefined && pinned.at >= clickedAt && pinned.value !== wanted;
}

/**
 * Without what a page adds or leaves out between words: white space, marks that nobody sees, the width of letters. An
 * accent stands by itself, so that a text that was cut before it still begins the other.
 */
const plain = (text: string): string => text.normalize('NFKD').replace(/[\s\p{Cf}]/gu, '');
/** Three points by then. */
const ELLIPSIS = /\.{3,}$/u;

/** Whether two texts cannot say the same. One that says nothing contradicts nothing; one that was cut says how the other begins. */
export function isContrary(one: string, other: string): boolean {
  const [a, b] = [parted(one), parted(other)];
  if (a.text === '' || b.text === '' || a.text === b.text) return false;
  return !(a.isCut && b.text.startsWith(a.text)) && !(b.isCut && a.text.startsWith(b.text));
}
function parted(raw: string): { readonly text: string; readonly isCut: boolean } {
  const text = plain(raw);
  return { text: text.replace(ELLIPSIS, ''), isCut: ELLIPSIS.test(text) || raw.length >= LONGEST };
}
