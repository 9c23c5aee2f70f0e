import type { DbMigration, SecretsSchema } from '../schema.ts';

export const initial: DbMigration<SecretsSchema> = {
  to: 1,
  up(db) {
    db.createObjectStore('secrets', { keyPath: ['shop', 'source'] });
  },
};
