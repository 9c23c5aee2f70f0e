import type { BrowserContext, Page, Worker } from 'playwright-core';

/** One message between contexts of the extension, as JSON. */
export type Said = { readonly way: 'call' | 'answer' | 'post' | 'heard'; readonly text: string };

type Port = {
  readonly name: string;
  postMessage(message: unknown): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
};
type Runtime = {
  readonly onConnect: { addListener(listener: (port: Port) => void): void };
  sendMessage(message: unknown, ...more: unknown[]): Promise<unknown>;
  connect(...how: unknown[]): Port;
};
type Root = { chrome: { runtime: Runtime }; browser?: { runtime: Runtime }; heardByRecorder(way: string, text: string): void };

/**
 * Writes down every message that pages and frames of the extension send or get from now on, each call and its answer, each
 * post on a port in both directions. What content scripts say is written down at the worker's end (`recordConsolePorts`).
 */
export async function recordMessages(context: BrowserContext, said: Said[]): Promise<void> {
  await context.exposeBinding('heardByRecorder', (_source, way: Said['way'], text: string) => void said.push({ way, text }));
  await context.addInitScript(() => {
    if (location.protocol !== 'chrome-extension:') return;
    const root = globalThis as unknown as Root;
    const note = (way: string, message: unknown) => root.heardByRecorder(way, JSON.stringify(message) ?? '');
    for (const runtime of new Set([root.chrome.runtime, root.browser?.runtime ?? root.chrome.runtime])) {
      const send = runtime.sendMessage.bind(runtime);
      const connect = runtime.connect.bind(runtime);
      runtime.sendMessage = (message, ...more) => {
        note('call', message);
        const [last] = more.slice(-1);
        if (typeof last !== 'function') {
          const answer = send(message, ...more);
          answer.then(
            (it) => note('answer', it),
            () => {},
          );
          return answer;
        }
        const heard = (it: unknown) => {
          note('answer', it);
          (last as (it: unknown) => void)(it);
        };
        return send(message, ...more.slice(0, -1), heard);
      };
      runtime.connect = (...how) => {
        const port = connect(...how);
        const post = port.postMessage.bind(port);
        port.postMessage = (message) => {
          note('post', message);
          post(message);
        };
        port.onMessage.addListener((message) => note('heard', message));
        return port;
      };
    }
  });
}

/** Writes down what content scripts and the worker say to each other from now on; answers with it when asked. */
export async function recordConsolePorts(worker: Worker): Promise<() => Promise<readonly string[]>> {
  await worker.evaluate(() => {
    const root = globalThis as unknown as Root & { consoleSaid: string[] };
    root.consoleSaid = [];
    root.chrome.runtime.onConnect.addListener((port) => {
      const post = port.postMessage.bind(port);
      port.postMessage = (message) => {
        root.consoleSaid.push(JSON.stringify(message) ?? '');
        post(message);
      };
      port.onMessage.addListener((message) => root.consoleSaid.push(JSON.stringify(message) ?? ''));
    });
  });
  return () => worker.evaluate(() => (globalThis as unknown as { consoleSaid: string[] }).consoleSaid);
}

/** Everything that the extension keeps, by where it keeps it. */
export const keptIn = (page: Page): Promise<readonly (readonly [where: string, text: string])[]> =>
  page.evaluate(async () => {
    const { storage } = (
      globalThis as unknown as { chrome: { storage: Record<'local' | 'session', { get(all: null): Promise<unknown> }> } }
    ).chrome;
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: [string, string][] = [];
    for (const area of ['local', 'session'] as const) found.push([area, JSON.stringify(await storage[area].get(null))]);
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      for (const store of [...db.objectStoreNames]) {
        const rows = await asked(db.transaction(store).objectStore(store).getAll());
        found.push([name, JSON.stringify(rows)]);
      }
      db.close();
    }
    return found;
  });
