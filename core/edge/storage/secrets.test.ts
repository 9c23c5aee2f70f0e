import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { openSecrets } from './secrets.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

it('keeps, replaces and removes the secret of a source', async () => {
  const secrets = await openSecrets('main');
  expect(await secrets.get('w')).toBeNull();
  await secrets.put('w', { apiKey: 'old' });
  await secrets.put('w', { apiKey: 'new' });
  expect(await (await openSecrets('main')).get('w')).toEqual({ apiKey: 'new' });
  await secrets.remove('w');
  expect(await secrets.get('w')).toBeNull();
});

it('never shows one shop the secrets of another', async () => {
  const main = await openSecrets('main');
  const other = await openSecrets('main2');
  await main.put('w', { apiKey: 'a' });
  await main.put('v', { apiKey: 'b' });
  await other.put('u', { apiKey: 'c' });
  expect(await other.get('w')).toBeNull();
  expect(await main.sources()).toEqual(['v', 'w']);
  expect(await other.sources()).toEqual(['u']);
});
