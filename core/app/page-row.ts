import type { ActionLevel } from '../decide/commands/levels.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { AccountId } from '../domain/ids.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { PageRow } from '../domain/view.ts';
import type { PageOpen } from '../ports.ts';

/** Checks that a page can fail by name. */
const CHECKS: readonly string[] = ['address', 'list', 'rows', 'unique', 'profile', 'untaught', 'keys', 'witness'];

/** How the console page is read, what failed, and what works all the same. */
export function pageRow(
  account: AccountId,
  { profile, hash, health, since }: PageOpen & { readonly since: number },
  actions: readonly ActionLevel[],
  { guided, settings }: Pick<Ledger, 'guided' | 'settings'>,
): PageRow {
  const failed = health?.failed ?? [];
  const { rows = 0, keyed = 0, clashes = 0 } = health?.found ?? {};
  const isOk = health?.ok === true;
  return {
    account,
    profile: profile.id,
    name: profile.name,
    origin: profile.origin,
    confirmed: guided.some((run) => run.account === account && run.profileHash === hash && run.did === 'done'),
    failed: failed.map((check) =>
      phrase(`act:check.${CHECKS.includes(check) ? check : 'other'}`, { rows, keyed, clashes, check }),
    ),
    since: failed.length === 0 ? null : since,
    works: worksOf(isOk, actions, settings.accounts[account]?.channel != null),
    actions,
  };
}

function worksOf(isRead: boolean, actions: readonly ActionLevel[], hasChannel: boolean): readonly Phrase[] {
  const guided = actions.some(({ level }) => level === 'guide');
  const assisted = actions.some(({ level }) => level === 'assist');
  return [
    phrase('act:works.stock'),
    ...(hasChannel ? [phrase('act:works.channel')] : []),
    ...(isRead ? [phrase('act:works.rows')] : []),
    ...(guided ? [phrase('act:works.guide')] : []),
    ...(assisted ? [phrase('act:works.assist')] : []),
  ];
}
