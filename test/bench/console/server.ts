import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { bundle } from '../../sandbox/bundle.ts';
import type { PageAsk } from './page.tsx';

export type BenchServer = {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  url(ask: PageAsk): string;
  close(): Promise<void>;
};

/** Serves the page, and the video that plays on it. */
export async function startBenchPage(video: Buffer): Promise<BenchServer> {
  const { script } = await bundle(join(import.meta.dirname, 'page.tsx'));
  const server = createServer(({ url = '/' }, response) => {
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
    const { pathname } = new URL(url, 'http://127.0.0.1');
    if (pathname === '/') send('text/html; charset=utf-8', HTML);
    else if (pathname === '/page.js') send('text/javascript; charset=utf-8', script);
    else if (pathname === '/video.webm') send('video/webm', video);
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: ({ rows, virtual, changes }) => `${origin}/?rows=${rows}&virtual=${virtual}&changes=${changes}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>LiveDesk</title><style>
html,body,#root{height:100%;margin:0;font:14px system-ui,sans-serif}
header{height:40px}main{display:flex;height:calc(100% - 40px)}aside{width:320px;overflow:hidden}video{width:320px;height:240px}
.list{flex:1;overflow:auto}.place{position:absolute;inset:0 0 auto 0}
.row{display:flex;gap:12px;height:84px;box-sizing:border-box;padding:8px;border-bottom:1px solid #ddd}
.number{width:48px}.picture{width:64px;background:#cde}.words{flex:1}.line{display:flex;gap:6px}.buttons{display:flex;gap:6px}
</style></head>
<body><div id="root"></div><script src="/page.js"></script></body>
</html>`;

const VIDEO_MS = 4_000;

/** A moving picture, recorded by the browser itself. Its clock is the browser's: it takes as long as it lasts. */
export async function recordVideo(context: BrowserContext | Browser): Promise<Buffer> {
  const page = await context.newPage();
  const bytes = await page.evaluate(async (ms) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const brush = canvas.getContext('2d');
    const draw = (at: number): void => {
      if (brush === null) return;
      brush.fillStyle = `hsl(${at / 20} 60% 60%)`;
      brush.fillRect(0, 0, 640, 480);
      brush.fillStyle = '#fff';
      for (let n = 0; n < 40; n += 1) brush.fillRect((at / 4 + n * 53) % 640, (n * 37) % 480, 24, 24);
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((done) => recorder.addEventListener('stop', done));
    recorder.start();
    setTimeout(() => recorder.stop(), ms);
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, VIDEO_MS);
  await page.close();
  return Buffer.from(bytes);
}
