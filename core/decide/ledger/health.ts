import type { PollFailedBody } from '../../domain/event.ts';
import type { SourceHealth } from '../../domain/health.ts';
import type { Ledger } from './state.ts';

export const NO_HEALTH: Omit<SourceHealth, 'source'> = {
  lastGoodAt: null,
  observedAt: null,
  skew: null,
  coverage: null,
  failures: 0,
  problem: null,
  rowProblems: [],
  skus: 0,
  lastMovedAt: null,
};

export function applyPollFailed(ledger: Ledger, { source, problem }: PollFailedBody): Ledger {
  const known = ledger.sources[source] ?? { source, ...NO_HEALTH };
  const next = { ...known, failures: known.failures + 1, problem };
  return { ...ledger, sources: { ...ledger.sources, [source]: next }, changed: { skus: [], rest: true } };
}
