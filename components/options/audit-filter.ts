import type { AuditRow } from '../../core/domain/audit.ts';
import { localIn } from './market-time.ts';

/** What is asked of the audit log; '' asks for all. `nobody`: who had no name set. */
export type AuditFilter = {
  readonly who: string;
  /** Part of a listing's key, a variant or a SKU. */
  readonly what: string;
  readonly kind: string;
  readonly step: string;
  /** `2026-11-23`, in the team's zone. */
  readonly day: string;
};
export const ALL: AuditFilter = { who: '', what: '', kind: '', step: '', day: '' };
/** Stands for who had no name set. */
export const NOBODY = '\u0000';

export const dayOf = (row: AuditRow, zone: string): string => localIn(zone, row.at).slice(0, 10);
export const whoOf = ({ actor }: AuditRow): string => actor || NOBODY;
/** What became of it; what another system undid is told apart. */
export const outcomeOf = ({ step, reverted }: AuditRow): string => (reverted === true ? 'reverted' : step);

export function filtered(
  rows: readonly AuditRow[],
  { who, what, kind, step, day }: AuditFilter,
  zone: string,
): readonly AuditRow[] {
  const part = what.trim().toLocaleLowerCase();
  const names = ({ listing, variant, skus }: AuditRow) => [listing, variant ?? '', ...skus];
  return rows.filter(
    (row) =>
      (who === '' || whoOf(row) === who) &&
      (kind === '' || row.kind === kind) &&
      (step === '' || outcomeOf(row) === step) &&
      (day === '' || dayOf(row, zone) === day) &&
      (part === '' || names(row).some((name) => name.toLocaleLowerCase().includes(part))),
  );
}

/** What there is to choose from, each once. */
export const valuesOf = (rows: readonly AuditRow[], of: (row: AuditRow) => string): readonly string[] => [
  ...new Set(rows.map(of)),
];
