import type { LocationId, Sku, SourceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Position } from './position.ts';
import type { RowProblem } from './problem.ts';

/** How much of the source this answer covers. Only a full one may conclude that something is gone. */
export type Coverage = { readonly kind: 'full' } | { readonly kind: 'partial'; readonly why: 'pages' | 'rows' };

/** One poll's answer, as a connector hands it over. */
export type Reading = {
  readonly source: SourceId;
  /** The server's time of the answer where it gives one. */
  readonly observedAt: Instant | null;
  readonly receivedAt: Instant;
  readonly coverage: Coverage;
  readonly positions: readonly Position[];
  readonly problems: readonly RowProblem[];
  /** The server said that nothing changed (304): positions is empty and the last ones stand. */
  readonly unchanged?: true;
};

/** What the log keeps of a reading: the positions that changed since the last one of this source. */
export type ReadingBody = {
  readonly source: SourceId;
  readonly observedAt: Instant | null;
  readonly receivedAt: Instant;
  /** Local clock less server clock at receipt, milliseconds; null where the server gives no time. */
  readonly skew: number | null;
  readonly coverage: Coverage;
  readonly changed: readonly Position[];
  /** Full coverage only: what the source no longer lists. Unknown from here on, not zero. */
  readonly gone: readonly { readonly sku: Sku; readonly location: LocationId }[];
  /** Of all positions now held of this source: two equal hashes mean the same stock. */
  readonly hash: string;
  readonly problems: readonly RowProblem[];
};
