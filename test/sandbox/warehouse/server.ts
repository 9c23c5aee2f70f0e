import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A warehouse that answers JSON, and misbehaves on demand: for the generic JSON source in end-to-end tests.
 * Every answer is logged with its time, so that a test counts polls instead of sleeping.
 */
export type Manner =
  | { readonly kind: 'well' }
  /** Every answer waits until `let()` is called. */
  | { readonly kind: 'held' }
  | { readonly kind: 'malformed' }
  /** Says more bytes than it sends, then hangs up. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'broken' }
  /** HTTP 200 with an error inside. */
  | { readonly kind: 'errorInside'; readonly message: string };

export type Level = {
  readonly sku: string;
  readonly warehouse: string;
  readonly sellable: number | string;
  readonly title?: string;
};

export type Warehouse = {
  readonly url: string;
  /** One line an answer. */
  readonly log: { readonly askedAt: number; readonly at: number; readonly status: number }[];
  set(levels: readonly Level[]): void;
  change(sku: string, warehouse: string, sellable: number): void;
  behave(manner: Manner): void;
  /** Lets one held answer go. */
  let(): void;
  /** Resolves when `count` more answers have been given. */
  answered(count: number): Promise<void>;
  /** Resolves when a held request is waiting. */
  waiting(): Promise<void>;
  close(): Promise<void>;
};

export type WarehouseOptions = { readonly key?: string; readonly levels?: readonly Level[]; readonly port?: number };

const KEY_HEADER = 'x-api-key';

export async function startWarehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
  let levels = [...(options.levels ?? [])];
  let manner: Manner = { kind: 'well' };
  const held: (() => void)[] = [];
  const log: { askedAt: number; at: number; status: number }[] = [];
  const askedAt = new WeakMap<ServerResponse, number>();
  const note = (response: ServerResponse, status: number): void => {
    log.push({ askedAt: askedAt.get(response) ?? Number.NaN, at: Date.now(), status });
    tellWatchers();
  };
  let watchers: (() => void)[] = [];
  const tellWatchers = (): void => {
    for (const watch of watchers) watch();
  };

  /** Resolves once `true`; asked again after each request and each answer. */
  const until = (reached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watch = (): void => {
        if (!reached()) return;
        watchers = watchers.filter((one) => one !== watch);
        resolve();
      };
      watchers.push(watch);
      watch();
    });

  const send = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
    note(response, status);
  };
  const body = (): string => JSON.stringify({ data: levels });

  const misbehave: { [K in Manner['kind']]: (response: ServerResponse, now: Extract<Manner, { kind: K }>) => void } = {
    well: (response) => send(response, 200, body()),
    held: (response) => {
      held.push(() => send(response, 200, body()));
      tellWatchers();
    },
    malformed: (response) => send(response, 200, body().slice(0, -7)),
    truncated: (response) => {
      const text = body();
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      note(response, 0);
    },
    throttled: (response, now) =>
      send(response, 429, '{"message":"slow down"}', { 'retry-after': String(now.retryAfterSeconds) }),
    broken: (response) => send(response, 500, '{"message":"internal"}'),
    errorInside: (response, now) => send(response, 200, JSON.stringify({ error: now.message })),
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    askedAt.set(response, Date.now());
    if (options.key !== undefined && request.headers[KEY_HEADER] !== options.key) {
      send(response, 401, '{"message":"unauthorised"}');
      return;
    }
    const act = misbehave[manner.kind] as (response: ServerResponse, now: Manner) => void;
    act(response, manner);
  };

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/stock`,
    log,
    set: (next) => {
      levels = [...next];
    },
    change: (sku, warehouse, sellable) => {
      levels = levels.map((level) => (level.sku === sku && level.warehouse === warehouse ? { ...level, sellable } : level));
    },
    behave: (next) => {
      manner = next;
    },
    let: () => held.shift()?.(),
    answered: (count) => {
      const target = log.length + count;
      return until(() => log.length >= target);
    },
    waiting: () => until(() => held.length > 0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
