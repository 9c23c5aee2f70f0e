import type { LogPlace } from '../../ports.ts';
import { comparePlaces } from './log-contract.ts';

/**
 * What becomes of an event that another origin hands in. `fold`: it takes its place in log order, and the snapshots
 * after it no longer hold (`stale`). `aside`: it is older than all that can still be folded anew.
 */
export function placeLate<S extends { readonly upTo: LogPlace }>(
  event: LogPlace,
  snapshots: readonly S[],
  horizon: LogPlace | null,
): { readonly goes: 'fold'; readonly stale: readonly S[] } | { readonly goes: 'aside' } {
  // Snapshots older than the horizon are gone, so one before the event is one that it can be folded onto.
  const base = snapshots.some(({ upTo }) => comparePlaces(upTo, event) < 0);
  if (horizon !== null && !base) return { goes: 'aside' };
  return { goes: 'fold', stale: snapshots.filter(({ upTo }) => comparePlaces(upTo, event) > 0) };
}
