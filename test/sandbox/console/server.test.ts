import { afterEach, expect, test } from 'vitest';
import { type PracticeServer, startConsole } from './server.ts';

let server: PracticeServer | null = null;
afterEach(() => server?.close());

const head = async (path: string) => {
  const answer = await fetch(`${server?.url}${path}`);
  return { answer, text: await answer.text() };
};

test('serves the page, its script and its style, and nothing else', async () => {
  server = await startConsole();
  expect((await head('/')).text).toContain('<div id="root">');
  expect((await head('/page.js')).text).toContain('data-console-list');
  expect((await head('/page.css')).text).toContain('.pc-row');
  expect((await head('/else')).answer.status).toBe(404);
});

test.each([
  ['noFrames', 'content-security-policy', "frame-src 'none'"],
  ['isolated', 'cross-origin-embedder-policy', 'require-corp'],
] as const)('says so in its headers where it is %s', async (headers, name, value) => {
  server = await startConsole({ headers });
  expect((await head('/')).answer.headers.get(name)).toBe(value);
});

test('tells an open page of every change, pins included', async () => {
  server = await startConsole({ listings: [{ key: 'VENDURE-SKU-1' }, { key: 'VENDURE-SKU-2', sellable: 3 }] });
  const stop = new AbortController();
  const stream = await fetch(`${server.url}/world`, { signal: stop.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => JSON.parse((await reader?.read())?.value?.replace('data: ', '') ?? '{}');
  expect((await next()).rows.map(({ key }: { key: string }) => key)).toEqual(['VENDURE-SKU-1', 'VENDURE-SKU-2']);
  server.set((row) => ({ ...row, sellable: row.sellable - 1 }));
  expect((await next()).rows[1].sellable).toBe(2);
  await fetch(`${server.url}/pin`, { method: 'POST', body: 'VENDURE-SKU-2' });
  expect((await next()).rows.map(({ pinned }: { pinned: boolean }) => pinned)).toEqual([false, true]);
  stop.abort();
});

test('has up to 400 listings, each with a key of its own', async () => {
  server = await startConsole({ listings: 400, hostile: true });
  expect(new Set(server.rows().map(({ key }) => key)).size).toBe(400);
  expect(server.rows()[0]?.title).toContain('<img');
});

test('runs a script of the page’s own after the console is drawn, and none unless asked', async () => {
  server = await startConsole();
  expect((await head('/')).text).toContain('<script src="/page.js"></script><script></script>');
  server.serve({ script: 'document.documentElement.dataset.own = 1' });
  expect((await head('/')).text).toContain(
    '<script src="/page.js"></script><script>document.documentElement.dataset.own = 1</script>',
  );
});
