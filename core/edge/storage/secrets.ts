import type { ShopId, SourceId } from '../../domain/ids.ts';
import type { Secrets } from '../../ports.ts';
import { secretsDatabase } from './db.ts';
import { storageProblem } from './problem.ts';

/** `sources`: which sources have a secret, for the options page to say so without seeing one. */
export type StoredSecrets = Secrets & { sources(): Promise<readonly SourceId[]> };

/** The secrets of one shop, in the extension's own database. Rejects with a StorageProblem, here and in every call. */
export async function openSecrets(shop: ShopId): Promise<StoredSecrets> {
  const connection = secretsDatabase();
  await connection.use();
  const database = () => connection.use();
  const sorted = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause) => {
      throw storageProblem(cause);
    });
  return {
    get: (source) => sorted(database().then(async (db) => (await db.get('secrets', [shop, source]))?.secret ?? null)),
    put: (source, secret) =>
      sorted(
        database().then(async (db) => {
          const tx = db.transaction('secrets', 'readwrite', { durability: 'strict' });
          await Promise.all([tx.store.put({ shop, source, secret }), tx.done]);
        }),
      ),
    remove: (source) => sorted(database().then((db) => db.delete('secrets', [shop, source]))),
    sources: () =>
      sorted(
        database().then(async (db) => {
          const keys = await db.getAllKeys('secrets', IDBKeyRange.bound([shop], [shop, []]));
          return keys.map(([, source]) => source);
        }),
      ),
  };
}
