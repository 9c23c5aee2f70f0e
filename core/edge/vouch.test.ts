import { expect, test } from 'vitest';
import { nameDocument, vouchedFor } from './vouch.ts';

const nameless = 'chrome-extension://us/panel.html?surface=sidePanel';
const documentUrl = `${nameless}&document=0f4c`;
const asking = (...contexts: { frameId: number; documentUrl?: string }[]) => ({ getContexts: async () => contexts });

test('a side panel is vouched for by the name in its address', async () => {
  expect(await vouchedFor(asking({ frameId: 0, documentUrl }), '0f4c')).toBe(true);
});

test.each([
  ['another side panel is open', asking({ frameId: 0, documentUrl }), '0f4d'],
  ['it is a frame in one', asking({ frameId: 3, documentUrl }), '0f4c'],
  ['it gives no name', asking({ frameId: 0, documentUrl: nameless }, { frameId: 0 }), null],
  ['its name is empty', asking({ frameId: 0, documentUrl: `${nameless}&document=` }), ''],
  ['the browser knows of none', asking(), '0f4c'],
  ['the browser cannot say', {}, '0f4c'],
])('nobody vouches where %s', async (_why, runtime, name) => {
  expect(await vouchedFor(runtime, name)).toBe(false);
});

test('a document is named without another page of history, and keeps its address', () => {
  const replaced: unknown[] = [];
  const history = { replaceState: (...args: unknown[]) => void replaced.push(args) };
  nameDocument({ href: nameless }, history, '0f4c');
  expect(replaced).toEqual([[null, '', documentUrl]]);
});
