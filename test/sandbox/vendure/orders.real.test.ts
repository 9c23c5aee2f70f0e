import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendure as connector } from '../../../core/edge/source/vendure.ts';
import type { Source } from '../../../core/ports.ts';
import { type FoldedShop, foldedShop } from '../../builders/folded-shop.ts';
import { startVendure, type Vendure } from './vendure.ts';

const [LAX, FRA, BHX] = ['US-LAX-01', 'DE-FRA-01', 'GB-BHX-01'] as const;
/** So little in each place that larger orders are split. */
const SMALL = { [LAX]: 5, [FRA]: 5, [BHX]: 4 };
const LARGE = { [LAX]: 60, [FRA]: 0, [BHX]: 0 };

describe('what a real Vendure sold', { timeout: 180_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-vendure-orders-'));
  const { signal } = new AbortController();
  let vendure: Vendure;
  let shop: FoldedShop;
  const asked: string[] = [];
  const watched: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const query = await request.clone().text();
    const answer = await fetch(request);
    if (query.includes('orderPlacedAt')) asked.push(await answer.clone().text());
    return answer;
  };
  const open = (apiKey: string): Source =>
    connector.open(
      { id: 'v', connector: 'vendure', name: 'V', role: 'both', address: vendure.adminApi, options: {}, lagMinutes: 0 },
      { apiKey },
      { fetch: watched, timeoutMs: 20_000, clock: { now: () => Date.now(), wake: () => {} } },
    );
  beforeAll(async () => {
    vendure = await startVendure(data);
  });
  afterAll(async () => {
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });

  async function stocked(sku: string, onHand: Readonly<Record<string, number>>, apiKey = vendure.apiKey): Promise<void> {
    await vendure.write(sku, {}, onHand);
    shop = await foldedShop(open(apiKey), 'vendure');
    await shop.poll();
  }
  async function agree(sku: string): Promise<void> {
    await shop.poll();
    const ordered = await vendure.ordered(sku);
    const left = await vendure.available(sku);
    const { available, channelWithheld } = shop.stock(sku);
    expect({
      net: shop.sold(sku),
      kind: shop.sales(sku).kind,
      provisional: shop.sales(sku).provisional,
      today: shop.today(sku),
    }).toEqual({
      net: ordered,
      kind: 'orders',
      provisional: 0,
      today: ordered,
    });
    expect((available ?? 0) - channelWithheld).toBe(left);
  }
  const then = async (sku: string, work: Promise<unknown>) => {
    await work;
    await agree(sku);
  };
  const taken = async (sku: string) => (await vendure.levels(sku)).reduce((sum, { allocated }) => sum + allocated, 0);

  it('is what was ordered, though an order over two places takes more: nine are nine', async () => {
    const sku = 'FS01-S';
    await stocked(sku, SMALL);
    await then(sku, vendure.buy(sku, 9));
    expect([shop.sold(sku), await taken(sku)]).toEqual([9, 10]);
    for (const units of [1, 2, 1]) await then(sku, vendure.buy(sku, units));
    expect(shop.sold(sku)).toBe(13);
  });

  it('through limit, release, pause and undo, with orders split, cancelled and shipped in between', async () => {
    const sku = 'FS01-M';
    await stocked(sku, SMALL);
    const run = async (...wish: Parameters<FoldedShop['run']>) => {
      const { id, say } = await shop.run(...wish);
      expect(say).toBeNull();
      await agree(sku);
      return id;
    };
    await then(sku, vendure.buy(sku, 2));
    const limit = await run('limit', sku, 7);
    await then(sku, vendure.buy(sku, 6));
    await then(sku, vendure.cancel(sku, 2));
    await run('release', sku, 3);
    await then(sku, vendure.buy(sku, 3));
    await run('pause', sku);
    expect((await vendure.buy(sku, 1)).ok).toBe(false);
    await then(sku, vendure.cancel(sku, 3));
    await run('resume', sku);
    await then(sku, vendure.fulfil(sku));
    await then(sku, vendure.buy(sku, 1));
    await run('restore', sku, null, limit);
    await then(sku, vendure.buy(sku, 1));
    expect(shop.sales(sku)).toMatchObject({ ordered: 13, released: 5, net: 8 });
    expect(shop.stock(sku).channelWithheld).toBe(0);
  });

  it('less what is cancelled, in part and whole, before it is shipped and after', async () => {
    const sku = 'FS01-L';
    await stocked(sku, LARGE);
    await then(sku, vendure.buy(sku, 8));
    for (const units of [1, 2]) await then(sku, vendure.cancel(sku, units));
    await then(sku, vendure.fulfil(sku));
    await then(sku, vendure.cancel(sku, 2));
    await then(sku, vendure.cancel(sku, 3));
    expect(shop.sales(sku)).toMatchObject({ ordered: 8, released: 8, net: 0 });
    expect(await vendure.available(sku)).toBe(60);
    await then(sku, vendure.buy(sku, 1));
  });

  it('as an order is raised and lowered afterwards', async () => {
    const sku = 'FS01-XL';
    await stocked(sku, LARGE);
    await then(sku, vendure.buy(sku, 3));
    await then(sku, vendure.modify(sku, 5));
    expect(shop.sold(sku)).toBe(5);
    await then(sku, vendure.buy(sku, 4));
    await then(sku, vendure.modify(sku, 1));
    expect(shop.sold(sku)).toBe(6);
  });

  it('without carts and orders that nobody has paid: they take no stock', async () => {
    const sku = 'FS01-XXL';
    await stocked(sku, LARGE);
    expect(await vendure.arrange(sku, 5)).toEqual({ ok: true, said: 'ArrangingPayment' });
    await agree(sku);
    expect([shop.sold(sku), await vendure.available(sku)]).toEqual([0, 60]);
    await then(sku, vendure.buy(sku, 2));
    expect(shop.sold(sku)).toBe(2);
  });

  it('counts an order once that comes between the answers of stock and orders, and one that comes after both', async () => {
    const sku = 'FS01-3XL';
    await stocked(sku, LARGE);
    let ordered = 0;
    for (const units of [2, 3, 1]) {
      await shop.poll('stock');
      await vendure.buy(sku, units);
      await shop.askOrders();
      ordered += units;
      expect(shop.sold(sku)).toBe(ordered);
      // The fall of it is read, and the orders cannot be asked.
      await shop.poll('stock');
      expect(shop.sold(sku)).toBe(ordered);
      await vendure.buy(sku, 1);
      ordered += 1;
      await shop.poll('stock');
      expect(shop.sold(sku)).toBe(ordered);
      await shop.askOrders();
      expect(shop.sold(sku)).toBe(ordered);
    }
  });

  it('asks for nothing of a buyer', async () => {
    await shop.poll();
    expect(asked.length).toBeGreaterThan(0);
    for (const answer of asked) expect(answer).not.toMatch(/buyer|Springfield|Main St|customer|ddress/i);
  });

  it('is told from falls of stock where the key may not read orders, and the check says so', async () => {
    const sku = 'LT02-S';
    const key = await vendure.keyFor(['ReadCatalog', 'ReadStockLocation', 'UpdateCatalog']);
    await stocked(sku, LARGE, key);
    await vendure.buy(sku, 4);
    await shop.poll();
    expect(shop.sales(sku)).toMatchObject({ kind: 'channelFalls', net: 4 });
    const source = open(key);
    expect(await source.orders?.(Date.now(), signal)).toMatchObject({ ok: false, problem: { kind: 'credentials' } });
    const { ok, lines } = await source.check(signal);
    expect([ok, lines.map(({ say }) => say.key)]).toEqual([
      true,
      ['source:vendure.reads', 'source:vendure.noOrders', 'source:vendure.writes'],
    ]);
  });
});
