import type { AuditRow, AuditState } from '../../domain/audit.ts';
import type { CommandState, ReadBack, Write } from '../../domain/command.ts';
import type { CommandId } from '../../domain/ids.ts';
import { doneBy } from './audit-row.ts';

/**
 * Newest first. Give it `foldJournal` of all command events for the whole of it. `now`: how they stand in the ledger, which
 * alone sees that another system has changed them since; it no longer knows the oldest.
 */
export function auditRows(
  commands: readonly CommandState[],
  now: Readonly<Record<CommandId, Pick<CommandState, 'revertedAt'>>> = {},
): readonly AuditRow[] {
  const seen = (state: CommandState): CommandState => ({
    ...state,
    revertedAt: now[state.command.id]?.revertedAt ?? state.revertedAt,
  });
  return commands.map((state) => auditRow(seen(state))).sort((a, b) => b.at - a.at);
}

function auditRow({ command, step, writes, readBack, say, at, revertedAt }: CommandState): AuditRow {
  return {
    command: command.id,
    at,
    step,
    kind: command.kind,
    listing: command.listing,
    variant: command.variant,
    skus: command.targets.map(({ sku }) => sku),
    ...doneBy(command.actor),
    ...(command.quantity === null ? {} : { quantity: command.quantity }),
    ...(command.per === undefined ? {} : { per: command.per }),
    because: command.because,
    ...(command.of === undefined ? {} : { of: command.of }),
    before: writes.map(stateBefore),
    after: readBack.flatMap((back) => statesAfter(back, command.per === 'buyer')),
    say,
    ...(revertedAt === null ? {} : { reverted: true }),
  };
}

/** Of a number that a person types on a page: what its row showed, and by how much that was to change. */
const stateBefore = ({ place, sku, before, change, wasOnSale, perBuyer, typed, from }: Write): AuditState => ({
  sku,
  source: place.source,
  location: place.location,
  level: before ?? from ?? null,
  change: typed === undefined || from === undefined ? change : typed - from,
  onSale: wasOnSale ?? null,
  ...(perBuyer === undefined ? {} : { perBuyer: perBuyer.was }),
});

/** A page's row tells of its limit per buyer each time; only where that was asked for is it what became of it. */
function statesAfter({ source, sku, onSale, levels, perBuyer }: ReadBack, isPerBuyer: boolean): readonly AuditState[] {
  const here = { sku, source, change: null };
  const flag = onSale === null ? [] : [{ ...here, location: null, level: null, onSale }];
  const buyer = perBuyer === undefined || !isPerBuyer ? [] : [{ ...here, location: null, level: null, onSale: null, perBuyer }];
  return [...flag, ...buyer, ...levels.map(({ location, level }) => ({ ...here, location, level, onSale: null }))];
}
