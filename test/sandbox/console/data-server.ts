import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type DataServer = {
  readonly url: string;
  /** What the page's own JSON says from the next answer on. */
  say(counts: { readonly sold: number; readonly clicks: number; readonly shown: number }): void;
  /** How often the page's data was asked for. */
  asked(): number;
  close(): Promise<void>;
};

/** No script but the page's own file, no style, no frame but its own. */
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'";

/**
 * A console page that abbreviates what it draws and has most of it exactly in its JSON: it fetches that as soon as its script
 * runs, through a `fetch` that it has wrapped itself, and asks by XMLHttpRequest when its button is clicked.
 */
export async function startDataConsole(key: string): Promise<DataServer> {
  let counts = { sold: 63, clicks: 18_812, shown: 120_400 };
  let asked = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const send = (type: string, body: string) =>
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': STRICT }).end(body);
    if (pathname === '/listings.json') {
      asked += 1;
      send('application/json', JSON.stringify({ data: { listings: [{ key, counts, price: 9 }], room: { viewers: 1_204 } } }));
    } else if (pathname === '/page.js') send('text/javascript', SCRIPT);
    else if (pathname === '/') send('text/html', html(key));
    else if (pathname === FRAMED) send('text/html', outer('src="/"'));
    else if (pathname === WRITTEN) send('text/html', outer(`srcdoc="${html(key).replaceAll('"', '&quot;')}"`));
    else missing(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say(next) {
      counts = next;
    },
    asked: () => asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
/** The same page in a frame of another that asks for nothing: at its address, or written into it. */
export const FRAMED = '/framed';
export const WRITTEN = '/written';
const outer = (frame: string) =>
  `<!doctype html><html lang="en"><title>LiveDesk</title><iframe ${frame} title="Desk" width="900" height="600"></iframe>`;
const missing = (response: ServerResponse) => response.writeHead(404).end();

const html = (key: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>LiveDesk</title><script src="/page.js"></script></head>
<body><div data-console-live="live"><span data-console-viewers>1.2k</span></div>
<ul data-console-list><li data-key="${key}" data-state="onSale"><b data-field="link">1</b>
<span data-field="title">Listing ${key}</span><i data-field="clicks">18.8k</i><i data-field="impressions">120k+</i><i data-field="cart">2.1k</i></li></ul>
<button id="again">Again</button><pre id="own"></pre></body></html>`;

/** What the page itself notes is what its own code saw: nothing of ours may change it. */
const SCRIPT = `
const own = { calls: [], answers: [], errors: [], name: fetch.name, text: Function.prototype.toString.call(fetch) };
addEventListener('error', ({ message }) => own.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => own.errors.push(String(reason)));
const first = window.fetch;
window.fetch = function (...args) { own.calls.push(String(args[0])); return first.apply(this, args); };
fetch('/listings.json').then((answer) => answer.json()).then((body) => own.answers.push(body.data.listings[0].counts.clicks));
fetch('/missing.json').then((answer) => own.answers.push(answer.status));
addEventListener('DOMContentLoaded', () => {
  document.getElementById('again').addEventListener('click', () => {
    const request = new XMLHttpRequest();
    request.responseType = 'json';
    request.addEventListener('load', () => own.answers.push(request.response.data.listings[0].counts.clicks));
    request.open('GET', '/listings.json');
    request.send();
  });
});
window.own = own;
`;
