import type { DayTotal } from '../../domain/day-total.ts';
import type { EventOf, EventType, LogEvent } from '../../domain/event.ts';
import { compareHlc } from '../../domain/hlc.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { LogPlace } from '../../ports.ts';
import { chooseDrops, daysFrom, heldBy, weigh } from './bounds.ts';
import { EMPTY_HEAD, stamp, witness } from './head.ts';
import { placeLate } from './late.ts';
import {
  comparePlaces,
  type LogOptions,
  type PrunePolicy,
  placeOfEvent,
  readerOf,
  SNAPSHOTS,
  type StoredLog,
} from './log-contract.ts';
import type { StoredEvent, StoredSnapshot } from './schema.ts';
import { subscribers } from './subscribers.ts';
import { upcast } from './upcast.ts';

/**
 * The same log in memory: for the time in which the browser refuses to store, and for tests. It ends with the worker.
 * Give it an origin of its own, so that its numbers never meet those of the stored log.
 */
export function memoryLog(shop: ShopId, options: LogOptions): StoredLog {
  const { origin, clock } = options;
  const reader = readerOf(options);
  const listeners = subscribers();
  let head = EMPTY_HEAD;
  let horizon: LogPlace | null = null;
  let events: readonly StoredEvent[] = [];
  let late: readonly StoredEvent[] = [];
  let snapshots: readonly StoredSnapshot[] = [];
  const days = new Map<string, DayTotal>();

  const read = (event: StoredEvent) => upcast(event, reader.versions, reader.migrations);
  const readable = (stored: readonly StoredEvent[]): readonly LogEvent[] => stored.flatMap((event) => read(event) ?? []);
  const insert = (fresh: readonly StoredEvent[]) => {
    events = [...events, ...fresh].sort(comparePlaces);
  };
  const told = (fresh: readonly LogEvent[]) => {
    listeners.tell(fresh);
    return fresh;
  };
  const holds = ({ origin, originSeq }: StoredEvent) =>
    [...events, ...late].some((event) => event.origin === origin && event.originSeq === originSeq);

  function accept(event: StoredEvent): readonly StoredEvent[] {
    if (holds(event)) return [];
    head = witness(head, event);
    const goes = placeLate(event, snapshots, horizon);
    if (goes.goes === 'aside') {
      late = [...late, event].sort(comparePlaces);
      return [];
    }
    insert([event]);
    snapshots = snapshots.filter((snapshot) => !goes.stale.includes(snapshot));
    return [event];
  }

  return {
    shop,
    origin,
    append: async (drafts) => {
      const next = stamp(head, drafts, { shop, origin, now: clock.now() });
      head = next.head;
      insert(next.events);
      return told(next.events);
    },
    accept: async (incoming) => told(readable([...incoming].sort(comparePlaces).flatMap(accept))),
    since: async (after, until) =>
      readable(events.filter((event) => isAfter(event, after) && (until === undefined || event.at.wall <= until))),
    subscribe: (listener, signal) => listeners.add(listener, signal),
    loadSnapshot: async (version) => snapshots.findLast((one) => one.version === version) ?? null,
    saveSnapshot: async (version, upTo, state) => {
      const saved = { version, upTo: placeOfEvent(upTo), state };
      // Handed over by the log that was written to before: what is written now comes after it.
      head = witness(head, upTo);
      const others = snapshots.filter((one) => one.version !== version || comparePlaces(one.upTo, upTo) !== 0);
      snapshots = [...others, saved].sort((a, b) => comparePlaces(a.upTo, b.upTo)).slice(-SNAPSHOTS);
    },
    ofType: async <T extends EventType>(type: T) =>
      readable(events).filter((event): event is LogEvent & EventOf<T> => event.type === type),
    unread: async () => events.filter((event) => read(event) === null),
    aside: async () => readable(late),
    days: async () => [...days.values()].sort((a, b) => (a.day < b.day || (a.day === b.day && a.sku < b.sku) ? -1 : 1)),
    prune: async (policy) => {
      const { drops, pruned } = chooseDrops(
        events.filter((event) => isIn(event, policy)).map(weigh),
        heldBy(snapshots, policy),
        policy,
      );
      for (const day of daysFrom(drops, policy.days)) days.set(JSON.stringify([day.day, day.sku]), day);
      const last = drops.at(-1);
      if (last === undefined) return pruned;
      events = events.filter((event) => !drops.some((place) => comparePlaces(place, event) === 0));
      const place: LogPlace = horizon !== null && comparePlaces(horizon, last) > 0 ? horizon : last;
      horizon = place;
      snapshots = snapshots.filter((one) => comparePlaces(one.upTo, place) >= 0);
      return pruned;
    },
    close: () => {},
  };
}

function isAfter(event: StoredEvent, after: Parameters<StoredLog['since']>[0]): boolean {
  if (after === null) return true;
  return 'at' in after ? comparePlaces(event, after) > 0 : compareHlc(event.at, after) > 0;
}

const isIn = ({ at }: StoredEvent, { only }: PrunePolicy): boolean =>
  only === undefined || (at.wall >= only.from && at.wall <= only.to);
