import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

/** Why a poll, a check or a write went wrong: an expected failure is a value, and says what to do about it. */
export type ProblemKind =
  | 'network' // no answer: refused, unknown host, offline
  | 'timeout'
  | 'credentials' // the key is wrong or may not do this
  | 'throttled' // 429 or the vendor's own word for it
  | 'server' // 5xx or the vendor's own word for it
  | 'malformed' // not what this system documents
  | 'tooLarge'
  | 'refused' // understood, and not done
  | 'permission' // the browser no longer lets us reach this host
  | 'storage'
  | 'internal'; // a defect of ours

export type Problem = {
  readonly kind: ProblemKind;
  /** What happened and what to do, for a person. Never carries a secret. */
  readonly say: Phrase;
  readonly status?: number;
  /** Do not ask again before this instant (from `Retry-After`). */
  readonly retryAt?: Instant;
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const good = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const bad = <T = never>(problem: Problem): Outcome<T> => ({ ok: false, problem });

/** One row or field that a source or a file gave and that could not be read. The rest is used. */
export type RowProblem = { readonly row: string; readonly field: string; readonly say: Phrase };
