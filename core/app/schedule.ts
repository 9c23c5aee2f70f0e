import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';

/** What is known of one source's polls. `failures`: since the last good answer. */
export type PollState = { readonly lastPollAt: Instant | null; readonly failures: number; readonly retryAt: Instant | null };
export const UNPOLLED: PollState = { lastPollAt: null, failures: 0, retryAt: null };

/** After so many failures the circuit is open: one probe each cap, and no more. */
export const OPEN_AFTER = 5;
/** A server that asks for more than this is asked again all the same. */
const LONGEST_RETRY = HOUR;
/** Until when a server is left alone that asked for so much at this time; counted once, or each look at it would begin anew. */
export const retryFrom = (at: Instant, retryAt: Instant): Instant => Math.min(retryAt, at + LONGEST_RETRY);

const capOf = (intervalMs: number) => Math.max(intervalMs, Math.min(MINUTE, 12 * intervalMs));

/** The wait before the next poll, ms, without jitter: doubled at each failure up to a cap, never less than the interval. */
export function waitOf(failures: number, intervalMs: number): number {
  const cap = capOf(intervalMs);
  if (failures === 0) return intervalMs;
  return failures >= OPEN_AFTER ? cap : Math.min(cap, intervalMs * 2 ** (failures - 1));
}

/** When to poll next. `random`: 0 to 1, for a jitter of +-10 %. A clock that was set back counts from now. */
export function nextPollAt(state: PollState, intervalMs: number, now: Instant, random: number): Instant {
  const last = state.lastPollAt;
  const due = last === null ? now : Math.min(last, now) + Math.round(waitOf(state.failures, intervalMs) * (0.9 + 0.2 * random));
  return state.retryAt === null ? due : Math.max(due, retryFrom(now, state.retryAt));
}

export function polled(
  state: PollState,
  at: Instant,
  outcome: { readonly ok: boolean; readonly retryAt?: Instant | undefined },
): PollState {
  if (outcome.ok) return { lastPollAt: at, failures: 0, retryAt: null };
  return { lastPollAt: at, failures: state.failures + 1, retryAt: outcome.retryAt ?? null };
}
