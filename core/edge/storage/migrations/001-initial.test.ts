import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import type { ShopSchema } from '../schema.ts';
import { initial } from './001-initial.ts';

it('lays down the stores of a shop, with log order as key order and one event for one identity', async () => {
  const db = await openDB<ShopSchema>('x', initial.to, { upgrade: (fresh) => initial.up(fresh) });
  expect([...db.objectStoreNames]).toEqual(['aside', 'days', 'events', 'meta', 'snapshots']);
  const event = { id: 'e', v: 1, type: 'tick', shopId: 'main', origin: 'o', originSeq: 1, actor: null, body: null };
  await db.add('events', { ...event, at: { wall: 2, count: 0 } });
  await db.add('events', { ...event, originSeq: 2, at: { wall: 1, count: 9 } });
  expect((await db.getAll('events')).map(({ originSeq }) => originSeq)).toEqual([2, 1]);
  await expect(db.add('events', { ...event, at: { wall: 3, count: 0 } })).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await db.getAllFromIndex('events', 'type', 'tick')).toHaveLength(2);
});
