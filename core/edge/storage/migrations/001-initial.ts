import type { DbMigration, ShopSchema } from '../schema.ts';

const PLACE = ['at.wall', 'at.count', 'origin', 'originSeq'];
const IDENTITY = ['origin', 'originSeq'];

export const initial: DbMigration<ShopSchema> = {
  to: 1,
  up(db) {
    const events = db.createObjectStore('events', { keyPath: PLACE });
    events.createIndex('identity', IDENTITY, { unique: true });
    events.createIndex('type', 'type');
    db.createObjectStore('aside', { keyPath: PLACE }).createIndex('identity', IDENTITY, { unique: true });
    db.createObjectStore('snapshots', {
      keyPath: ['upTo.at.wall', 'upTo.at.count', 'upTo.origin', 'upTo.originSeq', 'version'],
    });
    db.createObjectStore('days', { keyPath: ['day', 'sku'] });
    db.createObjectStore('meta', { keyPath: 'name' });
  },
};
