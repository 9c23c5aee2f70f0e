import { afterEach, describe, expect, it } from 'vitest';
import { douyinBuyin } from '../../../core/edge/console/profiles/douyin-buyin.ts';
import { douyinFxg } from '../../../core/edge/console/profiles/douyin-fxg.ts';
import { type PlatformServer, startPlatform } from './server.ts';
import { type Clicked, PLATFORMS, type World } from './world.ts';

let server: PlatformServer | null = null;
afterEach(() => server?.close());

async function worlds(of: PlatformServer) {
  const stop = new AbortController();
  const stream = await fetch(`${of.origin}/world`, { signal: stop.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => JSON.parse((await reader?.read())?.value?.replace('data: ', '') ?? '{}') as World;
  return { next, stop };
}
const click = (of: PlatformServer, given: Partial<Clicked>) =>
  fetch(`${of.origin}/act`, {
    method: 'POST',
    body: JSON.stringify({ product: null, control: 'explain', label: '', trusted: true, act: null, ...given }),
  });

describe.each(PLATFORMS)('a server for %s', (platform) => {
  it('serves the page at the platform’s own path', async () => {
    server = await startPlatform(platform, { products: 3 });
    const page = await (await fetch(server.url)).text();
    expect(page).toContain('<div id="root">');
    expect((await fetch(`${server.origin}/page.js`)).headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${server.origin}/elsewhere`)).status).toBe(404);
  });

  it('explains one product at a time, some time after the click, and logs the clicks', async () => {
    server = await startPlatform(platform, { products: 3, answerMs: 20 });
    const [first, second] = server.products();
    const { next, stop } = await worlds(server);
    expect((await next()).pinned).toBeNull();
    await click(server, { product: first?.id ?? '', act: 'toggle' });
    expect(server.pinned()).toBeNull();
    expect((await next()).pinned).toBe(first?.id);
    await click(server, { product: second?.id ?? '', act: 'toggle', trusted: false });
    expect((await next()).pinned).toBe(second?.id);
    await click(server, { product: second?.id ?? '', act: 'toggle' });
    expect((await next()).pinned).toBeNull();
    expect(server.log().map(({ product, trusted }) => [product, trusted])).toEqual([
      [first?.id, true],
      [second?.id, false],
      [second?.id, true],
    ]);
    stop.abort();
  });
});

/** What stands at a dotted path. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((within, name) => (within as Record<string, unknown> | undefined)?.[name], value);

describe('Douyin’s server', () => {
  it.each([douyinBuyin, douyinFxg])('has all that $id declares of the page’s own data', async ({ data }) => {
    server = await startPlatform('douyin', { products: 2 });
    for (const { path, rows, key, fields, page = {} } of data) {
      const body: unknown = await (await fetch(server.origin + path)).json();
      const [row] = at(body, rows) as unknown[];
      expect(at(row, key)).toBe(server.products()[0]?.id);
      for (const declared of Object.values(fields)) expect(at(row, declared), declared).toBeDefined();
      for (const declared of Object.values(page)) expect(at(body, declared), declared).toBeDefined();
    }
  });

  it('answers with its own list, in the platform’s shape', async () => {
    server = await startPlatform('douyin', { products: [{ id: '3700000000000000009', stock: 7, code: 'A-1' }] });
    const answer = await fetch(`${server.origin}/api/anchor/livepc/promotions_v2?list_type=1`);
    expect(await answer.json()).toMatchObject({
      data: {
        room_id: '7600000000000000001',
        promotions: [{ promotion_id: '3700000000000000009', stock_num: 7, art_no: 'A-1', in_prompt: false }],
      },
    });
  });
});

it('tells an open page of what was done elsewhere, and of what has drifted', async () => {
  server = await startPlatform('taobao', { products: 3 });
  const { next, stop } = await worlds(server);
  const [first, second, third] = (await next()).products.map(({ id }) => id);
  server.order([third ?? '', first ?? '', second ?? '']);
  expect((await next()).products.map(({ id }) => id)).toEqual([third, first, second]);
  server.set((product) => ({ ...product, stock: 1 }));
  expect((await next()).products.map(({ stock }) => stock)).toEqual([1, 1, 1]);
  server.drift('label', 'modal');
  expect((await next()).drifts).toEqual(['label', 'modal']);
  server.live(false);
  expect((await next()).live).toBe(false);
  await click(server, { product: first ?? '', act: 'top' });
  expect((await next()).products[0]?.id).toBe(first);
  await click(server, { product: first ?? '', act: 'remove' });
  expect((await next()).products.map(({ id }) => id)).toEqual([third, second]);
  stop.abort();
});
