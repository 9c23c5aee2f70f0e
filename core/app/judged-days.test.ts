import { describe, expect, it } from 'vitest';
import { aSource } from '../../test/builders/events.ts';
import {
  facts,
  has,
  inDays,
  type JudgedShop,
  onAir,
  own,
  priced,
  raises,
  sea,
  shipment,
  tee,
  withTriggers,
} from '../../test/builders/judged-shop.ts';
import { DEFAULT_RESTOCK } from '../domain/restock.ts';
import type { SettingsBody, SkuFacts } from '../domain/settings.ts';
import { DEFAULT_PREFERENCES } from '../domain/settings.ts';

/** Triggers through the whole fold: from settings and events to what is raised. Their borders are tested beside each trigger. */
describe('cover', () => {
  it.each<[string, number, readonly SettingsBody[], boolean]>([
    ['under fourteen days of usual sales', 139, [tee({ dailySales: 10 })], true],
    ['at fourteen days', 140, [tee({ dailySales: 10 })], false],
    ['under the sea lead time of 21 days', 200, [tee({ dailySales: 10 }), sea(21)], true],
    [
      'under the sea lead time with its own production',
      200,
      [tee({ dailySales: 10, supply: { ...priced(100), productionDays: 5 } }), sea(16)],
      true,
    ],
    ['at the sea lead time', 211, [tee({ dailySales: 10 }), sea(21)], false],
    ['under the days of the shop', 200, [tee({ dailySales: 10 }), withTriggers({ coverDays: 30 })], true],
    ['under its own days', 200, [own({ coverDays: 30 }, { dailySales: 10 })], true],
    ['at its own days, under those of the shop', 100, [own({ coverDays: 10 }, { dailySales: 10 })], false],
    ['where nobody knows what sells', 5, [tee()], false],
  ])('%s', (_name, units, settings, raised) => {
    expect(raises(has(units, ...settings), 'cover')).toBe(raised);
  });

  it('names the shipment that covers it', () => {
    const shop = has(100, tee({ dailySales: 10 }), { shipments: [shipment(9, 60)] });
    expect(shop.words('cover')?.reason).toMatchObject({ key: 'core:cover.covered', values: { shipment: 'SEA-7' } });
    shop.set(1, { shipments: [shipment(11, 60)] });
    expect(shop.words('cover')?.reason.key).toBe('core:cover.reason');
  });

  it('takes what is on its way to the warehouse for what it is: ordered and not yet seen', () => {
    const channel: SettingsBody = { sources: [aSource('wms', 'warehouse', 90), aSource('shop', 'channel')] };
    const shop = has(145, tee({ dailySales: 10 }), channel, onAir());
    shop.read(1, { TEE: 500 }, 'shop');
    shop.read(2, { TEE: 490 }, 'shop');
    shop.set(3, {});
    expect(raises(shop, 'cover')).toBe(true);
  });

  it('ranks by what a unit is worth', () => {
    const urgency = (more: Partial<SkuFacts>) => has(50, tee({ dailySales: 10, ...more })).words('cover')?.urgency ?? 0;
    expect(urgency({ supply: priced(10_000) })).toBeGreaterThan(urgency({}));
  });
});
describe('schedule', () => {
  const plan = (days: number, units: number) => ({ streams: [inDays(days, { planned: { TEE: units } })] });
  it.each<[string, number, readonly SettingsBody[], boolean]>([
    ['under one and a half times what a stream in three days wants', 100, [plan(3, 100)], true],
    ['with more than that', 400, [plan(3, 100)], false],
    ['eight days ahead', 100, [plan(8, 100)], false],
    ['with what is put away before it', 100, [plan(3, 100), { shipments: [shipment(2, 400)] }], false],
    ['with what is put away after it', 100, [plan(3, 100), { shipments: [shipment(4, 400)] }], true],
    ['under its own multiple', 400, [plan(3, 100), own({ scheduleMultiple: 6 })], true],
    ['counting its stock alone', 100, [plan(3, 100), { shipments: [shipment(2, 400)] }, own({ scheduleStockAlone: true })], true],
  ])('%s', (_name, units, settings, raised) => {
    expect(raises(has(units, tee(), ...settings), 'schedule')).toBe(raised);
  });

  it('is looked at once when a stream is entered, and when it is moved', () => {
    const shop = has(100, tee());
    expect(raises(shop, 'schedule')).toBe(false);
    shop.set(1, plan(3, 100));
    expect(raises(shop, 'schedule')).toBe(true);
    shop.set(2, plan(9, 100));
    expect(raises(shop, 'schedule')).toBe(false);
  });
});

describe('safety', () => {
  it('is raised at the line, of the SKU that has one', () => {
    const shop = has(21, { skus: [facts('TEE', { safetyStock: 20 }), facts('CAP')] });
    shop.read(1, { TEE: 20, CAP: 3 });
    expect(shop.alerts().map(({ trigger, subject }) => [trigger, subject.sku])).toEqual([['safety', 'TEE']]);
    shop.read(2, { TEE: 23, CAP: 3 });
    expect(shop.alerts()).toEqual([]);
  });

  it('names who can bring some in time, as the seller set them', () => {
    const one = (id: string, sku: string | null, hours: number) =>
      ({ id, name: id, kind: 'transfer', sku, units: null, hours }) as const;
    const emergency = [one('Reno', null, 48), one('Dallas', 'TEE', 24), one('Other', 'CAP', 24), one('Slow', null, 96)];
    const preferences = { ...DEFAULT_PREFERENCES, restock: { ...DEFAULT_RESTOCK, emergency } };
    const shop = has(10, tee({ safetyStock: 20 }), { preferences });
    expect(shop.said('safety')?.proposes).toMatchObject({ key: 'core:safety.proposesFrom', values: { from: 'Dallas, Reno' } });
    expect(has(10, tee({ safetyStock: 20 })).said('safety')?.proposes.key).toBe('core:safety.proposes');
  });
});

describe('pulse', () => {
  const sells = (units: number, stock: number, ...settings: readonly SettingsBody[]) => {
    const shop = has(stock, onAir(), ...settings);
    // At no greater pace than a stream's: a fall that is too large is unexplained.
    for (let minute = 1; minute <= units; minute += 1) shop.read(minute, { TEE: stock - minute });
    return shop;
  };
  const usual = tee({ dailySales: 5, plannedUnits: 20 });
  it.each<[string, JudgedShop, boolean]>([
    ['over three usual days', sells(16, 5_000, usual), true],
    ['at three usual days', sells(15, 5_000, usual), false],
    ['over its own multiple', sells(11, 5_000, own({ pulseMultiple: 2 }, { dailySales: 5, plannedUnits: 20 })), true],
    ['under its own least', sells(16, 5_000, own({ pulseUnits: 20 }, { dailySales: 5, plannedUnits: 20 })), false],
  ])('%s', (_name, shop, raised) => {
    expect(raises(shop, 'pulse')).toBe(raised);
  });

  it('interrupts only where what is left is too little for the days to come, or for the next stream', () => {
    const to = (shop: JudgedShop) => shop.words('pulse')?.goesTo;
    expect(to(sells(16, 5_000, usual))).toBe('operator');
    expect(to(sells(16, 80, usual))).toBe('controller');
    const next = { streams: [...onAir().streams, inDays(3, { planned: { TEE: 9_000 } })] };
    expect(to(sells(16, 5_000, usual, next))).toBe('controller');
  });
});

describe('overstock', () => {
  it.each<[string, number, readonly SettingsBody[], boolean]>([
    ['over 90 days', 910, [tee({ dailySales: 10 })], true],
    ['at 90 days', 900, [tee({ dailySales: 10 })], false],
    ['over 90 days with what comes in', 800, [tee({ dailySales: 10 }), { shipments: [shipment(30, 200)] }], true],
    [
      'but for what a planned stream takes',
      910,
      [tee({ dailySales: 10 }), { streams: [inDays(3, { planned: { TEE: 300 } })] }],
      false,
    ],
    ['over its own days', 500, [own({ overstockDays: 40 }, { dailySales: 10 })], true],
  ])('%s', (_name, units, settings, raised) => {
    expect(raises(has(units, ...settings), 'overstock')).toBe(raised);
  });
});
