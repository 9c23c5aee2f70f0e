import type { CommandState } from '../../domain/command.ts';
import type { CommandId, Sku, SourceId } from '../../domain/ids.ts';
import { type PlaceKey, placeKey } from '../../domain/position.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import { withholdingAt } from './pushed.ts';
import type { Held, Ledger } from './state.ts';

/**
 * Confirmed commands that a reading contradicts: another system changed what they had done. Said once, never fought. `before`:
 * the ledger without this reading.
 */
export function noteReverted(before: Ledger, ledger: Ledger, { source, changed, receivedAt }: ReadingBody): Ledger {
  if (Object.keys(ledger.commands).length === 0) return ledger;
  const flags = newestFlags(ledger, source);
  const reverted = new Set<CommandId>();
  for (const { sku, location } of changed) {
    const key = placeKey({ source, location });
    for (const state of overwritten(before, ledger, sku, key)) reverted.add(state.command.id);
    const flag = flags.get(sku);
    const held = ledger.books[sku]?.places[key];
    if (flag !== undefined && held !== undefined && flag.at < receivedAt && contradicts(held, flag))
      reverted.add(flag.command.id);
  }
  if (reverted.size === 0) return ledger;
  const commands = { ...ledger.commands };
  for (const id of reverted) {
    const state = commands[id];
    if (state !== undefined && state.revertedAt === null) commands[id] = { ...state, revertedAt: receivedAt };
  }
  return { ...ledger, commands };
}

/**
 * What withheld units in a place that are on sale again: all of it, where another system wrote its figure over ours
 * (`isPushedOver`). A pause is over, too, where more can be bought than before it, wherever that came from.
 */
function overwritten(before: Ledger, after: Ledger, sku: Sku, key: PlaceKey): readonly CommandState[] {
  const [was, is] = [before.books[sku]?.places[key], after.books[sku]?.places[key]];
  if (was === undefined || is === undefined || was.withheld <= 0 || was === is) return [];
  const standing = withholdingAt(before, sku, key);
  if (is.withheld === 0) return standing.map(({ state }) => state);
  return standing.flatMap((one) =>
    one.state.command.kind === 'pause' && (is.level ?? 0) > Math.max(one.before, was.withheld) ? one.state : [],
  );
}

/** A flag that says the opposite. A quantity is told by its level. */
function contradicts({ position: { onSale, sku } }: Held, { command, writes, step }: CommandState): boolean {
  if (step !== 'confirmed') return false;
  if (writes.some((write) => write.sku === sku && write.change !== null)) return false;
  return onSale !== null && onSale !== (command.kind === 'resume');
}

/** Per SKU the last pause or resume that was asked of this source and has not failed: what came after it left the flag alone. */
function newestFlags(ledger: Ledger, source: SourceId): ReadonlyMap<Sku, CommandState> {
  const newest = new Map<Sku, CommandState>();
  for (const state of Object.values(ledger.commands)) {
    const { kind } = state.command;
    if (state.step === 'failed' || (kind !== 'pause' && kind !== 'resume')) continue;
    for (const target of state.command.targets) {
      const known = newest.get(target.sku);
      if (target.source === source && (known === undefined || state.command.requestedAt > known.command.requestedAt)) {
        newest.set(target.sku, state);
      }
    }
  }
  return newest;
}
