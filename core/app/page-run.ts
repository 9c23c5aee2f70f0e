import { demotedBy } from '../decide/commands/levels.ts';
import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { GuidedBody, PageActed, PageAsk } from '../domain/page-act.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome, type Problem } from '../domain/problem.ts';
import type { ConsoleAccount } from '../domain/settings.ts';
import type { PageReply } from '../ports.ts';

/** Why a page was not asked at all. */
type Unasked = 'none' | 'several' | 'notRead' | 'noRow' | 'level';
export const notActed = (why: Unasked): Problem => ({ kind: 'refused', say: phrase(`act:failed.${why}`) });
const unclear = (say: Phrase): Outcome<null> => bad({ kind: 'timeout', say });

/** What a page answered, as any system answers: nothing was done, it was done, or it may have been. */
export function outcomeOf(reply: PageReply, { title, key }: PageAsk, stopped: boolean): Outcome<null> {
  if (reply.said === 'none' || reply.said === 'several') return bad(notActed(reply.said));
  if (reply.said !== 'acted') return unclear(phrase('act:unclear.closed', { listing: title ?? key }));
  const { acted } = reply;
  const values = { listing: title ?? key, found: acted.found ?? '—' };
  switch (acted.did) {
    case 'done':
    case 'already':
      return good(null);
    case 'nothing':
      return bad({
        kind: 'refused',
        say: phrase(`act:failed.${stopped ? 'stopped' : acted.gate === 'row' ? 'notShown' : 'nothing'}`, values),
      });
    case 'refused':
      return bad({ kind: 'refused', say: phrase(refusalOf(acted), values) });
    case 'unclear':
      return unclear(phrase(unclearOf(acted), values));
  }
}
/** What only the page's own data said against it is told apart: the person has another thing to look at. */
const isByData = ({ data }: PageActed): boolean => data === 'contrary';
function unclearOf(acted: PageActed): string {
  const gate = UNCLEAR.includes(acted.gate ?? '') ? acted.gate : 'other';
  return `act:unclear.${gate === 'after' && isByData(acted) ? 'afterData' : gate}`;
}
const UNCLEAR: readonly string[] = ['after', 'others', 'modal', 'control'];
/** Without a gate: what kept the page from looking at all. */
const BEFORE_GATES: readonly string[] = ['busy', 'notLoaded', 'notRead'];
function refusalOf(acted: PageActed): string {
  const { gate, found } = acted;
  if (gate === 'figure' && found === null) return 'act:gate.figureUnread';
  if (gate !== null) return `act:gate.${gate === 'witness' && isByData(acted) ? 'witnessData' : gate}`;
  return `act:failed.${found !== null && BEFORE_GATES.includes(found) ? found : 'notRead'}`;
}

type Books = { readonly append: (draft: Draft) => Promise<unknown>; readonly account: ConsoleAccount | undefined };
/** Writes a run down; what it showed of drift takes back what was promoted, until a person promotes it anew. */
export async function writeRun({ append, account }: Books, actor: Actor, body: GuidedBody): Promise<void> {
  // Of what never began nothing is to be learned.
  if (body.gate === null && body.did === 'refused') return;
  await append({ type: 'guided', actor, body });
  const demoted = account === undefined ? null : demotedBy(account, body);
  if (demoted !== null) await append({ type: 'settings', actor: { ...actor, surface: 'worker' }, body: { accounts: [demoted] } });
}
