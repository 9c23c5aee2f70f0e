import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { EventOf, EventType, LogEvent } from '../../domain/event.ts';
import type { ShopId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LogPlace } from '../../ports.ts';
import { chooseDrops, daysFrom, heldBy, type Weighed, weigh } from './bounds.ts';
import { shopDatabase } from './db.ts';
import { EMPTY_HEAD, type Head, stamp, witness } from './head.ts';
import { placeLate } from './late.ts';
import {
  comparePlaces,
  type LogOptions,
  type PrunePolicy,
  placeOfEvent,
  type Reader,
  readerOf,
  SNAPSHOTS,
  type StoredLog,
} from './log-contract.ts';
import { storageProblem } from './problem.ts';
import type { PlaceKey, ShopSchema, StoredEvent, StoredSnapshot } from './schema.ts';
import { oneByOne, subscribers } from './subscribers.ts';
import { upcast, wasUnread } from './upcast.ts';

type Db = IDBPDatabase<ShopSchema>;
type Tx = IDBPTransaction<ShopSchema, StoreNames<ShopSchema>[], 'readwrite'>;
const STORES: StoreNames<ShopSchema>[] = ['events', 'aside', 'snapshots', 'days', 'meta'];
const BATCH = 500;

/**
 * The log of one shop, in IndexedDB. Every write is strictly durable before it is answered, one at a time.
 * Rejects, here and in every call, with a StorageProblem.
 */
export async function openLog(shop: ShopId, options: LogOptions): Promise<StoredLog> {
  const { origin, clock } = options;
  const reader = readerOf(options);
  const connection = shopDatabase(shop);
  const listeners = subscribers();
  const inTurn = oneByOne();
  const reading = <T>(work: (db: Db) => Promise<T>) => connection.use().then(work).catch(fail);
  const writing = <T>(work: (tx: Tx) => Promise<T>) =>
    inTurn(() =>
      connection
        .use()
        .then((db) => transact(db, work))
        .catch(fail),
    );
  const told = (events: readonly LogEvent[]) => {
    listeners.tell(events);
    return events;
  };
  // Events on their way that nobody has been told of: a snapshot asked for meanwhile would miss them.
  let accepting = 0;

  await writing((tx) => forgetFoldsOfUnread(tx, reader));

  return {
    shop,
    origin,
    append: (drafts) => writing((tx) => append(tx, drafts, { shop, origin, now: clock.now() })).then(told),
    accept: (events) => {
      accepting += 1;
      return writing((tx) => accept(tx, events, reader))
        .then(told)
        .finally(() => {
          accepting -= 1;
        });
    },
    since: (after, until) => reading(async (db) => readable(await db.getAll('events', rangeOf(after, until)), reader)),
    subscribe: (listener, signal) => listeners.add(listener, signal),
    loadSnapshot: (version) => reading((db) => newestSnapshot(db, version)),
    saveSnapshot: async (version, upTo, state) => {
      if (accepting === 0) await writing((tx) => saveSnapshot(tx, { version, upTo: placeOfEvent(upTo), state }));
    },
    ofType: <T extends EventType>(type: T) =>
      // The index has picked the type.
      reading(
        async (db) => readable(await db.getAllFromIndex('events', 'type', type), reader) as unknown as readonly EventOf<T>[],
      ),
    unread: () =>
      reading(async (db) =>
        (await db.getAll('events')).filter((event) => upcast(event, reader.versions, reader.migrations) === null),
      ),
    aside: () => reading(async (db) => readable(await db.getAll('aside'), reader)),
    days: () => reading((db) => db.getAll('days')),
    prune: (policy) =>
      writing(async (tx) => {
        const snapshots = await tx.objectStore('snapshots').getAll();
        const { drops, pruned } = chooseDrops(await weighAll(tx, policy.only), heldBy(snapshots, policy), policy);
        for (const day of daysFrom(drops, policy.days)) await tx.objectStore('days').put(day);
        await drop(tx, drops, snapshots);
        return pruned;
      }),
    close: connection.close,
  };
}

function fail(cause: unknown): never {
  throw storageProblem(cause);
}

async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  // Both are awaited at once: a failed request rejects `done` too, and nobody else would hear of it.
  const done = tx.done;
  done.catch(() => {});
  try {
    const result = await work(tx);
    await done;
    return result;
  } catch (cause) {
    abort(tx);
    throw cause;
  }
}

function abort(tx: Tx): void {
  try {
    tx.abort();
  } catch {
    // It has ended already, by the same failure.
  }
}

async function append(
  tx: Tx,
  drafts: Parameters<StoredLog['append']>[0],
  who: Parameters<typeof stamp>[2],
): Promise<readonly LogEvent[]> {
  const { head, events } = stamp(await readHead(tx), drafts, who);
  for (const event of events) await tx.objectStore('events').add(event);
  await writeHead(tx, head);
  return events;
}

async function accept(tx: Tx, incoming: readonly StoredEvent[], reader: Reader): Promise<readonly LogEvent[]> {
  let head = await readHead(tx);
  const horizon = await tx.objectStore('meta').get('horizon');
  const fresh: StoredEvent[] = [];
  for (const event of [...incoming].sort(comparePlaces)) {
    if (await holds(tx, event)) continue;
    const snapshots = await tx.objectStore('snapshots').getAll();
    const late = placeLate(event, snapshots, horizon?.name === 'horizon' ? horizon.place : null);
    head = witness(head, event);
    if (late.goes === 'aside') {
      await tx.objectStore('aside').add(event);
      continue;
    }
    await tx.objectStore('events').add(event);
    for (const stale of late.stale) await forgetSnapshot(tx, stale);
    fresh.push(event);
  }
  await writeHead(tx, head);
  return readable(fresh, reader);
}

async function holds(tx: Tx, { origin, originSeq }: StoredEvent): Promise<boolean> {
  const identity: [string, number] = [origin, originSeq];
  if ((await tx.objectStore('events').index('identity').getKey(identity)) !== undefined) return true;
  return (await tx.objectStore('aside').index('identity').getKey(identity)) !== undefined;
}

async function saveSnapshot(tx: Tx, snapshot: StoredSnapshot): Promise<void> {
  const store = tx.objectStore('snapshots');
  await store.put(snapshot);
  const keys = await store.getAllKeys();
  for (const key of keys.slice(0, -SNAPSHOTS)) await store.delete(key);
}

async function newestSnapshot(db: Db, version: number): Promise<StoredSnapshot | null> {
  const all = await db.getAllKeys('snapshots');
  const key = all.findLast((one) => one[4] === version);
  return key === undefined ? null : ((await db.get('snapshots', key)) ?? null);
}

const forgetSnapshot = (tx: Tx, { upTo, version }: StoredSnapshot) =>
  tx.objectStore('snapshots').delete([...keyOf(upTo), version]);

async function drop(tx: Tx, drops: readonly LogPlace[], snapshots: readonly StoredSnapshot[]): Promise<void> {
  const last = drops.at(-1);
  if (last === undefined) return;
  for (const place of drops) await tx.objectStore('events').delete(keyOf(place));
  const before = await tx.objectStore('meta').get('horizon');
  const place = before?.name === 'horizon' && comparePlaces(before.place, last) > 0 ? before.place : last;
  await tx.objectStore('meta').put({ name: 'horizon', place });
  for (const snapshot of snapshots) if (comparePlaces(snapshot.upTo, place) < 0) await forgetSnapshot(tx, snapshot);
}

/** A batch at a time: 500 MB at once would not fit. */
async function weighAll(tx: Tx, only: PrunePolicy['only']): Promise<readonly Weighed[]> {
  const weighed: Weighed[] = [];
  const until: PlaceKey = [only === undefined ? Number.MAX_VALUE : only.to + 1, 0, '', 0];
  for (let from: PlaceKey = [only?.from ?? 0, 0, '', 0]; ; ) {
    if (from[0] >= until[0]) return weighed;
    const batch: StoredEvent[] = await tx.objectStore('events').getAll(IDBKeyRange.bound(from, until, true), BATCH);
    weighed.push(...batch.map(weigh));
    const last = batch.at(-1);
    if (last === undefined) return weighed;
    from = keyOf(last);
  }
}

/** After an update that can read what an older one could not: the snapshots made without those events hold no longer. */
async function forgetFoldsOfUnread(tx: Tx, reader: Reader): Promise<void> {
  const meta = tx.objectStore('meta');
  const before = await meta.get('versions');
  const known = before?.name === 'versions' ? before.known : null;
  if (known !== null && JSON.stringify(known) === JSON.stringify(reader.versions)) return;
  await meta.put({ name: 'versions', known: reader.versions });
  if (known === null) return;
  const first = (await tx.objectStore('events').getAll()).find((event) => wasUnread(event, known));
  if (first === undefined) return;
  for (const snapshot of await tx.objectStore('snapshots').getAll())
    if (comparePlaces(snapshot.upTo, first) >= 0) await forgetSnapshot(tx, snapshot);
}

async function readHead(tx: Tx): Promise<Head> {
  const head = await tx.objectStore('meta').get('head');
  return head?.name === 'head' ? { seq: head.seq, last: head.last } : EMPTY_HEAD;
}
const writeHead = (tx: Tx, head: Head) => tx.objectStore('meta').put({ name: 'head', ...head });

const readable = (stored: readonly StoredEvent[], { versions, migrations }: Reader): readonly LogEvent[] =>
  stored.flatMap((event) => upcast(event, versions, migrations) ?? []);

const keyOf = ({ at, origin, originSeq }: LogPlace): PlaceKey => [at.wall, at.count, origin, originSeq];

function rangeOf(after: Parameters<StoredLog['since']>[0], until: Instant | undefined): IDBKeyRange | null {
  const from = after === null ? null : 'at' in after ? keyOf(after) : ([after.wall, after.count + 1] as const);
  const isOpen = after !== null && 'at' in after;
  if (until === undefined) return from === null ? null : IDBKeyRange.lowerBound(from, isOpen);
  const to = [until + 1];
  if (from === null) return IDBKeyRange.upperBound(to, true);
  // Nothing lies between them: a range must not end before it begins.
  return indexedDB.cmp(from, to) >= 0 ? IDBKeyRange.only([]) : IDBKeyRange.bound(from, to, isOpen, true);
}
