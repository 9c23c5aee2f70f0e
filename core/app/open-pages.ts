import { levelsOf } from '../decide/commands/levels.ts';
import type { PagesCan } from '../decide/commands/page.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { equal } from '../domain/equal.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { PageActionKind } from '../domain/profile.ts';
import type { ConsoleAccount } from '../domain/settings.ts';
import type { PageRow } from '../domain/view.ts';
import type { Clock, PageOpen } from '../ports.ts';
import { pageRow } from './page-row.ts';

type Deps = {
  readonly ledger: () => Ledger;
  readonly clock: Pick<Clock, 'now'>;
  readonly changed: () => void;
};
/** `since`: when it began to fail as it does now. */
type Opened = PageOpen & { readonly since: Instant };

/** The console pages that are open: what is known of each, and how far each action may go there. */
export function createOpenPages({ ledger, clock, changed }: Deps) {
  const open = new Map<AccountId, Opened>();
  let can: PagesCan = {};

  function levelsIn(account: AccountId, { profile, hash, health }: PageOpen) {
    const { settings, guided } = ledger();
    return levelsOf({ account: settings.accounts[account] ?? { id: account }, profile, hash, health, guided });
  }
  return {
    get: (account: AccountId): PageOpen | undefined => open.get(account),
    /** It is open, is read otherwise, or (null) is gone. */
    opened(account: AccountId, page: PageOpen | null): void {
      const known = open.get(account);
      if (page === null) {
        if (open.delete(account)) changed();
        return;
      }
      const failed = (of: PageOpen | undefined) => of?.health?.failed ?? [];
      const since = known !== undefined && equal(failed(known), failed(page)) ? known.since : clock.now();
      const next = { ...page, since };
      if (known !== undefined && equal(next, known)) return;
      open.set(account, next);
      changed();
    },
    /** The same object until something about it changes. */
    canNow(): PagesCan {
      const next: Record<AccountId, PagesCan[AccountId]> = {};
      for (const [account, page] of open) {
        const actions = levelsIn(account, page).map(({ action, level }) => [action, level] as const);
        next[account] = { name: page.profile.name, actions: Object.fromEntries(actions) };
      }
      if (!equal(next, can)) can = next;
      return can;
    },
    row(account: AccountId | null): PageRow | null {
      const page = account === null ? undefined : open.get(account);
      if (account === null || page === undefined) return null;
      return pageRow(account, page, levelsIn(account, page), ledger());
    },
    /** The account as it is once a person lets us click, or no longer does; a phrase: why not. */
    promoted(account: AccountId, action: PageActionKind, on: boolean): ConsoleAccount | Phrase {
      const [page, known] = [open.get(account), ledger().settings.accounts[account]];
      if (page === undefined || known === undefined) return phrase('act:refused.noPage');
      const may = levelsIn(account, page).some((one) => one.action === action && one.mayPromote);
      if (on && !may) return phrase('act:refused.mayNotPromote');
      // With another profile everything begins anew.
      const before = known.assist?.profileHash === page.hash ? known.assist.actions : [];
      const actions = on ? [...new Set([...before, action])] : before.filter((one) => one !== action);
      return { ...known, assist: actions.length === 0 ? null : { profileHash: page.hash, actions } };
    },
  };
}
