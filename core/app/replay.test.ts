import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import type { ShopSettings } from '../domain/settings.ts';
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
    const again = replayed(recorded, settings, []);
    expect(stockOuts(again)).toEqual(stockOuts(review));
    expect(Object.values(again?.skus ?? {}).map(({ sku, net }) => [sku, net])).toEqual(
      Object.values(review?.skus ?? {}).map(({ sku, net }) => [sku, net]),
    );
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
