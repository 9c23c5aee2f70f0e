import type { AccountId, StreamId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { isRunning, type Stream } from '../domain/stream.ts';

/** What a console page says of its account, and when it said so last. */
export type ConsoleSaid = { readonly live: 'live' | 'idle' | 'ended' | 'unknown'; readonly seenAt: Instant };
export type DueStart = { readonly stream: StreamId; readonly at: Instant };

/** A page that was seen no later than this says how things are. */
const FRESH = 2 * MINUTE;
/** People go live early, to warm up. */
const EARLY = 60 * MINUTE;

/**
 * Streams that begin now without anybody pressing a button: by schedule at their planned start, even where nobody was there to note
 * it; with the console when its page goes live, from an hour before. One that is over, or whose account is on air already, does not.
 * `at`: when it began.
 */
export function dueStarts(
  streams: readonly Stream[],
  consoles: Readonly<Record<AccountId, ConsoleSaid>>,
  now: Instant,
): readonly DueStart[] {
  const busy = new Set(streams.filter((one) => isRunning(one, now)).map(({ account }) => account));
  const due: DueStart[] = [];
  const waiting = streams
    .filter((one) => one.actualStart === null && one.actualEnd === null && now < one.plannedEnd)
    .toSorted((a, b) => a.plannedStart - b.plannedStart || (a.id < b.id ? -1 : 1));
  for (const stream of waiting) {
    const at = busy.has(stream.account) ? null : startOf(stream, consoles[stream.account], now);
    if (at === null) continue;
    busy.add(stream.account);
    due.push({ stream: stream.id, at });
  }
  return due;
}

function startOf({ starts, plannedStart }: Stream, console: ConsoleSaid | undefined, now: Instant): Instant | null {
  if (starts === 'schedule') return now >= plannedStart ? plannedStart : null;
  if (starts !== 'console' || console === undefined || console.live !== 'live') return null;
  const isFresh = now - console.seenAt <= FRESH && console.seenAt <= now;
  return isFresh && now >= plannedStart - EARLY ? now : null;
}
