import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, faulty } from './faults.ts';
import { createPlatform, type Platform, type Write } from './platform.ts';

export type PlatformServer = {
  /** Its Admin API, as the Vendure connector asks it. */
  readonly url: string;
  readonly platform: Platform;
  /** What becomes of the next write to this SKU. */
  fault(sku: string, fault: Fault): void;
  /** Answers to writes of this SKU are held, after they were committed. Resolves once one is. */
  hold(sku: string): Promise<void>;
  /** Answers to reads of this SKU alone are held. Resolves once one is. */
  holdReads(sku: string): Promise<void>;
  /** Lets go of everything: what is held stays unanswered, what comes is answered. */
  letGo(sku: string): void;
  close(): Promise<void>;
};

type Asked = { readonly query: string; readonly variables: { readonly o?: ListOptions; readonly i?: Write } };
type ListOptions = {
  readonly take?: number;
  readonly skip?: number;
  readonly filter?: { readonly id?: { readonly eq?: string } };
};

/**
 * A platform in the shape of Vendure's Admin API that keeps a ledger of its own: every write that it committed, once
 * for each time that it did. It can be slow, silent and broken in every way that a network can.
 */
export async function startPlatform(skus: readonly string[], onHand: number): Promise<PlatformServer> {
  const platform = createPlatform(skus, onHand);
  const faults = new Map<string, Fault[]>();
  const held = new Map<string, () => void>();
  const heldReads = new Map<string, () => void>();

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse(await textOf(request)) as Asked;
    const key = String(request.headers['idempotency-key']);
    if (query.includes('mutation')) return write(variables.i ?? { id: '' }, key, response);
    // It sells by its levels alone.
    if (query.includes('orders(')) return refuse(response, 'FORBIDDEN');
    const { take = 1_000, skip = 0, filter } = variables.o ?? {};
    const one = filter?.id?.eq;
    const sku = one === undefined ? undefined : platform.skuOf(one);
    const tell = sku === undefined ? undefined : heldReads.get(sku);
    if (tell === undefined) answer(response, { productVariants: platform.page(one, skip, take) });
    else tell();
  }
  function write(given: Write, key: string, response: ServerResponse): void {
    const sku = platform.skuOf(given.id);
    if (sku === undefined) {
      refuse(response, 'ENTITY_NOT_FOUND');
      return;
    }
    platform.received(sku, key);
    const commit = () => platform.commit(sku, key, given);
    const fault = faults.get(sku)?.shift();
    if (fault !== undefined) {
      faulty(fault, response, commit, () => answer(response, platform.updated(sku)));
      return;
    }
    commit();
    const tell = held.get(sku);
    if (tell === undefined) answer(response, platform.updated(sku));
    else tell();
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const waitIn = (waiting: Map<string, () => void>, sku: string) =>
    new Promise<void>((resolve) => {
      waiting.set(sku, resolve);
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin-api`,
    platform,
    fault: (sku, fault) => void faults.set(sku, [...(faults.get(sku) ?? []), fault]),
    hold: (sku) => waitIn(held, sku),
    holdReads: (sku) => waitIn(heldReads, sku),
    letGo(sku) {
      held.delete(sku);
      heldReads.delete(sku);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, data: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
}

/** As Vendure says that there is no such variant, or that this key may not do it. */
function refuse(response: ServerResponse, code: 'ENTITY_NOT_FOUND' | 'FORBIDDEN'): void {
  const errors = [{ message: 'Not so', extensions: { code } }];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors, data: null }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
