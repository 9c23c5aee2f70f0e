// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { practice } from './profiles/practice.ts';
import type { TeachDeps } from './teach/teach.ts';
import { createTeachDesk } from './teach-desk.ts';

const flush = () => new Promise<void>((done) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(done))));

function desk(load: () => Promise<(deps: TeachDeps) => Promise<void>>) {
  const off = new AbortController();
  const given = createTeachDesk({
    document,
    language: 'en',
    load,
    known: () => practice,
    taught: () => {},
    signal: off.signal,
  });
  return { ...given, off };
}

test('brings teach mode when it is first wanted, with how the page is read now, and ends it', async () => {
  const begun: TeachDeps[] = [];
  let loads = 0;
  const { turn } = desk(async () => {
    loads += 1;
    return async (deps) => void begun.push(deps);
  });
  expect(loads).toBe(0);
  turn(true);
  await flush();
  expect(begun[0]?.known).toEqual(practice);
  expect(begun[0]?.signal.aborted).toBe(false);
  turn(false);
  expect(begun[0]?.signal.aborted).toBe(true);
});

test('asked for again it begins anew: one card, not two', async () => {
  const begun: TeachDeps[] = [];
  const { turn } = desk(async () => async (deps) => void begun.push(deps));
  turn(true);
  await flush();
  turn(true);
  await flush();
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

test('thought better of while its code is on the way, or with the page gone, it does not begin', async () => {
  const begun: TeachDeps[] = [];
  let arrive: (start: (deps: TeachDeps) => Promise<void>) => void = () => {};
  const { turn, off } = desk(() => new Promise((resolve) => (arrive = resolve)));
  turn(true);
  turn(false);
  arrive(async (deps) => void begun.push(deps));
  await flush();
  turn(true);
  off.abort();
  arrive(async (deps) => void begun.push(deps));
  await flush();
  expect(begun).toEqual([]);
});
