import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendure as connector } from '../../../core/edge/source/vendure.ts';
import type { Source } from '../../../core/ports.ts';
import { type FoldedShop, foldedShop } from '../../builders/folded-shop.ts';
import { startVendure, type Vendure } from './vendure.ts';

const [LAX, FRA, BHX] = ['US-LAX-01', 'DE-FRA-01', 'GB-BHX-01'] as const;
const STOCK = { [LAX]: 40, [FRA]: 30, [BHX]: 20 };
const ALL = 90;
/** So little that a limit has to be over several places. */
const SMALL = { [LAX]: 5, [FRA]: 4, [BHX]: 3 };

describe('quantities written to a real Vendure', { timeout: 180_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-vendure-levels-'));
  const { signal } = new AbortController();
  let vendure: Vendure;
  let source: Source;
  let shop: FoldedShop;
  let all = ALL;
  const open = (apiKey: string): Source =>
    connector.open(
      { id: 'v', connector: 'vendure', name: 'V', role: 'both', address: vendure.adminApi, options: {}, lagMinutes: 0 },
      { apiKey },
      { fetch: losing, timeoutMs: 20_000, clock: { now: () => Date.now(), wake: () => {} } },
    );

  /** Happens once a write was made, in place of its answer. */
  let lose: (() => Promise<void>) | null = null;
  const losing: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const isWrite = (await request.clone().text()).includes('mutation');
    const answer = await fetch(request);
    if (!isWrite || lose === null) return answer;
    const meanwhile = lose;
    lose = null;
    await meanwhile();
    throw new TypeError('lost');
  };

  beforeAll(async () => {
    vendure = await startVendure(data);
    source = open(vendure.apiKey);
  });
  afterAll(async () => {
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });

  /** A variant of its own for each test, with stock in three places, and a shop that has just read it. */
  async function stocked(sku: string, onHand: Readonly<Record<string, number>> = STOCK): Promise<void> {
    await vendure.write(sku, {}, onHand);
    all = Object.values(onHand).reduce((sum, one) => sum + one, 0);
    shop = await foldedShop(source, 'vendure');
    await shop.poll();
  }
  const onHand = async (sku: string) => Object.fromEntries((await vendure.levels(sku)).map((one) => [one.location, one.onHand]));

  /** Buys until nobody can buy any more, so many units an order; answers with the units bought. */
  async function buyOut(sku: string, units: number): Promise<number> {
    for (let bought = 0; ; bought += units) if (!(await buy(sku, units))) return bought;
  }
  /** After every purchase the ledger says what Vendure says. */
  async function buy(sku: string, units: number): Promise<boolean> {
    const { ok } = await vendure.buy(sku, units);
    await agree(sku);
    return ok;
  }
  async function agree(sku: string): Promise<void> {
    await shop.poll();
    const ordered = await vendure.ordered(sku);
    const { available, channelSellable, channelWithheld } = shop.stock(sku);
    expect({ sold: shop.sold(sku), available, promise: channelSellable }).toEqual({
      sold: ordered,
      available: all - ordered,
      promise: all - ordered,
    });
    expect(all - ordered - channelWithheld).toBe(await vendure.available(sku));
  }
  const done = async (outcome: Promise<unknown>, sku: string) => {
    expect(await outcome).toBeNull();
    await agree(sku);
  };

  it('a limit holds over orders and places, and a release puts on sale what it says and no more', async () => {
    const sku = 'LT02-S';
    await stocked(sku, SMALL);
    expect(await buy(sku, 1)).toBe(true);
    await done(shop.act('limit', sku, 6), sku);
    expect((await vendure.levels(sku)).filter((one) => one.onHand > one.allocated).length).toBeGreaterThan(1);
    expect((await vendure.buy(sku, 7)).ok).toBe(false);
    expect(await buyOut(sku, 1)).toBe(6);
    await done(shop.act('release', sku, 3), sku);
    expect(await buyOut(sku, 1)).toBe(3);
    expect(await vendure.available(sku)).toBe(0);
    await done(shop.act('restore', sku), sku);
    expect([await onHand(sku), await vendure.available(sku)]).toMatchObject([SMALL, 2]);
  });

  it('a limit that one place can hold stands in that place, so that no order is split', async () => {
    const sku = 'FS01-S';
    await stocked(sku);
    await done(shop.act('limit', sku, 7), sku);
    expect((await vendure.levels(sku)).filter((one) => one.onHand > one.allocated).map((one) => one.location)).toEqual([LAX]);
    expect(await buy(sku, 5)).toBe(true);
    expect(await buy(sku, 3)).toBe(false);
    expect(await buy(sku, 2)).toBe(true);
    await done(shop.act('restore', sku), sku);
  });

  it('it is on hand that is written: the threshold stays, for one would not hold', async () => {
    const sku = 'LT02-M';
    await stocked(sku);
    const before = await vendure.threshold(sku);
    await done(shop.act('limit', sku, 4), sku);
    expect(await vendure.threshold(sku)).toEqual(before);
    await shop.act('restore', sku);
    // So that 4 could be bought, by the threshold alone: three orders of 4 pass.
    await vendure.write(sku, { outOfStockThreshold: ALL - 4, useGlobalOutOfStockThreshold: false });
    for (let order = 0; order < 3; order += 1) expect(await vendure.buy(sku, 4)).toMatchObject({ ok: true });
  });

  it('a drip sells its first batch, and then as much as each further batch, until nothing is withheld', async () => {
    const sku = 'LT02-L';
    await stocked(sku);
    await done(shop.act('drip', sku, 4), sku);
    expect(await buyOut(sku, 2)).toBe(4);
    for (const batch of [2, 3]) {
      await done(shop.act('release', sku, batch), sku);
      expect(await buyOut(sku, 1)).toBe(batch);
    }
    await done(shop.act('release', sku, ALL - 9), sku);
    expect([await onHand(sku), await vendure.available(sku), shop.stock(sku).channelWithheld]).toMatchObject([STOCK, ALL - 9, 0]);
  });

  it('a pause by flag beside a limit: nobody can buy, and the limit is there when it is resumed', async () => {
    const sku = 'LT02-XL';
    await stocked(sku);
    await done(shop.act('limit', sku, 5), sku);
    await done(shop.act('pause', sku), sku);
    for (let order = 0; order < 3; order += 1) expect(await buy(sku, 1)).toBe(false);
    await done(shop.act('resume', sku), sku);
    expect(await buyOut(sku, 1)).toBe(5);
  });

  it('an undo gives back what was withheld, with sales and shipping in between', async () => {
    const sku = 'LT02-XXL';
    await stocked(sku);
    expect(await buy(sku, 6)).toBe(true);
    await done(shop.act('limit', sku, 12), sku);
    for (const units of [2, 1]) expect(await buy(sku, units)).toBe(true);
    await vendure.fulfil(sku);
    await agree(sku);
    for (const units of [2, 1]) expect(await buy(sku, units)).toBe(true);
    await done(shop.act('restore', sku), sku);
    const shipped = 9;
    expect(Object.values(await onHand(sku)).reduce((sum, one) => sum + one, 0)).toBe(ALL - shipped);
    expect(await vendure.available(sku)).toBe(ALL - 12);
    expect(shop.stock(sku).channelWithheld).toBe(0);
  });

  it('orders between plan and write are neither swallowed nor a reason to refuse', async () => {
    const sku = 'LT02-3XL';
    await stocked(sku);
    const plan = await shop.plan('limit', sku, 10);
    expect(await vendure.buy(sku, 4)).toMatchObject({ ok: true });
    await done(shop.carryOut(plan), sku);
    expect(await vendure.available(sku)).toBe(6);
    const back = await shop.plan('restore', sku);
    expect(await vendure.buy(sku, 1)).toMatchObject({ ok: true });
    await done(shop.carryOut(back), sku);
    expect([await onHand(sku), await vendure.available(sku)]).toMatchObject([STOCK, ALL - 5]);
  });

  it.each([
    ['we in another browser', 'YL03-S', (sku: string, other: FoldedShop) => other.act('limit', sku, 20)],
    ['a tool of the owner’s', 'YL03-M', (sku: string) => vendure.write(sku, {}, { [FRA]: 31 })],
    ['the warehouse, by shipping', 'YL03-L', (sku: string) => vendure.fulfil(sku)],
  ])('where %s wrote in between, the plan is refused and nothing of it is written', async (_, sku, between) => {
    await stocked(sku);
    expect(await vendure.buy(sku, 1)).toMatchObject({ ok: true });
    await shop.poll();
    const other = await foldedShop(open(vendure.apiKey), 'vendure');
    await other.poll();
    const plan = await shop.plan('limit', sku, 10);
    await between(sku, other);
    const before = await vendure.levels(sku);
    expect(await shop.carryOut(plan)).toMatchObject({ kind: 'refused', say: { key: 'source:vendure.moved' } });
    expect(await vendure.levels(sku)).toEqual(before);
    await shop.poll();
    expect(shop.stock(sku).channelWithheld).toBe(0);
    // Planned anew on how it stands now, it is done.
    expect(await shop.act('limit', sku, 10)).toBeNull();
    expect(await vendure.available(sku)).toBe(10);
  });

  it('where one order takes from two places Vendure itself takes too much: the limit holds, its stock is said, and sold is what was ordered', async () => {
    const sku = 'IT04-S';
    await stocked(sku, SMALL);
    await done(shop.act('limit', sku, 10), sku);
    let bought = 0;
    for (const units of [4, 3, 3, 2, 1, 1]) if ((await vendure.buy(sku, units)).ok) bought += units;
    await shop.poll();
    const taken = (await vendure.levels(sku)).reduce((sum, { allocated }) => sum + allocated, 0);
    expect(bought).toBeLessThanOrEqual(10);
    expect(taken).toBeGreaterThan(bought);
    expect([await vendure.available(sku), shop.sold(sku), shop.stock(sku).available]).toEqual([10 - taken, bought, all - taken]);
    expect(await shop.act('restore', sku)).toBeNull();
    expect([await onHand(sku), await vendure.available(sku)]).toMatchObject([SMALL, all - taken]);
  });

  it('of several places all are written, or none', async () => {
    const sku = 'IT04-M';
    await stocked(sku);
    const [first] = (await shop.plan('limit', sku, 10)).writes;
    const stockLevels = [first?.place.location.split('#')[1], '99999'].map((stockLocationId) => ({
      stockLocationId,
      stockOnHand: 1,
    }));
    await expect(vendure.write(sku, { stockLevels })).rejects.toThrow();
    expect(await onHand(sku)).toMatchObject(STOCK);
  });

  it('the whole way: wished for, decided, planned, journalled, written, read back', async () => {
    const sku = 'IT04-L';
    await stocked(sku);
    expect(await buy(sku, 3)).toBe(true);
    const run = async (...wish: Parameters<FoldedShop['run']>) => {
      const { id, say } = await shop.run(...wish);
      expect(say).toBeNull();
      await agree(sku);
      return id;
    };
    const limit = await run('limit', sku, 3);
    expect(await buyOut(sku, 1)).toBe(3);
    const released = await run('release', sku, 6);
    await run('takeBack', sku, 6, released);
    await run('release', sku, 2);
    await run('pause', sku);
    expect(await buy(sku, 1)).toBe(false);
    await run('resume', sku);
    expect(await buyOut(sku, 1)).toBe(2);
    expect(await shop.run('release', sku, ALL)).toMatchObject({
      say: { key: 'command:refused.mayRelease', values: { n: ALL - 8 } },
    });
    await run('restore', sku, null, limit);
    expect([await onHand(sku), await vendure.available(sku)]).toMatchObject([STOCK, ALL - 8]);
    await run('drip', sku, 2);
    expect(await buyOut(sku, 1)).toBe(2);
    await run('release', sku, 2);
    expect(await buyOut(sku, 1)).toBe(2);
    await run('restore', sku);
    expect([await onHand(sku), await vendure.available(sku)]).toMatchObject([STOCK, ALL - 12]);
  });

  it('a write whose answer is lost is known by what is on hand, though all of it was sold at once', async () => {
    const sku = 'IT04-XL';
    await stocked(sku);
    expect((await shop.run('limit', sku, 2)).say).toBeNull();
    expect(await buyOut(sku, 1)).toBe(2);
    lose = async () => {
      for (let order = 0; order < 3; order += 1) await vendure.buy(sku, 1);
    };
    expect((await shop.run('release', sku, 3)).say).toBeNull();
    await agree(sku);
    expect(await vendure.available(sku)).toBe(0);
  });

  it('what Vendure does not count is refused in words, and can still be paused', async () => {
    const sku = 'YL03-XL';
    await stocked(sku);
    const plan = await shop.plan('limit', sku, 10);
    await vendure.write(sku, { trackInventory: 'FALSE' });
    expect(await shop.carryOut(plan)).toMatchObject({ kind: 'refused', say: { key: 'source:vendure.untracked' } });
    expect(await onHand(sku)).toMatchObject(STOCK);
    const back = await source.readBack?.(plan.target, signal);
    expect(back).toMatchObject({ ok: true, value: { levels: [], unwritable: { key: 'source:vendure.untracked' } } });
    expect(await shop.act('pause', sku)).toBeNull();
    expect(await vendure.enabled(sku)).toBe(false);
    // A variant that inherits it, as most do: the shop's own setting counts.
    await vendure.write(sku, { trackInventory: 'INHERIT' });
    expect(await shop.act('limit', sku, 10)).toBeNull();
  });

  it('a key that may only read is told apart beforehand, and writes nothing', async () => {
    const sku = 'YL03-XXL';
    await stocked(sku);
    const reader = open(await vendure.keyFor(['ReadCatalog', 'ReadStockLocation']));
    const said = async (one: Source) => (await one.check(signal)).lines.map(({ say }) => say.key);
    expect(await said(source)).toEqual(['source:vendure.reads', 'source:vendure.orders', 'source:vendure.writes']);
    expect(await said(reader)).toEqual(['source:vendure.reads', 'source:vendure.noOrders', 'source:vendure.cannotWrite']);
    const { target, writes } = await shop.plan('limit', sku, 10);
    expect(await reader.setLevels?.(target, writes, 'k', signal)).toMatchObject({ ok: false, problem: { kind: 'credentials' } });
    expect(await onHand(sku)).toMatchObject(STOCK);
  });
});
