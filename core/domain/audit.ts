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

/**
 * One line of the audit log: a command; a step of what acts by itself (`guard`, `drip`); or a change of what may act (`guard`,
 * `assist`, `profile`, `reset`). `before` and `after` are what was read.
 */
export type AuditRow = {
  /** Of a command its id; of anything else that of the event that tells it. */
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
  /** The command that it is a step of, or that it led to. */
  readonly of?: string | null;
  /** Which switch of a guard it is about, which action of a page, or where a profile came from. */
  readonly part?: string;
  /** The account or the profile that it is about, as it was called then. */
  readonly about?: string;
  /** Confirmed, and then changed by somebody else. */
  readonly reverted?: boolean;
};
