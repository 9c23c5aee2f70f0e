import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ShopId } from '../../domain/ids.ts';
import { initial as shopInitial } from './migrations/001-initial.ts';
import { StorageProblem, storageProblem } from './problem.ts';
import type { DbMigration, SecretsSchema, ShopSchema } from './schema.ts';
import { initial as secretsInitial } from './secrets-migrations/001-initial.ts';

/** A database that opens itself again after the browser, or an upgrade elsewhere, has closed it. */
export type Connection<S extends DBSchema> = {
  /** Rejects with a StorageProblem. */
  use(): Promise<IDBPDatabase<S>>;
  close(): void;
};

const SHOP: readonly DbMigration<ShopSchema>[] = [shopInitial];
const SECRETS: readonly DbMigration<SecretsSchema>[] = [secretsInitial];

export const shopDatabase = (shop: ShopId): Connection<ShopSchema> => connect(`stockcue.${shop}`, SHOP);
export const secretsDatabase = (): Connection<SecretsSchema> => connect('stockcue.secrets', SECRETS);

/** Exported for the tests of the connection itself. */
export function connect<S extends DBSchema>(name: string, migrations: readonly DbMigration<S>[]): Connection<S> {
  let open: Promise<IDBPDatabase<S>> | null = null;
  const forget = () => {
    open = null;
  };
  const close = () => {
    const closing = open;
    forget();
    closing?.then(
      (db) => db.close(),
      () => {},
    );
  };
  const use = () => {
    open ??= openMigrated(name, migrations, close, forget).catch((cause) => {
      forget();
      throw storageProblem(cause);
    });
    return open;
  };
  return { use, close };
}

function openMigrated<S extends DBSchema>(
  name: string,
  migrations: readonly DbMigration<S>[],
  close: () => void,
  forget: () => void,
): Promise<IDBPDatabase<S>> {
  return new Promise((resolve, reject) => {
    let blocked = false;
    openDB<S>(name, migrations.length, {
      upgrade(db, from) {
        for (const migration of migrations) if (migration.to > from) migration.up(db);
      },
      blocked() {
        blocked = true;
        reject(new StorageProblem('blocked'));
      },
      // A newer copy of us wants to upgrade: let it.
      blocking: close,
      terminated: forget,
    }).then((db) => (blocked ? db.close() : resolve(db)), reject);
  });
}
