import type { Draft, EventOf, EventType } from '../domain/event.ts';
import type { StreamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Log } from '../ports.ts';

/**
 * The log that the shop writes to: the stored one, until the browser refuses to store; from then on one in memory.
 * What could not be stored is not lost for this session, and the user is told (`lost`). `durable` says which it is:
 * without a journal on disk no command may act.
 */
export type LiveLog = KeptLog & { readonly durable: () => boolean };
/** What the shop needs of its log beyond the port; `days` and `streams` as the storage edge has them. */
export type KeptLog = Log & {
  ofType<T extends EventType>(type: T): Promise<readonly EventOf<T>[]>;
  prune(policy: { readonly streams: readonly KeptStream[]; readonly days: readonly never[] }): Promise<Pruned>;
  close(): void;
};
/** A stream whose recordings are kept; `to` null while it runs. */
export type KeptStream = { readonly stream: StreamId; readonly from: Instant; readonly to: Instant | null };
export type Pruned = { readonly dropped: readonly { readonly until: Instant }[] };

export async function openLiveLog(
  openStored: () => Promise<KeptLog>,
  openMemory: () => KeptLog,
  /** Said once, with the log that takes over before anything is written to it. */
  lost: (why: unknown, memory: Log) => Promise<void>,
): Promise<LiveLog> {
  let current: KeptLog;
  let stored = true;
  let falling: Promise<KeptLog> | null = null;
  const listeners: Parameters<Log['subscribe']>[] = [];

  async function fallBack(why: unknown): Promise<KeptLog> {
    stored = false;
    const memory = openMemory();
    await lost(why, memory);
    current = memory;
    for (const [listener, signal] of listeners) if (!signal.aborted) current.subscribe(listener, signal);
    return current;
  }
  /** Tries the stored log; what it refuses goes to memory. */
  async function either<T>(act: (log: KeptLog) => Promise<T>): Promise<T> {
    if (falling !== null) return act(await falling);
    try {
      return await act(current);
    } catch (why) {
      falling ??= fallBack(why);
      return act(await falling);
    }
  }
  try {
    current = await openStored();
  } catch (why) {
    falling = fallBack(why);
    current = await falling;
  }
  return {
    shop: current.shop,
    get origin() {
      return current.origin;
    },
    append: (drafts: readonly Draft[]) => either((log) => log.append(drafts)),
    accept: (events) => either((log) => log.accept(events)),
    since: (after) => either((log) => log.since(after)),
    loadSnapshot: (version) => either((log) => log.loadSnapshot(version)),
    saveSnapshot: (version, upTo, state) => either((log) => log.saveSnapshot(version, upTo, state)),
    subscribe: (listener, signal) => {
      listeners.push([listener, signal]);
      current.subscribe(listener, signal);
    },
    ofType: <T extends EventType>(type: T) => either((log) => log.ofType(type)),
    prune: (policy) => either((log) => log.prune(policy)),
    close: () => current.close(),
    durable: () => stored,
  };
}
