import { describe, expect, test } from 'vitest';
import type { SourceId } from '../domain/ids.ts';
import { lazySecrets } from './lazy-secrets.ts';

function setUp() {
  const disk = new Map<SourceId, Readonly<Record<string, string>>>();
  const state = { refuses: false, opens: 0 };
  const or = <T>(value: T): Promise<T> => (state.refuses ? Promise.reject(new Error('refused')) : Promise.resolve(value));
  const secrets = lazySecrets(() => {
    state.opens += 1;
    return or({
      get: (source) => or(disk.get(source) ?? null),
      put: (source, secret) => or(null).then(() => void disk.set(source, secret)),
      remove: (source) => or(null).then(() => void disk.delete(source)),
      sources: () => or([...disk.keys()]),
    });
  });
  return { disk, state, secrets };
}

describe('secrets', () => {
  test('are opened once, when first asked for', async () => {
    const { secrets, state } = setUp();
    expect(state.opens).toBe(0);
    await secrets.put('a', { key: '1' });
    expect(await secrets.get('a')).toEqual({ key: '1' });
    expect(await secrets.get('b')).toBeNull();
    expect(state.opens).toBe(1);
  });
  test.each(['from the start', 'later'])(
    'that the disk refuses %s are kept for this life, and go to disk when it takes again',
    async (when) => {
      const { secrets, state, disk } = setUp();
      if (when === 'later') await secrets.put('a', { key: 'old' });
      state.refuses = true;
      await secrets.put('a', { key: 'new' });
      expect(await secrets.get('a')).toEqual({ key: 'new' });
      expect(await secrets.sources()).toEqual(['a']);
      expect(await secrets.get('b')).toBeNull();
      state.refuses = false;
      expect(await secrets.get('a')).toEqual({ key: 'new' });
      expect(disk.get('a')).toEqual({ key: 'new' });
    },
  );
  test('that cannot be taken from the disk are not said to be gone', async () => {
    const { secrets, state } = setUp();
    await secrets.put('a', { key: '1' });
    state.refuses = true;
    await expect(secrets.remove('a')).rejects.toThrow('refused');
  });
});
