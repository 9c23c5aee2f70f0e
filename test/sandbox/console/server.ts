import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ConsoleRow, ConsoleWorld } from '../../../components/practice/console-world.ts';
import { type Bundle, bundle } from '../bundle.ts';
import type { PageConfig } from './page.ts';
import { consoleRow, HOSTILE } from './rows.ts';

export type ConsoleOptions = {
  /** The page's listings: so many made up, or one for each of these. `{ key, title, ... }`; a Vendure SKU as key is mapped by itself. */
  readonly listings?: number | readonly Partial<ConsoleRow>[];
  /** The first rows bear hostile names. */
  readonly hostile?: boolean;
  /** `noFrames`: `Content-Security-Policy: frame-src 'none'`; `isolated`: COOP and COEP, cross-origin isolated. */
  readonly headers?: 'plain' | 'noFrames' | 'isolated';
  /** The page takes away every element that it has not made itself. */
  readonly removes?: boolean;
  /** The page embeds this address itself, with a nonce that it made up: the panel's, to show an empty box. */
  readonly embeds?: string;
  /** A script of the page's own, run after the console is drawn: a page may do whatever it likes. */
  readonly script?: string;
  readonly language?: 'en' | 'zh';
  readonly live?: ConsoleWorld['live'];
  readonly viewers?: number;
};
/** What `set` takes: other rows altogether, or a change of each. */
export type RowChange = readonly ConsoleRow[] | ((row: ConsoleRow) => ConsoleRow);
export type PracticeServer = {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  rows(): readonly ConsoleRow[];
  /** The page shows it as soon as it hears of it. */
  set(change: RowChange): void;
  world(change: Partial<Omit<ConsoleWorld, 'rows'>>): void;
  /** What serves next: another variant of the page at the same address. */
  serve(change: Partial<ConsoleOptions>): void;
  close(): Promise<void>;
};

const HEADERS: Readonly<Record<NonNullable<ConsoleOptions['headers']>, Readonly<Record<string, string>>>> = {
  plain: {},
  noFrames: { 'Content-Security-Policy': "frame-src 'none'" },
  isolated: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
};

/** Serves the practice console on 127.0.0.1 as a platform's page, for tests in real browsers. */
export async function startConsole(given: ConsoleOptions = {}): Promise<PracticeServer> {
  const page = await bundle(join(import.meta.dirname, 'page.ts'));
  let options = given;
  let world = firstWorld(options);
  const listeners = new Set<ServerResponse>();
  const tell = () => {
    for (const listener of listeners) listener.write(event(world));
  };
  const put = (next: ConsoleWorld) => {
    world = next;
    tell();
  };
  const server = createServer((request, response) => {
    if (request.url === '/world') return listen(request, response);
    if (request.method === 'POST' && request.url === '/pin') return void pin(request, response);
    answer(request, response, page, options);
  });
  function listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(event(world));
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  }
  async function pin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let key = '';
    for await (const part of request) key += String(part);
    put({ ...world, rows: world.rows.map((row) => ({ ...row, pinned: row.key === key })) });
    response.writeHead(204).end();
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rows: () => world.rows,
    set: (change) => put({ ...world, rows: typeof change === 'function' ? world.rows.map(change) : change }),
    world: (change) => put({ ...world, ...change }),
    serve(change) {
      options = { ...options, ...change };
    },
    close: () =>
      new Promise((done) => {
        for (const listener of listeners) listener.end();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const event = (world: ConsoleWorld): string => `data: ${JSON.stringify(world)}\n\n`;

function firstWorld({ listings = 12, hostile = false, live = 'live', viewers = 1_250 }: ConsoleOptions): ConsoleWorld {
  const plain = typeof listings === 'number' ? Array.from({ length: listings }, (_, n) => consoleRow(n)) : listings.map(rowFrom);
  const rows = hostile ? plain.map((row, n) => ({ ...row, title: HOSTILE[n] ?? row.title })) : plain;
  const said = hostile ? HOSTILE.map((text, id) => ({ id, who: text.slice(0, 40), text })) : [];
  return { live, viewers, comments: 0, rows, said, liveMs: 0 };
}
const rowFrom = (given: Partial<ConsoleRow>, index: number): ConsoleRow => consoleRow(index, given);

function answer(request: IncomingMessage, response: ServerResponse, page: Bundle, options: ConsoleOptions): void {
  const send = (type: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store', ...headers }).end(body);
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  if (path === '/page.js') send('text/javascript', page.script);
  else if (path === '/page.css') send('text/css', page.style);
  else if (path === '/') send('text/html', html(options), HEADERS[options.headers ?? 'plain']);
  else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
}

function html({ language = 'en', removes = false, embeds, script = '' }: ConsoleOptions): string {
  const config: PageConfig = { language, removes, embeds: embeds ?? null };
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>LiveDesk</title><link rel="stylesheet" href="/page.css">
<style>html,body{height:100%;margin:0}#root{height:100vh}</style></head>
<body><div id="root"></div>
<script type="application/json" id="config">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<script src="/page.js"></script><script>${script}</script></body>
</html>`;
}
