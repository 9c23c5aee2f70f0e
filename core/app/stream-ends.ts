import type { ConsoleState } from '../domain/health.ts';
import type { AccountId, StreamId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { isRunning, type Stream } from '../domain/stream.ts';

/** So long nothing may speak against it: a page that loads anew, or says `ended` for a moment, ends no stream. */
const SURE_AFTER = 2 * MINUTE;
export type DueEnd = { readonly stream: StreamId; readonly at: Instant };

/**
 * Streams that start with their console and end with it: its page was live during the stream, has said since then that it ended,
 * and has not been live for two minutes. They ended when it said so first. What people start is for people to end.
 */
export function dueEnds(
  streams: readonly Stream[],
  consoles: Readonly<Record<AccountId, Pick<ConsoleState, 'liveAt' | 'endedAt'>>>,
  now: Instant,
): readonly DueEnd[] {
  return streams.flatMap((stream): DueEnd[] => {
    const { liveAt = null, endedAt = null } = consoles[stream.account] ?? {};
    if (stream.starts !== 'console' || stream.actualStart === null || !isRunning(stream, now)) return [];
    if (liveAt === null || endedAt === null || endedAt <= stream.actualStart) return [];
    // What was on air before this stream began does not speak of it.
    const wasLive = liveAt >= stream.actualStart - SURE_AFTER;
    return wasLive && now - endedAt >= SURE_AFTER ? [{ stream: stream.id, at: endedAt }] : [];
  });
}
