import type { AuditRow } from '../../domain/audit.ts';
import type { CommandState, ReadBack, Write } from '../../domain/command.ts';

/** Newest first. Give it `foldJournal` of all command events for the whole of it. */
export function auditRows(commands: readonly CommandState[]): readonly AuditRow[] {
  return commands.map(auditRow).sort((a, b) => b.at - a.at);
}

function auditRow({ command, step, writes, readBack, say, at }: CommandState): AuditRow {
  return {
    command: command.id,
    at,
    step,
    kind: command.kind,
    listing: command.listing,
    variant: command.variant,
    skus: command.targets.map(({ sku }) => sku),
    actor: command.actor.name,
    origin: command.actor.origin,
    surface: command.actor.surface,
    because: command.because,
    before: joined(writes.map(levelBefore)),
    after: joined(readBack.flatMap(stateAfter)),
    say,
  };
}

const joined = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join('; '));

function levelBefore({ place, sku, before, change, lever, wasOnSale }: Write): string {
  const where = `${sku} @ ${place.source}/${place.location}`;
  if (before !== null) return `${where}: ${before} (${signed(change ?? 0)})`;
  return `${where}: ${wasOnSale === true ? 'onSale' : wasOnSale === false ? 'paused' : lever}`;
}
const signed = (units: number): string => (units > 0 ? `+${units}` : String(units));

function stateAfter({ source, sku, onSale, levels }: ReadBack): readonly string[] {
  const flag = onSale === null ? [] : [`${sku} @ ${source}: ${onSale ? 'onSale' : 'paused'}`];
  return [...flag, ...levels.map(({ location, level }) => `${sku} @ ${source}/${location}: ${level}`)];
}
