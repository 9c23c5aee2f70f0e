import type { DBSchema } from 'idb';
import type { ShopId } from '../../domain/ids.ts';
import type { RecordedFile } from '../../domain/recorded.ts';
import type { ImportedRow, Imports } from '../../ports.ts';
import { connect } from './db.ts';
import { storageProblem } from './problem.ts';

interface ImportsSchema extends DBSchema {
  /** What the list shows; the files lie apart, so that it needs none of them. */
  rows: { key: [ShopId, string]; value: ImportedRow & { readonly shop: ShopId } };
  files: { key: [ShopId, string]; value: { readonly shop: ShopId; readonly stream: string; readonly file: RecordedFile } };
}

/** Recordings that came as files, in a database of their own: they are in no log, so in no fold and no lesson. */
export function openImports(shop: ShopId): Imports {
  const connection = connect<ImportsSchema>('stockcue.imports', [
    {
      to: 1,
      up(db) {
        db.createObjectStore('rows', { keyPath: ['shop', 'stream'] });
        db.createObjectStore('files', { keyPath: ['shop', 'stream'] });
      },
    },
  ]);
  const using = <T>(work: (db: Awaited<ReturnType<typeof connection.use>>) => Promise<T>) =>
    connection
      .use()
      .then(work)
      .catch((cause: unknown) => {
        throw storageProblem(cause);
      });
  return {
    list: () =>
      using(async (db) => {
        const all = await db.getAll('rows');
        return all.filter((row) => row.shop === shop).map(({ shop: _, ...row }) => row);
      }),
    get: (stream) => using(async (db) => (await db.get('files', [shop, stream]))?.file ?? null),
    put: (row, file) =>
      using(async (db) => {
        const tx = db.transaction(['rows', 'files'], 'readwrite', { durability: 'strict' });
        await Promise.all([
          tx.objectStore('rows').put({ ...row, bytes: JSON.stringify(file).length, shop }),
          tx.objectStore('files').put({ shop, stream: row.stream, file }),
          tx.done,
        ]);
      }),
    remove: (stream) =>
      using(async (db) => {
        const tx = db.transaction(['rows', 'files'], 'readwrite', { durability: 'strict' });
        await Promise.all([
          tx.objectStore('rows').delete([shop, stream]),
          tx.objectStore('files').delete([shop, stream]),
          tx.done,
        ]);
      }),
  };
}
