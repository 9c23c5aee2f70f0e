import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import { T0 } from '../../test/builders/events.ts';
import { MINUTE } from '../domain/instant.ts';
import { NO_FACTS, type ShopSettings } from '../domain/settings.ts';
import { recordedOf } from './recorded.ts';
import { replay, replayed } from './replay.ts';
import { reviewOf } from './reviews.ts';

/** An evening of which TEE runs out, and its recording. */
function recordedEvening() {
  const shop = aShop();
  shop.stock.set('TEE', 60);
  const stream = over(shop, evening(shop, 'A'));
  const { ledger, watched } = shop.state();
  const settled = ledger.settings.streams.A ?? stream;
  const recorded = recordedOf(settled, shop.events);
  if (recorded === null) throw new Error('It was not recorded.');
  return { shop, recorded, settings: ledger.settings, review: reviewOf(ledger, watched, 'A') };
}
/** Ten days, an earlier stream that was looked back upon, and an evening in which much comes together. */
function recordedBusyEvening() {
  const shop = aShop();
  const day = 24 * 60;
  const now = 10 * day;
  shop.stock.set('TEE', 100);
  shop.stock.set('CAP', 400);
  const quietDays = (from: number, to: number) => {
    for (let past = from; past < to; past += 1) {
      shop.sell({ TEE: 3, CAP: 2, BAG: 4 });
      shop.read(past * day + 60);
    }
  };
  quietDays(0, 9);
  /** What a file says of a stream's listings; `lot`: TEE draws far more clicks, and orders, than it did. */
  const counted = (minute: number, stream: string, lot: boolean) =>
    shop.feed(minute, {
      type: 'funnels',
      body: {
        rows: ['TEE', 'CAP', 'BAG'].map((listing) => ({
          account: 'acc',
          listing,
          of: { stream },
          minutes: 30,
          by: 'file',
          at: T0 + minute * MINUTE,
          impressions: 20_000,
          clicks: lot && listing === 'TEE' ? 1_400 : 400,
          cart: null,
          ordered: lot && listing === 'TEE' ? 120 : 8,
          paid: null,
        })),
      },
    });
  const before = evening(shop, 'before', { from: 8 * day + 300, minutes: 60 }, 20);
  counted(8 * day + 300 + 21, 'before', false);
  shop.stream({ ...before, actualEnd: T0 + (8 * day + 300 + 60) * MINUTE });
  // Time goes on, in intervals so long that nothing is stale.
  shop.tick(8 * day + 300 + 130, day * MINUTE);
  quietDays(9, 10);
  shop.feed(now - 100, {
    type: 'settings',
    body: {
      skus: [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 60, safetyStock: 40 }],
      capacities: [
        {
          source: 'wms',
          ordersADay: 20,
          weekdays: [1, 2, 3, 4, 5],
          cutOff: '15:00',
          zone: 'America/New_York',
          holidays: [],
          unitsPerOrder: 1,
          open: null,
        },
      ],
    },
  });
  const stream = evening(shop, 'A', { from: now, minutes: 120 }, 30);
  counted(now + 30, 'A', true);
  const alert = Object.values(shop.state().alerts).find(({ trigger }) => trigger === 'stockOut')?.id ?? '';
  shop.feed(now + 30.1, {
    type: 'alertAction',
    body: { alert, action: 'acknowledge', until: null, at: T0 + (now + 30.1) * MINUTE },
  });
  for (let minute = 31; minute < 120; minute += 1) {
    shop.page(now + minute, minute < 60 ? 'TEE' : 'CAP', 1_000);
    shop.sell(minute < 60 ? { TEE: 10, BAG: 1 } : { CAP: 8, BAG: 1 });
    shop.read(now + minute + 0.9);
  }
  over(shop, stream);
  const { ledger, watched } = shop.state();
  const recorded = recordedOf(ledger.settings.streams.A ?? stream, shop.events);
  if (recorded === null) throw new Error('It was not recorded.');
  const lessons = shop.events.flatMap((event) =>
    event.type === 'learned' && event.body.stream === 'before' ? [event.body] : [],
  );
  return { recorded, settings: ledger.settings, review: reviewOf(ledger, watched, 'A'), lessons };
}
const stockOuts = (review: ReturnType<typeof replayed>) =>
  review?.alerts.filter(({ trigger }) => trigger === 'stockOut').map(({ sku, raisedAt }) => ({ sku, raisedAt }));

describe('a recording', () => {
  it('begins with how everything stood, once, and outlives no settings', () => {
    const { shop, recorded } = recordedEvening();
    expect(shop.events.filter(({ type }) => type === 'began')).toHaveLength(1);
    expect(recorded.base.readings.map(({ source, changed }) => [source, changed.length])).toEqual([['wms', 3]]);
    expect(recorded.events.some(({ type }) => type === 'settings' || type === 'learned')).toBe(false);
  });

  it('replayed with the same settings gives the same review, alert by alert', () => {
    const { recorded, settings, review } = recordedEvening();
    expect(stockOuts(review)).toHaveLength(1);
    expect(replayed(recorded, settings, [])).toEqual(review);
  });

  it('gives exactly the alerts that came live: of days and earlier streams’ counts, of limits that are set, of what was answered', () => {
    const { recorded, settings, review, lessons } = recordedBusyEvening();
    const kinds = new Set(review?.alerts.map(({ trigger }) => trigger));
    // Each rests on something else that was known before the stream: counts, days, a plan, a capacity, a line that was drawn.
    for (const trigger of ['breakout', 'pulse', 'stockOut', 'capacity', 'schedule', 'safety'] as const)
      expect([trigger, kinds.has(trigger)]).toEqual([trigger, true]);
    expect(review?.alerts.some(({ done, by }) => done === 'acknowledge' && by === 'Lin')).toBe(true);
    const again = replayed(JSON.parse(JSON.stringify(recorded)) as typeof recorded, settings, lessons);
    expect(again?.alerts).toEqual(review?.alerts);
    expect(again).toEqual(review);
  });

  it('of an earlier version, without what stood before, replays by its readings; what the seller has set stands', () => {
    const { recorded, settings } = recordedEvening();
    const { stood: _, after: __, ...base } = recorded.base;
    const old = { ...recorded, base: { ...base, daily: { TEE: 2, BAG: 2 } } };
    const set = { ...settings, skus: { ...settings.skus, BAG: { sku: 'BAG', ...NO_FACTS, dailySales: 1_000 } } };
    const pulses = replayed(old, set, [])?.alerts.filter(({ trigger }) => trigger === 'pulse');
    expect(pulses?.map(({ sku }) => sku)).toEqual(['TEE']);
  });

  it('says which alerts would have come with other settings', () => {
    const { recorded, settings, review } = recordedEvening();
    const { preferences } = settings;
    const strict: ShopSettings = {
      ...settings,
      preferences: { ...preferences, triggers: { ...preferences.triggers, stockOutChance: 0.999, stockOutMinutes: 0 } },
    };
    const [late] = stockOuts(replayed(recorded, strict, [])) ?? [];
    const [usual] = stockOuts(review) ?? [];
    expect(late?.sku).toBe('TEE');
    expect(late?.raisedAt).toBeGreaterThan(usual?.raisedAt ?? Number.POSITIVE_INFINITY);
  });

  it('knows nothing of its end before it comes', () => {
    const { recorded, settings } = recordedEvening();
    for (const { ledger } of replay(recorded, settings, [])) {
      if (ledger.now < (recorded.stream.actualEnd ?? 0)) expect(ledger.settings.streams.A?.actualEnd).toBeNull();
    }
  });

  it('is plain data: a file of it replays the same', () => {
    const { recorded, settings } = recordedEvening();
    const file = JSON.parse(JSON.stringify(recorded)) as typeof recorded;
    expect(replayed(file, settings, [])).toEqual(replayed(recorded, settings, []));
  });

  it('is none of a stream whose beginning nobody noted', () => {
    const { shop, recorded } = recordedEvening();
    const rest = shop.events.filter(({ type }) => type !== 'began');
    expect(recordedOf(recorded.stream, rest)).toBeNull();
  });
});
