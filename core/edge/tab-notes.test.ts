import { expect, test } from 'vitest';
import { createTabNotes } from './tab-notes.ts';

function storage(kept: Record<string, unknown> = {}) {
  const reported: string[] = [];
  const area = { get: async () => ({ ...kept }), set: async (items: Record<string, unknown>) => void Object.assign(kept, items) };
  return { reported, open: () => createTabNotes('taught', area, (where) => reported.push(where)) };
}

test('what was noted of a tab is known to the worker’s next life, until the tab is gone', async () => {
  const { open } = storage();
  const one = open();
  await one.ready;
  one.note(7, 'https://a.example');
  one.note(8, 'https://b.example');
  one.forget(8);
  const next = open();
  await next.ready;
  expect([next.of(7), next.of(8)]).toEqual(['https://a.example', null]);
});

test('what is stored and is no note is left alone', async () => {
  const { open, reported } = storage({ taught: [[7, 1], 'x', [9, 'https://c.example']] });
  const notes = open();
  await notes.ready;
  expect([notes.of(7), notes.of(9)]).toEqual([null, 'https://c.example']);
  expect(reported).toEqual([]);
});
