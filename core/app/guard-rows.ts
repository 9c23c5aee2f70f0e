import type { Ledger } from '../decide/ledger/state.ts';
import type { AccountId } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import { listingId } from '../domain/listing.ts';
import { phrase } from '../domain/phrase.ts';
import type { GuardRow } from '../domain/view.ts';
import { titleOf } from './lines.ts';

/**
 * Countdowns that anyone can stop, the first to act on top; then what became of others within the last minute of a person's
 * time, newest first. `rate`: how fast the shop's clock runs.
 */
export function guardRows(ledger: Ledger, account: AccountId | null, rate = 1): readonly GuardRow[] {
  const here = ledger.guardRuns.filter((run) => account === null || run.account === account);
  const counting = here.filter(({ step }) => step === 'counting').toSorted((a, b) => a.actsAt - b.actsAt);
  const ended = here
    .filter(({ step, at }) => step !== 'counting' && ledger.now - at < MINUTE * rate)
    .toSorted((a, b) => b.at - a.at);
  return [...counting, ...ended].map(({ id, sku, account: of, listing, step, actsAt, at, say }) => ({
    id,
    sku,
    listing: listingId(of, listing),
    step,
    actsAt,
    at,
    say: say ?? phrase('guard:stopped', { title: titleOf(ledger, sku) }),
  }));
}
