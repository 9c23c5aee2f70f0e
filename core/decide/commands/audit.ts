import type { CommandState, ReadBack, Write } from '../../domain/command.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Phrase } from '../../domain/phrase.ts';

/** One command in the audit log. `before` and `after` are what was read, in the systems' own terms. */
export type AuditLine = {
  readonly command: string;
  readonly at: Instant;
  readonly step: string;
  readonly kind: string;
  readonly listing: string;
  readonly variant: string | null;
  readonly skus: readonly string[];
  readonly actor: string;
  readonly origin: string;
  readonly surface: string;
  readonly because: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly say: Phrase | null;
};

/** Newest first. Give it `foldJournal` of all command events for the whole of it. */
export function auditRows(commands: readonly CommandState[]): readonly AuditLine[] {
  return commands.map(auditRow).sort((a, b) => b.at - a.at);
}

function auditRow({ command, step, writes, readBack, say, at }: CommandState): AuditLine {
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
