import { describe, expect, it } from 'vitest';
import { aSource, T0 } from '../../test/builders/events.ts';
import { facts, has, inDays, type JudgedShop, onAir, priced, tee } from '../../test/builders/judged-shop.ts';
import type { TriggerId } from '../domain/alert.ts';
import { HOUR } from '../domain/instant.ts';
import type { SettingsBody, SkuFacts } from '../domain/settings.ts';

/** Too little of a SKU through the whole fold. */
describe('one cause', () => {
  const short = () =>
    has(21, { skus: [facts('TEE', { safetyStock: 20, dailySales: 3 })] }, { streams: [inDays(1, { planned: { TEE: 500 } })] });
  it('stays as urgent when it crosses another line, and is one alert', () => {
    const shop = short();
    const [before] = shop.alerts();
    shop.read(1, { TEE: 20 });
    expect(shop.alerts()).toHaveLength(1);
    const [after] = shop.alerts();
    expect(after).toMatchObject({ id: before?.id, also: expect.arrayContaining(['safety']) });
    expect(after?.urgency).toBeGreaterThanOrEqual(before?.urgency ?? 0);
  });

  it('goes over to what else holds at once, and keeps what was answered', () => {
    const shop = has(20, { skus: [facts('TEE', { safetyStock: 20, dailySales: 3 })] });
    const before = shop.said('safety');
    if (before === undefined) throw new Error('Nothing was said.');
    shop.answer(1, before, 'acknowledge');
    // Thirty seconds on: no day pass is due, and above the safety stock's margin cover alone is left.
    shop.set(1.2, onAir());
    shop.read(1.3, { TEE: 23 });
    expect(shop.alerts()).toMatchObject([{ id: before.id, trigger: 'cover', also: [], state: 'acknowledged' }]);
  });

  it('is said anew when a stream makes it much more urgent', () => {
    const shop = has(30, tee({ dailySales: 3 }));
    const [before] = shop.alerts();
    if (before === undefined) throw new Error('Nothing was said.');
    shop.answer(1, before, 'snooze', T0 + 10 * HOUR);
    expect(shop.alerts()[0]?.state).toBe('snoozed');
    shop.set(2, { streams: [inDays(0.05, { planned: { TEE: 500 } })] });
    expect(shop.alerts()).toMatchObject([{ id: before.id, trigger: 'schedule', state: 'raised' }]);
  });

  it('stands once for the controller and once for the operator on air', () => {
    const shop = has(60, onAir(), { skus: [facts('TEE', { safetyStock: 50, dailySales: 5, plannedUnits: 180 })] });
    for (let minute = 1; minute <= 20; minute += 1) {
      shop.read(minute, { TEE: 60 - minute });
      shop.tick(minute);
    }
    expect(
      shop
        .alerts()
        .map(({ goesTo }) => goesTo)
        .toSorted(),
    ).toEqual(['controller', 'operator']);
    expect(shop.said('stockOut')?.trigger).toBe('stockOut');
  });
});

describe('what a unit is worth', () => {
  const dear = { supply: priced(1_000_000) };
  const sold = (shop: JudgedShop, from: number, minutes: number, source = 'wms') => {
    for (let minute = 1; minute <= minutes; minute += 1) {
      shop.read(minute, { TEE: from - minute }, source);
      shop.tick(minute);
    }
    return shop;
  };
  const channel = { sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')] };
  const warehouse: SettingsBody = {
    capacities: [
      {
        source: 'wms',
        ordersADay: 10,
        zone: 'UTC',
        cutOff: '23:59',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        holidays: [],
        open: null,
        unitsPerOrder: 2,
      },
    ],
  };
  function silent(more: Partial<SkuFacts>): JudgedShop {
    const shop = has(900, onAir(2), tee({ plannedUnits: 240, ...more }));
    for (let minute = 0; minute <= 29; minute += 1) {
      shop.page(minute, { TEE: { pinned: true, link: 3 } });
      shop.read(minute + 0.5, { TEE: 900 - 2 * Math.min(15, minute) });
      shop.tick(minute + 0.9);
    }
    return shop;
  }
  function oversold(more: Partial<SkuFacts>): JudgedShop {
    const shop = has(100, tee(more), channel);
    shop.read(1, { TEE: 130 }, 'shop');
    return shop;
  }
  const shops: readonly (readonly [TriggerId, (more: Partial<SkuFacts>) => JudgedShop])[] = [
    ['stockOut', (more) => sold(has(60, onAir(), tee({ plannedUnits: 180, ...more })), 60, 20)],
    ['pulse', (more) => sold(has(60, onAir(), tee({ plannedUnits: 20, dailySales: 5, ...more })), 60, 20)],
    ['safety', (more) => has(10, tee({ safetyStock: 20, ...more }))],
    ['schedule', (more) => has(100, tee(more), { streams: [inDays(3, { planned: { TEE: 100 } })] })],
    ['cover', (more) => has(50, tee({ dailySales: 10, ...more }))],
    ['overstock', (more) => has(2_000, tee({ dailySales: 10, ...more }))],
    ['oversell', oversold],
    ['stalled', silent],
    ['capacity', (more) => has(5_000, onAir(), tee({ plannedUnits: 600, ...more }), warehouse)],
  ];
  it.each(shops)('makes %s more urgent', (trigger, shop) => {
    const [cheap, costly] = [shop({}), shop(dear)].map((one) => one.words(trigger)?.urgency ?? -1);
    expect(cheap).toBeGreaterThanOrEqual(0);
    expect(costly).toBeGreaterThan(cheap ?? 0);
  });
});
