import { compareEvents, type Draft, EVENT_VERSIONS, type LogEvent } from '../domain/event.ts';
import { compareHlc, HLC_ZERO, type Hlc, laterHlc, nextHlc } from '../domain/hlc.ts';
import type { Origin, ShopId } from '../domain/ids.ts';
import type { Clock, Log, LogPlace } from '../ports.ts';

/**
 * A log that lives as long as the worker: what there is when the browser refuses to store. Its origin must be one that no
 * stored log uses, so that nothing is ever taken for something else.
 */
export function memoryLog(shop: ShopId, origin: Origin, clock: Pick<Clock, 'now'>): Log {
  const events: LogEvent[] = [];
  const listeners = new Set<(events: readonly LogEvent[]) => void>();
  let snapshot: { version: number; upTo: LogPlace; state: unknown } | null = null;
  let last = HLC_ZERO;
  let seq = 0;

  function stamp(draft: Draft): LogEvent {
    last = nextHlc(last, clock.now());
    seq += 1;
    const id = `${origin}:${seq}`;
    return { ...draft, id, v: EVENT_VERSIONS[draft.type], shopId: shop, origin, originSeq: seq, at: last } as LogEvent;
  }
  function take(fresh: readonly LogEvent[]): readonly LogEvent[] {
    events.push(...fresh);
    events.sort(compareEvents);
    if (fresh.length > 0) for (const listener of listeners) listener(fresh);
    return fresh;
  }
  return {
    shop,
    origin,
    append: async (drafts) => take(drafts.map(stamp)),
    accept: async (others) => {
      const known = new Set(events.map((event) => event.id));
      for (const event of others) last = laterHlc(last, event.at);
      return take(others.filter((event) => !known.has(event.id)));
    },
    since: async (after) => events.filter((event) => after === null || isAfter(event, after)),
    subscribe: (listener, signal) => {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    loadSnapshot: async (version) => (snapshot?.version === version ? snapshot : null),
    saveSnapshot: async (version, upTo, state) => {
      snapshot = { version, upTo, state };
    },
  };
}

function isAfter(event: LogEvent, place: LogPlace | Hlc): boolean {
  if (!('origin' in place)) return compareHlc(event.at, place) > 0;
  const order = compareHlc(event.at, place.at);
  if (order !== 0 || event.origin === place.origin) return order > 0 || (order === 0 && event.originSeq > place.originSeq);
  return event.origin > place.origin;
}
