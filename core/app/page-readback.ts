import type { Ledger } from '../decide/ledger/state.ts';
import { accountOf, type CommandTarget, isOpen, type ReadBack } from '../domain/command.ts';
import { drawn, type RowSeen } from '../domain/console.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { pinnedBy } from '../domain/page-act.ts';
import { phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import type { PageOpen } from '../ports.ts';
import { notActed } from './page-run.ts';

/** What a listing's page showed last, read as any system is: only while it is open, recognised, and has spoken. */
export function pageReadBack(
  { source, sku, ref }: CommandTarget,
  page: PageOpen | undefined,
  ledger: Ledger,
  at: Instant,
): Outcome<ReadBack> {
  if (page === undefined) return bad(notActed('none'));
  if (!page.told || page.health?.ok !== true) return bad(notActed('notRead'));
  const account = accountOf(source);
  const shown = ledger.consoles[account];
  const row = shown?.rows[ref ?? ''];
  if (row === undefined) return bad(notActed('noRow'));
  return good({
    ...{ source, sku, onSale: isOnSale(row.state), pinned: isDenied(ledger, account, row) ? null : drawn(row, 'pinned'), at },
    ...figuresOf(row, shown?.keys.includes(row.key) === true),
  });
}

/** A pin that the page's own data denied after a click is not known by its row: a person says what came of it. */
const isDenied = ({ guided, commands }: Ledger, account: AccountId, { key, pinned }: RowSeen): boolean =>
  guided.some((run) => {
    const of = commands[run.command];
    const isHere = run.account === account && of !== undefined && isOpen(of.step) && of.command.listing === key;
    return isHere && run.did === 'unclear' && run.data === 'contrary' && pinnedBy(run.action) === pinned;
  });

function isOnSale(state: string): boolean | null {
  if (state === 'onSale') return true;
  return state === 'paused' || state === 'removed' ? false : null;
}

/**
 * What commands with a number rest on. One is typed only on an exact figure that the page draws now; once it was seen to be saved
 * the row may have been scrolled away. A missing limit per buyer means none only on a row that is drawn.
 */
function figuresOf(row: RowSeen, isThere: boolean): Pick<ReadBack, 'levels' | 'perBuyer' | 'unwritable'> {
  const { perBuyer = null } = row;
  const level = drawn(row, 'sellable');
  const levels = level === null ? [] : [{ location: '', level }];
  const why = isThere ? (levels.length === 0 ? 'noFigure' : null) : 'scrolledAway';
  return {
    levels,
    ...(isThere || perBuyer !== null ? { perBuyer } : {}),
    ...(why === null ? {} : { unwritable: phrase(`act:failed.${why}`) }),
  };
}
