import type { DayTotal } from '../domain/day-total.ts';
import type { Draft, EventOf, EventType } from '../domain/event.ts';
import type { StreamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Log } from '../ports.ts';

/**
 * The log that the shop writes to: the stored one, until the browser refuses to store; then one in memory, until it
 * stores again. What could not be stored is not lost meanwhile, and the user is told. `durable` says which it is:
 * without a journal on disk no command may act.
 */
export type LiveLog = KeptLog & {
  readonly durable: () => boolean;
  /** Storage is tried again, where it was lost: what memory holds goes to disk. */
  recover(): Promise<void>;
};
/** What the shop needs of its log beyond the port; `days` and `streams` as the storage edge has them. */
export type KeptLog = Log & {
  ofType<T extends EventType>(type: T): Promise<readonly EventOf<T>[]>;
  prune(policy: {
    /** Of the snapshots that are read: only what one of these holds may go. */
    readonly version: number;
    readonly streams: readonly KeptStream[];
    readonly days: readonly DayTotal[];
    readonly otherBytes?: number;
    readonly only?: { readonly from: Instant; readonly to: Instant };
  }): Promise<Pruned>;
  close(): void;
};
/** A stream whose recordings are kept; `to` null while it runs. */
export type KeptStream = { readonly stream: StreamId; readonly from: Instant; readonly to: Instant | null };
export type Pruned = { readonly dropped: readonly { readonly until: Instant }[] };

type Deps = {
  readonly openStored: () => Promise<KeptLog>;
  readonly openMemory: () => KeptLog;
  /** Said once, with the log that takes over before anything is written to it. */
  readonly lost: (why: unknown, memory: Log) => Promise<void>;
  /** Everything is on disk again, and perhaps more than memory knew. */
  readonly found: () => Promise<void>;
};

export async function openLiveLog({ openStored, openMemory, lost, found }: Deps): Promise<LiveLog> {
  const listeners: Parameters<Log['subscribe']>[] = [];
  let disk: KeptLog | null = null;
  let memory: KeptLog | null = null;
  /** Whoever calls while one log takes over from the other waits for it. */
  let moving: Promise<void> | null = null;
  /** What goes from memory to disk has been heard already. */
  let handing = false;

  const current = (): KeptLog => (memory ?? disk) as KeptLog;
  const follow = (log: KeptLog, [listener, signal]: Parameters<Log['subscribe']>) =>
    log.subscribe((events) => handing || listener(events), signal);
  function move(how: () => Promise<void>): Promise<void> {
    moving ??= how().finally(() => {
      moving = null;
    });
    return moving;
  }
  async function fallBack(why: unknown): Promise<void> {
    const fresh = openMemory();
    await lost(why, fresh);
    memory = fresh;
    for (const each of listeners) follow(fresh, each);
  }
  async function goBack(from: KeptLog): Promise<void> {
    const opened = disk ?? (await openStored());
    if (disk === null) for (const each of listeners) follow(opened, each);
    disk = opened;
    handing = true;
    try {
      await disk.accept(await from.since(null));
    } finally {
      handing = false;
    }
    memory = null;
  }
  /** Tries the stored log; what it refuses goes to memory. */
  async function either<T>(act: (log: KeptLog) => Promise<T>): Promise<T> {
    while (moving !== null) await moving.catch(() => {});
    const log = current();
    try {
      return await act(log);
    } catch (why) {
      // The log in memory refuses nothing: that is a defect.
      if (log === memory) throw why;
      if (log === current()) await move(() => fallBack(why));
      return either(act);
    }
  }

  try {
    disk = await openStored();
  } catch (why) {
    await fallBack(why);
  }
  return {
    shop: current().shop,
    get origin() {
      return current().origin;
    },
    append: (drafts: readonly Draft[]) => either((log) => log.append(drafts)),
    accept: (events) => either((log) => log.accept(events)),
    since: (after, until) => either((log) => log.since(after, until)),
    loadSnapshot: (version) => either((log) => log.loadSnapshot(version)),
    saveSnapshot: (version, upTo, state) => either((log) => log.saveSnapshot(version, upTo, state)),
    subscribe: (listener, signal) => {
      listeners.push([listener, signal]);
      follow(current(), [listener, signal]);
    },
    days: () => either((log) => log.days()),
    ofType: <T extends EventType>(type: T) => either((log) => log.ofType(type)),
    prune: (policy) => either((log) => log.prune(policy)),
    close: () => {
      disk?.close();
      memory?.close();
    },
    durable: () => memory === null,
    async recover() {
      while (moving !== null) await moving.catch(() => {});
      const from = memory;
      if (from === null) return;
      // Refused again: it stays as it is.
      await move(() => goBack(from)).catch(() => {});
      if (memory === null) await found();
    },
  };
}
