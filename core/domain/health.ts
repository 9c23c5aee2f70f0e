import type { PageSeen, RowSeen } from './console.ts';
import type { ListingKey, SourceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Problem, RowProblem } from './problem.ts';
import type { Coverage } from './reading.ts';

/** What the ledger knows of one source's polls. */
export type SourceHealth = {
  readonly source: SourceId;
  /** Local time of receipt of the last good answer; null: never. */
  readonly lastGoodAt: Instant | null;
  /** The server's time of it where it gives one. */
  readonly observedAt: Instant | null;
  readonly skew: number | null;
  readonly coverage: Coverage | null;
  /** Failures since the last good answer. */
  readonly failures: number;
  readonly problem: Problem | null;
  readonly rowProblems: readonly RowProblem[];
  readonly skus: number;
  /** When any of its levels last moved: a channel that sells beside a warehouse that stands still is fresh but blind. */
  readonly lastMovedAt: Instant | null;
};

/** What one console account's page last showed. */
export type ConsoleState = {
  readonly page: PageSeen;
  readonly rows: Readonly<Record<ListingKey, RowSeen>>;
  /** Page order. */
  readonly keys: readonly ListingKey[];
  readonly complete: boolean;
  readonly seenAt: Instant;
  /** When it said last that it is live; and since when it has said that it ended, if it was live before. */
  readonly liveAt: Instant | null;
  readonly endedAt: Instant | null;
};
