import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import { BUILDS } from './pages.ts';

export type TaughtPages = { readonly url: string; close(): void };

/** Serves the pages that are to be taught. */
export async function startTaughtPages(): Promise<TaughtPages> {
  const parts = new Map<string, string>();
  for (const { path, html, inner, entry } of BUILDS) {
    parts.set(path, html);
    if (inner !== undefined) parts.set(`${path}-inner`, inner);
    if (entry !== undefined) parts.set(`${path}.js`, (await bundle(join(import.meta.dirname, entry))).script);
  }
  const server = createServer(({ url = '' }, response) => {
    const found = parts.get(url.split('?')[0] ?? '');
    const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` }).end(found);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
