import type { AuditRow, AuditState } from '../../domain/audit.ts';
import type { Phrase } from '../../domain/phrase.ts';
import { writeCsv } from './csv.ts';

const HEADER = [
  'at',
  'command',
  'step',
  'kind',
  'quantity',
  'per',
  'part',
  'listing',
  'variant',
  'skus',
  'about',
  'actor',
  'origin',
  'surface',
  'because',
  'of',
  'before',
  'after',
  'reverted',
  'said',
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
      row.quantity ?? null,
      row.per ?? null,
      row.part ?? null,
      row.listing,
      row.variant,
      row.skus.join(' '),
      row.about ?? null,
      row.actor,
      row.origin,
      row.surface,
      row.because,
      row.of ?? null,
      written(row.before),
      written(row.after),
      row.reverted === true ? 'yes' : null,
      row.say === null ? null : say(row.say),
    ]),
  );

/** `TEE-M @ wms/LAX: 12 (-12); TEE-M @ shop: paused`: for people and for other programs, so in no language. */
const written = (states: readonly AuditState[]): string => states.map(stateText).join('; ');
function stateText({ sku, source, location, level, change, onSale, perBuyer }: AuditState): string {
  const where = `${sku} @ ${source}${location === null ? '' : `/${location}`}`;
  if (level !== null) return `${where}: ${level}${change === null ? '' : ` (${change > 0 ? '+' : ''}${change})`}`;
  if (perBuyer !== undefined) return `${where}: ${perBuyer === null ? 'any number' : perBuyer} per buyer`;
  return `${where}: ${onSale === null ? 'unknown' : onSale ? 'on sale' : 'paused'}`;
}
