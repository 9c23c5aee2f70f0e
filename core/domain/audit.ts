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
  /** A limit per buyer, null: none; missing: it was not about one. */
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
  /** N of release, take back, limit and drip, in units of sale; `per`: what one buyer may take. */
  readonly quantity?: number | null;
  readonly per?: 'buyer';
  /** The command that it undoes, and the drip whose batch it is. */
  readonly undoes?: string | null;
  readonly of?: string | null;
  readonly actor: string;
  readonly origin: string;
  readonly surface: string;
  readonly because: string | null;
  /** When another system changed what it had done; null: nobody was seen to. */
  readonly revertedAt?: Instant | null;
  readonly before: readonly AuditState[];
  readonly after: readonly AuditState[];
  readonly say: Phrase | null;
};
