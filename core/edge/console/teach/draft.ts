import type { Profile, Read, Readable } from '../../../domain/profile.ts';
import { actionsOf, type Lessons } from './learn.ts';
import type { RowPick } from './rows.ts';
import { toldByButtons } from './told.ts';

/** What was learned so far. */
export type Learned = {
  readonly pick: RowPick | null;
  readonly key: Read | null;
  readonly complete: boolean;
  readonly fields: Profile['fields'];
  readonly lessons: Lessons;
  readonly page: Profile['page'];
  /** Something of the page was pointed at in a frame. */
  readonly framed: boolean;
};
export const NOTHING: Learned = { pick: null, key: null, complete: false, fields: {}, lessons: {}, page: {}, framed: false };

/** Where the page is: its host, and the path up to the first part that is a number or an id of this very stream. */
function addressOf({ hostname, pathname }: Location): Profile['match'] {
  const parts = pathname.split('/').slice(1);
  const own = parts.findIndex((part) => /\d{4,}/.test(part));
  const kept = own < 0 ? parts : parts.slice(0, own);
  return { hosts: hostname === '' ? [] : [hostname], paths: [`/${kept.join('/')}`] };
}

/** The profile of what was learned; null before rows and key are. The worker gives it its id and revision. */
export function profileOf(
  { pick, key, complete, fields, lessons, page: facts, framed }: Learned,
  page: Document,
  name: string,
  known: Profile | null,
): Readable | null {
  if (pick === null || key === null) return null;
  const location = page.defaultView?.location ?? page.location;
  const witnesses = (['title', 'picture'] as const).filter((field) => fields[field] !== undefined);
  return {
    schema: 1,
    id: known?.origin === 'taught' ? known.id : 'taught',
    rev: known?.origin === 'taught' ? known.rev : 1,
    origin: 'taught',
    name: name.trim() === '' ? location.hostname || 'page' : name.trim().slice(0, 100),
    match: addressOf(location),
    frames: framed || pick.rows.some((row) => row.ownerDocument !== page),
    rows: { within: pick.within, row: pick.row, key, witnesses, complete },
    fields: toldByButtons({ fields, lessons }),
    page: facts,
    data: [],
    actions: actionsOf(lessons),
    badge: fields.title?.at ?? key.at ?? '*',
    evidence: [],
  };
}
