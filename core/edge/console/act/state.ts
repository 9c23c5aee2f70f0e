import type { RowSeen } from '../../../domain/console.ts';
import type { PageAsk } from '../../../domain/page-act.ts';
import type { PageAction, PageActionKind, RowState } from '../../../domain/profile.ts';
import type { Ground } from './ground.ts';
import { labelOf, within } from './labels.ts';
import { filled, type Own } from './own-words.ts';

/** `unknown`: the page does not say, or nothing was named that it could say. */
export type Stands = 'yes' | 'no' | 'unknown';

/** Whether a row stands so: all that is named must be seen to hold. A button that is missing proves nothing. */
export function stands({ text, state, pinned }: RowState, seen: RowSeen, rows: readonly Element[]): Stands {
  const parts: Stands[] = [];
  if (text !== undefined) parts.push(rows.some((row) => bears(row, text, seen)) ? 'yes' : 'no');
  if (state !== undefined) parts.push(seen.state === 'unknown' ? 'unknown' : said(seen.state === state));
  if (pinned !== undefined) parts.push(seen.pinned === null ? 'unknown' : said(seen.pinned === pinned));
  return all(parts);
}
const said = (it: boolean): Stands => (it ? 'yes' : 'no');
function all(parts: readonly Stands[]): Stands {
  if (parts.includes('no')) return 'no';
  return parts.length === 0 || parts.includes('unknown') ? 'unknown' : 'yes';
}

function bears(row: Element, labels: readonly string[], own: Own): boolean {
  const text = labels.flatMap((label) => filled(label, own) ?? []);
  for (const element of within(row)) if (element !== row && text.includes(labelOf(element))) return true;
  return false;
}

/** Whether the row shows what the action is to bring about: its state after, and the number where one was typed. */
export function isAfter(ask: PageAsk, action: PageAction, seen: RowSeen, rows: readonly Element[]): Stands {
  if (ask.action === 'limit') return isSet(ask, seen);
  if (ask.action !== 'perBuyer') return stands(action.after, seen, rows);
  const shows = seen.perBuyer ?? null;
  // A limit that is taken off is a number that is no longer there.
  const number: Stands = ask.number === null ? said(shows === null) : shows === null ? 'unknown' : said(shows === ask.number);
  const isNamed = Object.keys(action.after).length > 0;
  return all(isNamed ? [number, stands(action.after, seen, rows)] : [number]);
}

/** Buyers move it: only a limit that is above what is on sale, or nothing that is left to take back, is done already. */
function isSet({ number, by }: PageAsk, { sellable }: RowSeen): Stands {
  if (sellable === null || number === null) return 'unknown';
  return said(by === undefined ? sellable <= number : by < 0 && sellable === 0);
}

/** How every row stands as far as the action could change it: by key. */
export type Standing = Readonly<Record<'state' | 'pinned' | 'after', string>>;
export function standingsOf({ engine }: Ground, action: PageAction): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const [key, rows] of engine.rows()) {
    const seen = engine.seen(key);
    if (seen === null) continue;
    const after = stands(action.after, seen, rows);
    standings.set(key, { state: seen.state, pinned: String(seen.pinned), after });
  }
  return standings;
}

/** A row but ours that has changed meanwhile as our action could have changed it; null: none. */
export function otherChanged(
  before: ReadonlyMap<string, Standing>,
  now: ReadonlyMap<string, Standing>,
  key: string,
  kind: PageActionKind,
): string | null {
  for (const [other, is] of now) {
    const was = before.get(other);
    if (other !== key && was !== undefined && hasChanged(was, is, kind)) return other;
  }
  return null;
}

/** What a platform does by itself to others is no news: stock runs out, and what was pinned gives way to the new pin. */
const BY_THEMSELVES: readonly string[] = ['soldOut', 'unknown'];
function hasChanged(was: Standing, is: Standing, kind: PageActionKind): boolean {
  if (was.after === 'no' && is.after === 'yes') return true;
  if (kind === 'pin' || kind === 'unpin')
    return was.pinned !== is.pinned && !(kind === 'pin' && was.pinned === 'true') && both(was.pinned, is.pinned);
  return was.state !== is.state && !BY_THEMSELVES.includes(was.state) && !BY_THEMSELVES.includes(is.state);
}
const both = (one: string, other: string): boolean => one !== 'null' && other !== 'null';

/** How the row stands, for a person: what its buttons say. */
export function told(rows: readonly Element[]): string | null {
  const buttons = rows.flatMap((row) => [...within(row)].filter((element) => element.matches('button, [role=button]')));
  const labels = new Set(buttons.map(labelOf).filter((label) => label !== ''));
  return labels.size === 0 ? null : [...labels].join(', ');
}
