import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Problem, ProblemKind } from '../../domain/problem.ts';

export const problem = (kind: ProblemKind, say: Phrase, more: Partial<Problem> = {}): Problem => ({ kind, say, ...more });
export const sourceProblem = (kind: ProblemKind, more: Partial<Problem> = {}): Problem =>
  problem(kind, phrase(`source:problem.${kind}`), more);

/** What an HTTP status means; null: it is an answer. `Retry-After` is honoured wherever a server gives it. */
export function statusProblem(status: number, retryAfter: string | null, now: Instant): Problem | null {
  if (status >= 200 && status < 300) return null;
  const retryAt = readRetryAfter(retryAfter, now);
  const more = { status, ...(retryAt === null ? {} : { retryAt }) };
  if (status === 401 || status === 403) return sourceProblem('credentials', more);
  if (status === 429) return sourceProblem('throttled', more);
  if (status === 408) return sourceProblem('timeout', more);
  if (status >= 500) return sourceProblem('server', more);
  if (status < 400) return problem('malformed', phrase('source:problem.redirect'), more);
  if (status === 404) return problem('refused', phrase('source:problem.notFound'), more);
  return problem('refused', phrase('source:problem.status', { status }), more);
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3); null where it is neither. */
export function readRetryAfter(text: string | null, now: Instant): Instant | null {
  if (text === null) return null;
  if (/^\s*\d+\s*$/.test(text)) return now + Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date;
}
