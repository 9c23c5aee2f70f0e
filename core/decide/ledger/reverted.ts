import type { CommandState } from '../../domain/command.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import { placeKey } from '../../domain/position.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import type { Held, Ledger } from './state.ts';

/** A confirmed pause or resume that the source now contradicts: another system changed it. Said once, never fought. */
export function noteReverted(ledger: Ledger, { source, changed, receivedAt }: ReadingBody): Ledger {
  const watched = newestBySku(ledger, source);
  if (watched.size === 0) return ledger;
  let { commands } = ledger;
  for (const { sku, location } of changed) {
    const state = watched.get(sku);
    const held = ledger.books[sku]?.places[placeKey({ source, location })];
    if (state === undefined || held === undefined || state.revertedAt !== null || state.step !== 'confirmed') continue;
    if (state.at >= receivedAt || !contradicts(held, state)) continue;
    commands = { ...commands, [state.command.id]: { ...state, revertedAt: receivedAt } };
  }
  return commands === ledger.commands ? ledger : { ...ledger, commands };
}

function contradicts(held: Held, { command, writes }: CommandState): boolean {
  const { onSale } = held.position;
  const resumes = command.kind === 'resume';
  if (!resumes && command.kind !== 'pause') return false;
  const quantity = writes.find(
    (write) => write.change !== null && placeKey(write.place) === placeOfHeld(held, write.place.source),
  );
  if (quantity === undefined) return onSale !== null && onSale !== resumes;
  // A pause by quantity wrote 0: whatever can be bought again, somebody else put there.
  return !resumes && (quantity.before ?? 0) + (quantity.change ?? 0) <= 0 && (held.level ?? 0) > 0;
}

const placeOfHeld = ({ position }: Held, source: SourceId): string => placeKey({ source, location: position.location });

/** Per SKU the last command that was asked of this source. */
function newestBySku(ledger: Ledger, source: SourceId): ReadonlyMap<Sku, CommandState> {
  const newest = new Map<Sku, CommandState>();
  for (const state of Object.values(ledger.commands)) {
    for (const target of state.command.targets) {
      const known = newest.get(target.sku);
      if (target.source === source && (known === undefined || state.command.requestedAt > known.command.requestedAt)) {
        newest.set(target.sku, state);
      }
    }
  }
  return newest;
}
