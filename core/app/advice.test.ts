import { describe, expect, it } from 'vitest';
import { aShop, evening } from '../../test/builders/evening-shop.ts';
import { NO_FACTS } from '../domain/settings.ts';
import { NO_SUPPLY } from '../domain/supply.ts';
import { detailOf, panelOf } from './cycle.ts';
import type { RowMemory } from './rows.ts';

type Shop = ReturnType<typeof aShop>;
const CONTEXT = {
  account: 'acc',
  stream: 'A',
  choices: [],
  clock: { realAnchor: 0, anchor: 0, rate: 1 },
  notices: [],
  levers: {},
};
const panel = (shop: Shop) => panelOf(shop.state(), CONTEXT);

describe('advice', () => {
  it('speaks of the link on air, and of nothing where none is', () => {
    const shop = aShop();
    evening(shop, 'A', { from: 0, minutes: 120 }, 30);
    expect(panel(shop).advice?.cue).toMatchObject({ kind: 'plenty', say: { key: 'core:cue.plenty' } });
    shop.page(31, null);
    expect(panel(shop).advice?.cue).toBeNull();
  });

  it('moves on from what is sold out to the link with the most units to sell', () => {
    const shop = aShop();
    shop.stock.set('TEE', 40);
    shop.stock.set('BAG', 600);
    shop.stock.set('CAP', 500);
    evening(shop, 'A', { from: 0, minutes: 120 }, 30);
    const { cue, pinNext } = panel(shop).advice ?? { cue: null, pinNext: [] };
    expect(cue?.kind).toBe('soldOut');
    // It sells one a minute without being shown; CAP has its own slot later, which counts already.
    expect(pinNext[0]?.key).toBe('BAG');
    const left = pinNext.find(({ key }) => key === 'BAG')?.left ?? 0;
    expect(cue?.say.values).toMatchObject({ title: 'BAG', left });
    // What is sold out is not to be pinned, nor what is pinned.
    expect(pinNext.map(({ key }) => key)).not.toContain('TEE');
  });

  it('moves on by units also where all have prices, and where nothing is worth a pin', () => {
    const shop = aShop();
    shop.stock.set('TEE', 40);
    shop.stock.set('BAG', 400);
    shop.stock.set('CAP', 900);
    evening(shop, 'A', { from: 0, minutes: 120 }, 30);
    const priced = (sku: string, price: number) => ({
      sku,
      ...NO_FACTS,
      plannedUnits: 60,
      supply: { ...NO_SUPPLY, price: { minor: price, currency: 'CNY' }, unitCost: { minor: 100, currency: 'CNY' } },
    });
    shop.feed(30, { type: 'settings', body: { skus: [priced('TEE', 200), priced('CAP', 110), priced('BAG', 9_000)] } });
    const { cue, pinNext } = panel(shop).advice ?? { cue: null, pinNext: [] };
    expect(pinNext[0]).toMatchObject({ key: 'BAG', margin: { minor: 8_900, currency: 'CNY' }, minutes: 6 });
    expect(cue?.say.values).toMatchObject({ title: 'CAP' });
    // What will run out anyway is not worth a pin: the host still hears where to go.
    const thin = aShop();
    thin.stock.set('TEE', 40);
    thin.stock.set('BAG', 10);
    thin.stock.set('CAP', 15);
    evening(thin, 'A', { from: 0, minutes: 120 }, 30);
    const last = panel(thin).advice;
    expect(last?.pinNext).toEqual([]);
    expect(last?.cue?.say.values).toMatchObject({ title: 'CAP' });
  });

  it('ranks by margin where every link has a price and a cost', () => {
    const shop = aShop({ TEE: 60, CAP: 80, BAG: 60 });
    evening(shop, 'A', { from: 0, minutes: 120 }, 30);
    expect(panel(shop).advice?.pinNext.map(({ key }) => key)).toEqual(['BAG', 'CAP']);
    const priced = (sku: string, price: number) => ({
      sku,
      ...NO_FACTS,
      plannedUnits: sku === 'CAP' ? 80 : 60,
      supply: { ...NO_SUPPLY, price: { minor: price, currency: 'CNY' }, unitCost: { minor: 100, currency: 'CNY' } },
    });
    shop.feed(30, { type: 'settings', body: { skus: [priced('TEE', 200), priced('CAP', 5_000), priced('BAG', 110)] } });
    expect(panel(shop).advice?.pinNext.map(({ key }) => key)).toEqual(['CAP', 'BAG']);
    expect(panel(shop).advice?.pinNext[0]?.why.key).toBe('core:pin.byMargin');
  });

  it('says in the detail what makes a short SKU last to the planned end', () => {
    const shop = aShop();
    shop.stock.set('TEE', 150);
    evening(shop, 'A', { from: 0, minutes: 120 }, 25);
    const detail = detailOf(shop.state(), panel(shop).order[0] ?? '', 'TEE');
    expect(detail?.ration?.batch.everyMinutes).toBe(10);
    expect(detail?.ration?.batch.units).toBeLessThanOrEqual(Math.ceil(100 / 9.5));
    expect(detail?.ration?.say.key).toBe('core:ration.batch');
  });

  it('proposes the same on the row, as a limit and as a batch, and a row kept from before says what a new one would', () => {
    const shop = aShop();
    shop.stock.set('TEE', 150);
    evening(shop, 'A', { from: 0, minutes: 120 }, 25);
    const memory: RowMemory = new Map();
    const context = { ...CONTEXT, levers: { wms: { pause: 'flag', level: 'adjust', perBuyer: true } } } as const;
    const seen = new Set<number | null>();
    // Each five seconds, over the moment in which there is one batch less to come.
    for (let step = 0; step <= 24; step += 1) {
      shop.tick(29 + step / 12);
      const kept = panelOf(shop.state(), context, memory);
      expect(kept).toEqual(panelOf(shop.state(), context));
      const stock = Object.values(kept.rows).find(({ key }) => key === 'TEE')?.variants[0]?.stock;
      const ration = detailOf(shop.state(), kept.order[0] ?? '', 'TEE')?.ration;
      if (stock?.proposed.batch != null)
        expect(stock.proposed).toMatchObject({ batch: ration?.batch.units, stock: ration?.batch.units });
      seen.add(stock?.proposed.batch ?? null);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('is not given between streams', () => {
    const shop = aShop();
    shop.read(0);
    expect(panel(shop).advice).toBeNull();
  });
});
