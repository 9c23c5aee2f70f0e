import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

/** One command in the audit log. `before` and `after` are what was read, in the systems' own terms. */
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
  readonly because: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly say: Phrase | null;
};
