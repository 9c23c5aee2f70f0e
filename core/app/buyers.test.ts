import { describe, expect, it } from 'vitest';
import { ActingShop, SETTINGS } from '../../test/builders/acting-shop.ts';
import { aPosition } from '../../test/builders/events.ts';
import { listingId } from '../domain/listing.ts';
import { good } from '../domain/problem.ts';
import type { Connector, Source } from '../ports.ts';

const INTERVAL = 5_000;

/** A system with a limit per buyer that no reading tells of. */
class BuyerShop extends ActingShop {
  most: number | null = null;
  looks = 0;
  watchers = 1;
  override boot() {
    const source: Partial<Source> = {
      id: 'wh',
      abilities: { orders: false, pause: null, level: null, perBuyer: true },
      positions: async () =>
        good({
          source: 'wh',
          observedAt: null,
          receivedAt: this.clock.now(),
          coverage: { kind: 'full' },
          positions: [aPosition('CUP', 'L', { sellable: 50, onSale: true, ref: 'cup', title: 'Cup' })],
          problems: [],
        }),
      setPerBuyer: async (_, most) => {
        this.most = most;
        return good(null);
      },
      readBack: async () => {
        this.looks += 1;
        return good({ source: 'wh', sku: 'CUP', onSale: true, levels: [], perBuyer: this.most, at: this.clock.now() });
      },
    };
    const connector = { id: 'fake', parse: good, hosts: () => [], open: () => source } as unknown as Connector;
    return super.boot({ connector: () => connector, watchers: () => this.watchers });
  }
  get buyer() {
    return this.panel.rows[listingId('acc', 'K')]?.variants[0]?.stock.buyer;
  }
}
async function limited(): Promise<BuyerShop> {
  const shop = new BuyerShop();
  await shop.start();
  expect(await shop.press({ command: 'limit', per: 'buyer', quantity: 2 })).toBeNull();
  return shop;
}

describe('a limit per buyer that a system took', () => {
  it('is looked at each minute while a stream runs, with nothing written down as long as it stands', async () => {
    const shop = await limited();
    const before = shop.looks;
    await shop.pass(12 * INTERVAL * 3 + 10_000);
    expect(shop.looks - before).toBeGreaterThanOrEqual(2);
    expect(shop.looks - before).toBeLessThanOrEqual(4);
    expect((await shop.disk.ofType('buyerRead')).length).toBe(0);
    expect(shop.buyer).toMatchObject({ most: 2, by: 'Lin' });
  });

  it.each([5, null])('that another system sets to %s is said within two minutes, once, and not fought', async (most) => {
    const shop = await limited();
    shop.most = most;
    await shop.pass(4 * 60_000);
    expect((await shop.journal()).at(-1)).toMatchObject({ kind: 'limit', reverted: true });
    expect([shop.most, shop.buyer, (await shop.disk.ofType('buyerRead')).length]).toEqual([most, undefined, 1]);
    expect(shop.errors).toEqual([]);
  });

  it('is not looked at while nobody is there to be told', async () => {
    const shop = await limited();
    shop.watchers = 0;
    await shop.open.change({ streams: (SETTINGS.streams ?? []).map((one) => ({ ...one, actualEnd: shop.clock.now() })) }, 'desk');
    const before = shop.looks;
    await shop.pass(20 * 60_000);
    expect(shop.looks).toBe(before);
  });

  it('can be taken off by its row after the worker has died', async () => {
    const shop = await limited();
    shop.close();
    await shop.boot();
    await shop.pass(6_000);
    const undoes = shop.buyer?.command ?? '';
    expect(await shop.press({ command: 'restore', per: 'buyer', undoes })).toBeNull();
    expect([shop.most, shop.buyer]).toEqual([null, undefined]);
  });
});
