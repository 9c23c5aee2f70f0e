import { expect, test, vi } from 'vitest';
import type { StartActing } from './act/acting.ts';

const code: StartActing = () => ({ take: () => {}, stop: () => {} });
/** Each script carries its own copy of the module: they meet in their world alone. */
async function copyOf() {
  vi.resetModules();
  return import('./on-demand.ts');
}

test('code that is injected later reaches everyone who waits for it, and who comes later has it at once', async () => {
  const [reader, injected] = [await copyOf(), await copyOf()];
  expect(injected).not.toBe(reader);
  const ask = vi.fn();
  const [one, two] = [reader.fetched('act', ask), reader.fetched('act', ask)];
  injected.bring('act', code);
  expect(await Promise.all([one, two])).toEqual([code, code]);
  expect(await reader.fetched('act', ask)).toBe(code);
  expect(ask).toHaveBeenCalledTimes(2);
  // The next version of the extension, in the same world: what is here is not its own.
  reader.emptyShelf();
  const anew = reader.fetched('act', ask);
  expect(ask).toHaveBeenCalledTimes(3);
  (await copyOf()).bring('act', code);
  expect(await anew).toBe(code);
});
