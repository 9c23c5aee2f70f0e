import type { AuditRow, AuditState } from '../../domain/audit.ts';
import type { Phrase } from '../../domain/phrase.ts';
import { writeCsv } from './csv.ts';

const HEADER = [
  'at',
  'command',
  'step',
  'kind',
  'listing',
  'variant',
  'skus',
  'quantity',
  'per',
  'undoes',
  'batch_of',
  'actor',
  'origin',
  'surface',
  'because',
  'before',
  'after',
  'said',
  'reverted_at',
];

/** Who did what, when, why, and what became of it: one line a step. Times are ISO 8601 in UTC; `say` puts it into words. */
export const auditCsv = (rows: readonly AuditRow[], say: (phrase: Phrase) => string): string =>
  writeCsv(
    HEADER,
    rows.map((row) => [
      new Date(row.at).toISOString(),
      row.command,
      row.step,
      row.kind,
      row.listing,
      row.variant,
      row.skus.join(' '),
      row.quantity ?? null,
      row.per ?? null,
      row.undoes ?? null,
      row.of ?? null,
      row.actor,
      row.origin,
      row.surface,
      row.because,
      written(row.before),
      written(row.after),
      row.say === null ? null : say(row.say),
      row.revertedAt == null ? null : new Date(row.revertedAt).toISOString(),
    ]),
  );

/** `TEE-M @ wms/LAX: 12 (-12); TEE-M @ shop: paused`: for people and for other programs, so in no language. */
const written = (states: readonly AuditState[]): string => states.map(stateText).join('; ');
function stateText({ sku, source, location, level, change, onSale, perBuyer }: AuditState): string {
  const where = `${sku} @ ${source}${location === null ? '' : `/${location}`}`;
  if (level !== null) return `${where}: ${level}${change === null ? '' : ` (${change > 0 ? '+' : ''}${change})`}`;
  if (perBuyer !== undefined) return `${where}: ${perBuyer === null ? 'no limit' : perBuyer} per buyer`;
  return `${where}: ${onSale === null ? 'unknown' : onSale ? 'on sale' : 'paused'}`;
}
