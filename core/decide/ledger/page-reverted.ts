import { type CommandState, isOpen } from '../../domain/command.ts';
import { drawn, type PageShown, type RowSeen } from '../../domain/console.ts';
import type { BuyerReadBody } from '../../domain/event.ts';
import type { CommandId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { heldOnPage } from '../../domain/on-page.ts';
import { standingBuyers } from '../../domain/per-buyer.ts';
import type { Ledger } from './state.ts';

/** A limit per buyer was looked at: one that stands otherwise than we had set it was changed by somebody else. */
export function applyBuyerRead(ledger: Ledger, { command, perBuyer, at }: BuyerReadBody): Ledger {
  const one = standingBuyers(ledger.commands).find(({ state }) => state.command.id === command);
  const isChanged = one !== undefined && one.most !== perBuyer;
  return { ...(isChanged ? reverted(ledger, [command], at) : ledger), changed: { skus: [], rest: true } };
}

/**
 * What was typed on a page and that its row contradicts: another limit per buyer, or so much more on sale that what we hold back
 * there is on sale again. While a number is being typed nothing is told by the row. A limit that shows no more is only unknown.
 * `before`: the ledger without what the page shows now.
 */
export function notePageReverted(before: Ledger, ledger: Ledger, { account, changed, seenAt }: PageShown): Ledger {
  const states = Object.values(ledger.commands).filter(({ command }) => command.account === account);
  if (states.length === 0) return ledger;
  const busy = new Set(states.filter(({ step }) => isOpen(step)).map(({ command }) => command.listing));
  const buyers = standingBuyers(ledger.commands).filter(({ state }) => state.command.account === account);
  const lost = changed.flatMap((row) => {
    if (busy.has(row.key)) return [];
    const other = buyers.filter(({ target, most }) => target.ref === row.key && row.perBuyer != null && row.perBuyer !== most);
    return [...other.map(({ state }) => state.command.id), ...putBack(before, states, row, account)];
  });
  return lost.length === 0 ? ledger : reverted(ledger, lost, seenAt);
}

/** From half of what we hold on: less may be orders given back. */
function putBack(before: Ledger, states: readonly CommandState[], row: RowSeen, account: string): readonly CommandId[] {
  const was = before.consoles[account]?.rows[row.key]?.sellable ?? null;
  const is = drawn(row, 'sellable');
  if (was === null || is === null || is <= was) return [];
  const held = heldOnPage(Object.fromEntries(states.map((state) => [state.command.id, state])), account, row.key);
  const standing = [...held.by].flatMap(([id, units]) => (units > 0 ? [id] : []));
  return held.all > 0 && 2 * (is - was) >= held.all ? standing : [];
}

function reverted(ledger: Ledger, ids: readonly CommandId[], at: Instant): Ledger {
  const commands = { ...ledger.commands };
  for (const id of ids) {
    const state = commands[id];
    if (state !== undefined && state.revertedAt === null) commands[id] = { ...state, revertedAt: at };
  }
  return { ...ledger, commands };
}
