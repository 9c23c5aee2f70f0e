import { describe, expect, it } from 'vitest';
import { aSource, T0 } from '../../test/builders/events.ts';
import { facts, has, type JudgedShop, onAir, own, raises, tee, withTriggers } from '../../test/builders/judged-shop.ts';
import type { Capacity } from '../domain/capacity.ts';
import { SECOND } from '../domain/instant.ts';
import type { SettingsBody, SkuFacts } from '../domain/settings.ts';

/** Triggers through the whole fold: from settings and events to what is raised. Their borders are tested beside each trigger. */
describe('oversell', () => {
  const row = (link: number, sellable: number) => ({ link, sellable });
  it('sums two links of one SKU', () => {
    const listing = (key: string) => ({
      account: 'acc',
      key,
      title: key,
      variants: [{ id: 'v', title: '', components: [{ sku: 'TEE', unitsPerSale: 1 }] }],
    });
    const shop = has(100, tee(), { listings: [listing('A'), listing('B')] });
    shop.page(1, { A: row(1, 60), B: row(2, 40) });
    expect(raises(shop, 'oversell')).toBe(false);
    shop.page(2, { A: row(1, 60), B: row(2, 41) });
    expect(shop.said('oversell')?.reason.values).toMatchObject({ sum: 101, room: 100, where: 'Main 1 60, Main 2 41' });
  });

  it('sums two channels of one SKU, and is over a minute after there is enough', () => {
    const shop = has(100, tee(), {
      sources: [aSource('wms', 'warehouse'), aSource('tiktok', 'channel'), aSource('shop', 'channel')],
    });
    shop.read(1, { TEE: 70 }, 'tiktok');
    expect(raises(shop, 'oversell')).toBe(false);
    shop.read(1.5, { TEE: 40 }, 'shop');
    expect(shop.said('oversell')?.reason.values).toMatchObject({ sum: 110, over: 10 });
    shop.read(2, { TEE: 120 });
    expect(shop.said('oversell')?.reason.key).toBe('core:oversell.settling');
    shop.tick(3);
    expect(raises(shop, 'oversell')).toBe(false);
  });

  it('does not count what a paused channel holds: nobody can buy it', () => {
    const shop = has(100, tee(), {
      sources: [aSource('wms', 'warehouse'), aSource('tiktok', 'channel'), aSource('shop', 'channel')],
    });
    shop.read(1, { TEE: 70 }, 'tiktok');
    shop.read(1.5, { TEE: { sellable: 40, onSale: false } }, 'shop');
    expect(raises(shop, 'oversell')).toBe(false);
    shop.read(2, { TEE: { sellable: 40, onSale: true } }, 'shop');
    expect(shop.said('oversell')?.reason.values).toMatchObject({ sum: 110, over: 10 });
  });

  it('does not come and go while a channel trembles about what there is', () => {
    const shop = has(100, tee(), { sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')] });
    let changes = 0;
    for (let step = 0; step < 40; step += 1) {
      const before = raises(shop, 'oversell');
      shop.read(1 + step / 12, { TEE: step % 2 === 0 ? 101 : 100 }, 'shop');
      if (raises(shop, 'oversell') !== before) changes += 1;
    }
    expect(changes).toBe(1);
  });

  it('is more urgent while a stream sells it', () => {
    const urgency = (...settings: readonly SettingsBody[]) => {
      const shop = has(100, tee(), { sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')] }, ...settings);
      shop.read(1, { TEE: 130 }, 'shop');
      return shop.words('oversell')?.urgency ?? 0;
    };
    expect(urgency(onAir())).toBeGreaterThanOrEqual(500);
    expect(urgency()).toBeLessThan(500);
  });
});

describe('stock-out', () => {
  const sells = (stock: number, minutes: number, ...settings: readonly SettingsBody[]) => {
    const shop = has(stock, onAir(), ...settings);
    for (let minute = 1; minute <= minutes; minute += 1) {
      shop.read(minute, { TEE: stock - minute, CAP: 500, BAG: 900 });
      shop.tick(minute);
    }
    return shop;
  };
  it.each<[string, number, SettingsBody, boolean]>([
    ['where it will run out', 60, tee({ plannedUnits: 180 }), true],
    ['where there is plenty', 2_000, tee({ plannedUnits: 180 }), false],
    ['at its own chance', 210, own({ stockOutChance: 0.02 }, { plannedUnits: 180 }), true],
    ['not at the shop’s', 210, tee({ plannedUnits: 180 }), false],
    ['within its own minutes', 100, own({ stockOutMinutes: 100, stockOutChance: 1 }, { plannedUnits: 100 }), true],
    ['not within the shop’s', 100, own({ stockOutChance: 1 }, { plannedUnits: 100 }), false],
  ])('%s', (_name, stock, settings, raised) => {
    expect(raises(sells(stock, 20, settings), 'stockOut')).toBe(raised);
  });

  it('says no more than its row does: both go by the SKU’s own chance', () => {
    const by = (settings: SettingsBody) =>
      sells(210, 20, settings).state().outlooks.stream?.TEE?.forecast.stockOut.shortBy ?? null;
    expect(by(own({ stockOutChance: 0.02 }, { plannedUnits: 180 }))).toBeGreaterThan(0);
    expect(by(tee({ plannedUnits: 180 }))).toBeNull();
  });

  it('proposes a limit, and by name what to present in its place: of its own group if there is one', () => {
    const skus = [
      facts('TEE', { plannedUnits: 180, group: 'tops' }),
      facts('CAP', { plannedUnits: 20, group: 'tops', title: 'Cap' }),
      facts('BAG', { plannedUnits: 90, title: 'Bag' }),
    ];
    const proposed = (of: readonly SkuFacts[]) => sells(60, 20, { skus: of }).words('stockOut')?.proposes.values;
    expect(proposed(skus)).toMatchObject({ limit: 'batch', every: 10, instead: 'title', next: 'Cap', nextLeft: 500 });
    expect(proposed(skus.map((one) => ({ ...one, group: null })))).toMatchObject({
      instead: 'title',
      next: 'Bag',
      nextLeft: 900,
    });
  });

  it('names the substitute by its link, and none that cannot be bought', () => {
    const skus = [facts('TEE', { plannedUnits: 180 }), facts('CAP', { plannedUnits: 20 }), facts('BAG', { plannedUnits: 90 })];
    const shop = has(60, onAir(), { skus });
    shop.page(0.5, { TEE: { link: 1 }, CAP: { link: 2 }, BAG: { link: 3, state: 'paused' } });
    for (let minute = 1; minute <= 20; minute += 1) {
      shop.read(minute, { TEE: 60 - minute, CAP: 500, BAG: 900 });
      shop.tick(minute);
    }
    expect(shop.words('stockOut')?.proposes.values).toMatchObject({ instead: 'link', nextLink: 2, next: 'CAP' });
  });
});

describe('stalled', () => {
  /** A link that sells two a minute for a quarter of an hour, and then nothing. */
  const silent = (minutes: number, ...settings: readonly SettingsBody[]) => {
    const shop = has(900, onAir(2), tee({ plannedUnits: 240 }), ...settings);
    for (let minute = 0; minute <= 15 + minutes; minute += 1) {
      shop.page(minute, { TEE: { pinned: true, link: 3 } });
      shop.read(minute + 0.5, { TEE: 900 - 2 * Math.min(15, minute) });
      shop.tick(minute + 0.9);
    }
    return shop;
  };
  it.each<[string, number, SettingsBody, boolean]>([
    ['after a long silence', 14, {}, true],
    ['after a short one', 2, {}, false],
    ['not where its own chance is smaller', 14, own({ stalledChance: 1e-12 }, { plannedUnits: 240 }), false],
    ['sooner where its own chance is greater', 3, own({ stalledChance: 0.9 }, { plannedUnits: 240 }), true],
  ])('%s', (_name, minutes, settings, raised) => {
    expect(raises(silent(minutes, settings), 'stalled')).toBe(raised);
  });
  it('is over when another link is presented', () => {
    const shop = silent(14);
    shop.page(31, { TEE: { pinned: false, link: 3 } });
    shop.tick(31);
    expect(raises(shop, 'stalled')).toBe(false);
  });
});

describe('capacity', () => {
  const warehouse = (ordersADay: number): SettingsBody => ({
    capacities: [
      {
        source: 'wms',
        ordersADay,
        zone: 'America/New_York',
        cutOff: '23:59',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        holidays: [],
        open: { orders: 0, at: T0 },
        unitsPerOrder: 1,
      } satisfies Capacity,
    ],
  });
  const loaded = (ordersADay: number, ...settings: readonly SettingsBody[]) =>
    has(5_000, onAir(), tee({ plannedUnits: 600 }), warehouse(ordersADay), ...settings);
  it.each<[string, JudgedShop, boolean]>([
    ['where a stream brings more than can be shipped', loaded(50), true],
    ['where all can be shipped', loaded(5_000), false],
    ['at the share that the shop set', loaded(1_000, withTriggers({ capacityShare: 0.1 })), true],
    ['where no stream is on air', has(5_000, tee({ plannedUnits: 600 }), warehouse(1)), false],
  ])('%s', (_name, shop, raised) => {
    expect(raises(shop, 'capacity')).toBe(raised);
  });
  it('from old readings says nothing new, and takes nothing back', () => {
    const shop = loaded(50);
    shop.tick(9);
    shop.set(9.1, warehouse(5_000));
    expect(raises(shop, 'capacity')).toBe(true);
    const other = loaded(5_000);
    other.tick(9);
    other.set(9.1, warehouse(50));
    expect(raises(other, 'capacity')).toBe(false);
    other.read(9.2, { TEE: 5_000 });
    other.tick(9.25);
    expect(raises(other, 'capacity')).toBe(true);
  });
});

describe('stale', () => {
  it('is raised when a source no longer answers, cleared when it has gone on answering, and dropped with the source', () => {
    const shop = has(100, onAir(), tee());
    shop.tick(0.01, 5 * SECOND);
    shop.tick(0.5, 5 * SECOND);
    expect(shop.said('stale')?.urgency).toBe(1_000);
    for (let step = 1; step <= 8; step += 1) {
      shop.read(0.5 + step / 12, { TEE: 100 });
      shop.tick(0.5 + step / 12, 5 * SECOND);
    }
    expect(raises(shop, 'stale')).toBe(false);
    shop.tick(3, 5 * SECOND);
    expect(raises(shop, 'stale')).toBe(true);
    shop.set(3.1, { drop: { sources: ['wms'] } });
    expect(raises(shop, 'stale')).toBe(false);
  });
  it('goes by the intervals that the shop set', () => {
    const shop = has(100, onAir(), tee(), withTriggers({ staleIntervals: 100 }));
    shop.tick(0.01, 5 * SECOND);
    shop.tick(0.5, 5 * SECOND);
    expect(raises(shop, 'stale')).toBe(false);
  });
  it('says of a warehouse that stands still while a channel sells that it is blind', () => {
    const shop = has(400, onAir(), tee(), {
      sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')],
      accounts: [{ id: 'acc', name: 'Main', profile: 'practice', site: 'https://x.example', channel: 'shop', pool: null }],
    });
    for (let step = 0; step <= 40; step += 1) {
      shop.read(step / 12, { TEE: 400 - step }, 'shop');
      shop.read(step / 12, { TEE: 400 });
      shop.tick(step / 12, 5 * SECOND);
    }
    expect(shop.said('stale')?.reason.key).toBe('core:blind.reason');
  });
});
