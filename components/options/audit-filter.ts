import type { AuditRow } from '../../core/domain/audit.ts';
import { localIn } from './market-time.ts';

/** What is asked of the audit log; '' asks for all. `nobody`: who had no name set. */
export type AuditFilter = {
  readonly who: string;
  /** Part of a listing's key, a variant, a SKU or an account's name. */
  readonly what: string;
  readonly kind: string;
  readonly step: string;
  /** `2026-11-23`, in the team's zone. */
  readonly day: string;
};
export const ALL: AuditFilter = { who: '', what: '', kind: '', step: '', day: '' };
/** Stands for who had no name set; and for the guards, whoever turned them on. */
export const NOBODY = '\u0000';
export const GUARDS = '\u0001';

export const dayOf = (row: AuditRow, zone: string): string => localIn(zone, row.at).slice(0, 10);
/** The guard that did it by itself; what a person does about one is that person's. */
export const isByGuard = ({ kind, surface, because }: AuditRow): boolean =>
  surface === 'worker' && (kind === 'guard' || because?.startsWith('guard:') === true);
export const whoOf = (row: AuditRow): string => (isByGuard(row) ? GUARDS : row.actor || NOBODY);
/** What became of it; what another system undid is told apart. */
export const outcomeOf = ({ step, reverted }: AuditRow): string => (reverted === true ? 'reverted' : step);

export function filtered(
  rows: readonly AuditRow[],
  { who, what, kind, step, day }: AuditFilter,
  zone: string,
): readonly AuditRow[] {
  const part = what.trim().toLocaleLowerCase();
  const names = ({ listing, variant, skus, about = '' }: AuditRow) => [listing, variant ?? '', about, ...skus];
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
