import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a write: it goes through; it never reaches the system; it is done, and its answer never comes back. */
export type WriteManner = 'through' | 'lost' | 'unanswered';

export type WritesProxy = {
  readonly url: string;
  /** Every write that came, in order: whether it was passed on. */
  readonly writes: { readonly passedOn: boolean }[];
  behave(manner: WriteManner): void;
  /** Resolves once a write has come that will have no answer, and, where it is passed on, the system has done it. */
  caught(): Promise<void>;
  close(): Promise<void>;
};

const HOP = new Set(['connection', 'content-length', 'host', 'transfer-encoding', 'content-encoding', 'keep-alive']);

/** Stands before a GraphQL system: reads always go through; mutations as the test wants, each of them counted. */
export async function startWritesProxy(target: string): Promise<WritesProxy> {
  let manner: WriteManner = 'through';
  const writes: { passedOn: boolean }[] = [];
  const hanging = new Set<ServerResponse>();
  let watchers: (() => void)[] = [];
  const hang = (response: ServerResponse): void => {
    hanging.add(response);
    response.on('close', () => hanging.delete(response));
    for (const watch of watchers) watch();
    watchers = [];
  };

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const now = body.includes('mutation') ? manner : 'through';
    if (body.includes('mutation')) writes.push({ passedOn: now !== 'lost' });
    if (now === 'lost') return hang(response);
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      HOP.has(name) || typeof value !== 'string' ? [] : [[name, value] as [string, string]],
    );
    const init = { method: request.method ?? 'GET', headers, ...(body.length > 0 ? { body } : {}) };
    const answer = await fetch(target, init).catch(() => null);
    if (answer === null) return void response.destroy();
    const text = await answer.text();
    if (now === 'unanswered') return hang(response);
    const kept = [...answer.headers].filter(([name]) => !HOP.has(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(text);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(target).pathname}`,
    writes,
    behave: (next) => {
      manner = next;
    },
    caught: () => (hanging.size > 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
