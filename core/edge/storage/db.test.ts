import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../domain/event.ts';
import { connect } from './db.ts';
import { openLog } from './log.ts';
import type { DbMigration, SecretsSchema } from './schema.ts';

const options = { origin: 'here', clock: { now: () => 1_000 } };
const tick: Draft = {
  type: 'tick',
  actor: { name: '', origin: 'here', surface: 'worker' },
  body: { now: 1, intervalMs: 1, start: true },
};
const one: DbMigration<SecretsSchema> = {
  to: 1,
  up: (db) => void db.createObjectStore('secrets', { keyPath: ['shop', 'source'] }),
};
const two: DbMigration<SecretsSchema> = { to: 2, up: () => {} };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('storage that does not serve', () => {
  it('says refused where the browser opens no database', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    await expect(openLog('main', options)).rejects.toMatchObject({ name: 'StorageProblem', kind: 'refused' });
  });

  it('says full, writes nothing of that append, and goes on once there is room', async () => {
    const log = await openLog('main', options);
    await log.append([tick]);
    const heard: unknown[] = [];
    log.subscribe((events) => heard.push(...events), new AbortController().signal);
    const add = IDBObjectStore.prototype.add;
    let left = 1;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (left-- === 0) throw new DOMException('full', 'QuotaExceededError');
      return add.apply(this, args);
    });
    await expect(log.append([tick, tick, tick])).rejects.toMatchObject({ name: 'StorageProblem', kind: 'full' });
    expect(heard).toEqual([]);
    expect(await log.since(null)).toHaveLength(1);
    const [next] = await log.append([tick]);
    expect(next?.originSeq).toBe(2);
  });

  it('writes strictly', async () => {
    const log = await openLog('main', options);
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await log.append([tick]);
    expect(transaction).toHaveBeenCalledWith(expect.anything(), 'readwrite', { durability: 'strict' });
  });
});

describe('a connection', () => {
  it('makes way for a newer copy of us, and is then refused itself', async () => {
    const old = connect('x', [one]);
    await old.use();
    const updated = await connect('x', [one, two]).use();
    expect(updated.version).toBe(2);
    await expect(old.use()).rejects.toMatchObject({ kind: 'refused' });
  });

  it('runs only the migrations that are missing, in order', async () => {
    const ran: number[] = [];
    const noting = (migration: DbMigration<SecretsSchema>): DbMigration<SecretsSchema> => ({
      to: migration.to,
      up: (db) => {
        ran.push(migration.to);
        migration.up(db);
      },
    });
    const first = connect('x', [noting(one)]);
    await first.use();
    first.close();
    await connect('x', [noting(one), noting(two)]).use();
    expect(ran).toEqual([1, 2]);
  });

  it('says blocked where an old copy of us does not let go', async () => {
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('x', 1);
      request.onsuccess = () => resolve(request.result);
    });
    const next = connect('x', [one, two]);
    await expect(next.use()).rejects.toMatchObject({ kind: 'blocked' });
    stubborn.close();
  });

  it('opens again after it was closed', async () => {
    const connection = connect('x', [one]);
    await connection.use();
    connection.close();
    expect((await connection.use()).version).toBe(1);
  });
});
