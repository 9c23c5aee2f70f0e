import type { AuditRow } from '../../domain/audit.ts';
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
  'actor',
  'origin',
  'surface',
  'because',
  'before',
  'after',
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
      row.listing,
      row.variant,
      row.skus.join(' '),
      row.actor,
      row.origin,
      row.surface,
      row.because,
      row.before,
      row.after,
      row.say === null ? null : say(row.say),
    ]),
  );
