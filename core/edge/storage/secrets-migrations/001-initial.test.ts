import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import type { SecretsSchema } from '../schema.ts';
import { initial } from './001-initial.ts';

it('keeps one secret for each source of each shop', async () => {
  const db = await openDB<SecretsSchema>('x', initial.to, { upgrade: (fresh) => initial.up(fresh) });
  await db.put('secrets', { shop: 'main', source: 'w', secret: { key: '1' } });
  await db.put('secrets', { shop: 'rehearsal', source: 'w', secret: { key: '2' } });
  await db.put('secrets', { shop: 'main', source: 'w', secret: { key: '3' } });
  expect((await db.getAll('secrets')).map(({ secret }) => secret.key)).toEqual(['3', '2']);
});
