import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

/** How one SKU stood in one place: its level, or whether it was on sale; null where that was not read. */
export type AuditState = {
  readonly sku: string;
  readonly source: string;
  readonly location: string | null;
  readonly level: number | null;
  /** What the command was to change the level by. */
  readonly change: number | null;
  readonly onSale: boolean | null;
  /** How many one buyer may take, where that is what was read; null there: as many as they like. */
  readonly perBuyer?: number | null;
};

/** One command in the audit log. `before` and `after` are what was read. */
export type AuditRow = {
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
  /** N of what takes a number. */
  readonly quantity?: number | null;
  /** N is what one buyer may take. */
  readonly per?: 'buyer';
  /** The alert that it answers, or the guard that gave it. */
  readonly because: string | null;
  readonly before: readonly AuditState[];
  readonly after: readonly AuditState[];
  readonly say: Phrase | null;
  /** Confirmed, and then changed by somebody else. */
  readonly reverted?: boolean;
};
