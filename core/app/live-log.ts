import type { Draft } from '../domain/event.ts';
import type { Log } from '../ports.ts';

/**
 * The log that the shop writes to: the stored one, until the browser refuses to store; from then on one in memory.
 * What could not be stored is not lost for this session, and the user is told (`lost`). `durable` says which it is:
 * without a journal on disk no command may act.
 */
export type LiveLog = ClosableLog & { readonly durable: () => boolean };
export type ClosableLog = Log & { close(): void };

export async function openLiveLog(
  openStored: () => Promise<ClosableLog>,
  openMemory: () => ClosableLog,
  /** Said once, with the log that takes over before anything is written to it. */
  lost: (why: unknown, memory: Log) => Promise<void>,
): Promise<LiveLog> {
  let current: ClosableLog;
  let stored = true;
  let falling: Promise<ClosableLog> | null = null;
  const listeners: Parameters<Log['subscribe']>[] = [];

  async function fallBack(why: unknown): Promise<ClosableLog> {
    stored = false;
    const memory = openMemory();
    await lost(why, memory);
    current = memory;
    for (const [listener, signal] of listeners) if (!signal.aborted) current.subscribe(listener, signal);
    return current;
  }
  /** Tries the stored log; what it refuses goes to memory. */
  async function either<T>(act: (log: Log) => Promise<T>): Promise<T> {
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
    close: () => current.close(),
    durable: () => stored,
  };
}
