import type { SourceHealth } from '../../domain/health.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import type { Feed, Ledger } from './state.ts';

const NEW_FEED: Feed = { at: 0, coverAt: 0, gaps: [], hash: 0, listed: 0, late: null };
/** So many older answers in a row, each newer than the one before: the server's clock was set back. */
const SET_BACK = 3;

/**
 * Out of order: an answer that the server made before the last accepted one is history, and changes no level. A clock that
 * was set back looks the same at first, but goes on: then log order stands. Null: the answer is in order.
 */
export function lateness(health: SourceHealth | undefined, feed: Feed | undefined, body: ReadingBody): Feed['late'] {
  const { observedAt } = body;
  if (feed === undefined || observedAt === null || health?.observedAt == null || observedAt >= health.observedAt) return null;
  const goesOn = feed.late !== null && observedAt > feed.late.observedAt;
  const times = goesOn ? (feed.late?.times ?? 0) + 1 : 1;
  return times >= SET_BACK ? null : { times, observedAt };
}

/** When an answer counts: as received, but never before the last one, and by the log where the machine's clock was set back. */
export function logTime(feed: Feed | undefined, receivedAt: Instant, logAt: Instant): Instant {
  const at = logAt - receivedAt > MINUTE ? logAt : Math.min(receivedAt, logAt);
  return Math.max(at, feed?.at ?? at);
}

/** A part of the pages says nothing of the rest; all but a bad row is what we go by. */
export const covers = (body: ReadingBody): boolean => body.coverage.kind === 'full' || body.coverage.why !== 'pages';

/** Longer than this without an answer is a gap: as long as what is shown of the source is not stale. */
export const gapMs = ({ settings, tick }: Pick<Ledger, 'settings' | 'tick'>): number =>
  Math.max(MINUTE, settings.preferences.triggers.staleIntervals * (tick?.intervalMs ?? 0));
const KEPT_GAPS = 50;

/** `gap`: so long without an answer is one. */
export function feedAfter(
  feed: Feed | undefined,
  body: ReadingBody,
  at: Instant,
  sums: { readonly hash: number; readonly listed: number },
  gap: number,
): Feed {
  const was = feed ?? NEW_FEED;
  const next = { ...was, at, hash: (was.hash + sums.hash) >>> 0, listed: was.listed + sums.listed, late: null };
  if (!covers(body)) return next;
  const isGap = was.coverAt > 0 && at - was.coverAt > gap;
  const gaps = isGap ? [...was.gaps, { from: was.coverAt, to: at }].slice(-KEPT_GAPS) : was.gaps;
  return { ...next, coverAt: at, gaps };
}
