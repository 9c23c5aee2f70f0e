import { describe, expect, it } from 'vitest';
import { aPosition, aReading, T0 } from '../../test/builders/events.ts';
import { anAccount, at, facts, inDays, poolShop } from '../../test/builders/pool-shop.ts';
import { aMode, SEA, supply } from '../../test/builders/restock.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { DAY, HOUR } from '../domain/instant.ts';
import type { Listing } from '../domain/listing.ts';
import { DEFAULT_PREFERENCES } from '../domain/settings.ts';
import type { Mode } from '../domain/shipping.ts';
import { popupOf } from './cycle.ts';
import { restockOf } from './restock/restock.ts';

const many = (sku: string, sellable: number) => aPosition(sku, 'LAX', { sellable });
const listing = (key: string, sku: string): Listing => ({
  account: 'us',
  key,
  title: key,
  variants: [{ id: 'v', title: '', components: [{ sku, unitsPerSale: 1 }] }],
});
const slot = (key: string) => ({ key, startsAt: T0 + 3 * DAY, endsAt: T0 + 3 * DAY + HOUR });

describe('what a stream is about', () => {
  it.each([
    ['nothing is mapped', []],
    ['another listing is mapped', [listing('A1', 'A')]],
  ])('is what is planned for it, where %s', (_name, listings) => {
    const streams = [inDays(3, 'us', { B: 500 }, { rundown: [slot('B')] })];
    const shop = poolShop({ streams, listings }, [many('A', 400), many('B', 10)]);
    expect(shop.finding('schedule', 'B')?.reason.values).toMatchObject({ there: 10 });
    expect(shop.row('us-3', 'B')?.gap).toBeGreaterThan(400);
  });

  it('is what stands in its rundown, by its key or by its listing', () => {
    const streams = [inDays(3, 'us', {}, { rundown: [slot('B'), slot('C1')], listings: ['A1'] })];
    const listings = [listing('A1', 'A'), listing('C1', 'C')];
    const shop = poolShop({ streams, listings }, [many('A', 400), many('B', 10), many('C', 10), many('D', 10)]);
    expect(Object.keys(shop.state().outlooks['us-3'] ?? {}).toSorted()).toEqual(['A', 'B', 'C']);
  });

  it('shows as red and unknown what no warehouse reports', () => {
    const streams = [inDays(3, 'us', { B: 500 }, { rundown: [slot('N')] })];
    const shop = poolShop({ streams, listings: [listing('M1', 'M')] }, [many('A', 400)]);
    const before = shop.before('us-3');
    for (const sku of ['B', 'N', 'M'])
      expect(before?.rows.find((row) => row.sku === sku)).toMatchObject({
        available: null,
        gap: null,
        unreported: true,
        verdict: { kind: 'unknown', why: { key: 'core:verdict.unreported' } },
      });
    expect(before?.unknown).toBe(3);
    expect(shop.row('us-3', 'B')?.wants).toBeGreaterThan(400);
    // A warehouse of another pool is none that serves it.
    const elsewhere = poolShop({ accounts: [anAccount('us', ['RNO'])], streams }, [many('B', 400)]);
    expect(elsewhere.row('us-3', 'B')).toMatchObject({ available: null, unreported: true });
  });
});

describe('streams that are far off', () => {
  it('have a check list, with what sea freight can still bring', () => {
    const shop = poolShop({ streams: [inDays(60, 'us', { TEE: 300 })], modes: [SEA] }, { LAX: 10 });
    const before = shop.before('us-60');
    expect(before?.rows.map(({ sku, available }) => [sku, available])).toEqual([['TEE', 10]]);
    expect(before?.red).toBe(1);
    expect(before?.stream.forecastNet).not.toBeNull();
    expect(shop.row('us-60')?.actions[0]?.say.key).toBe('desk:check.ship');
    expect(before?.notice.rows.map(({ sku }) => sku)).toEqual(['TEE']);
  });

  it('count those before them, and stock as it is read', () => {
    const shop = poolShop({ streams: [inDays(20, 'us', { TEE: 100 }), inDays(30, 'us', { TEE: 100 })] }, { LAX: 500 });
    expect(shop.row('us-30')).toMatchObject({ available: 500, gap: 0 });
    expect(shop.row('us-30')?.before).toBeGreaterThan(80);
    const reading = aReading('wms', T0 + 5, [many('TEE', 50)]);
    shop.log(T0 + 5, { type: 'reading', body: readingBody(shop.state().ledger, reading) });
    expect(shop.row('us-30')).toMatchObject({ available: 50 });
    expect(shop.row('us-30')?.gap).toBeGreaterThan(80);
  });

  it('are green only where something is known of them', () => {
    const shop = poolShop({ streams: [inDays(120, 'us', {})] }, []);
    expect(shop.before('us-120')).toMatchObject({ rows: [], red: 0, unknown: 0 });
  });

  it('raise the alert of a SKU that looks further ahead than the shop', () => {
    const streams = [inDays(10, 'us', { TEE: 300 })];
    const shop = poolShop({ streams }, { LAX: 10 });
    expect(shop.finding('schedule')).toBeUndefined();
    shop.set({ skus: [facts('TEE', { triggers: { scheduleDays: 14 } })] });
    expect(shop.finding('schedule')?.reason.values).toMatchObject({ there: 10, stream: 'us in 10' });
    shop.set({ skus: [facts('TEE', { triggers: { scheduleDays: 9 } })] });
    expect(shop.finding('schedule')).toBeUndefined();
  });

  it('take what would else be overstock', () => {
    const skus = [facts('TEE', { dailySales: 1 })];
    const shop = poolShop({ skus, streams: [inDays(40, 'us', { TEE: 900 })] }, { LAX: 950 });
    expect(shop.finding('overstock')).toBeUndefined();
    shop.set({ streams: [inDays(40, 'us', { TEE: 300 })] });
    expect(shop.finding('overstock')).toBeDefined();
    shop.set({ streams: [inDays(40, 'us', { OTHER: 300 })] });
    expect(shop.finding('overstock')?.reason.values).toMatchObject({ rest: 950 });
  });

  it('are named by the popup, of as many alerts as it shows', () => {
    const skus = Array.from({ length: 30 }, (_, index) => facts(`S${index}`, { dailySales: 10 }));
    const planned = Object.fromEntries(skus.map(({ sku }) => [sku, 20]));
    const shop = poolShop(
      { skus, streams: [inDays(40, 'us', planned)], modes: [SEA] },
      skus.map(({ sku }) => many(sku, 50)),
    );
    const { alerts } = popupOf(shop.state(), { notices: [] });
    expect(alerts).toHaveLength(30);
    for (const { restock } of alerts)
      expect(restock).toMatchObject({ coverDays: 5, nextStream: T0 + 40 * DAY, mode: SEA.name, orderBy: expect.any(Number) });
  });

  it('are planned as they are forecast once they are near', () => {
    const shop = poolShop({ streams: [inDays(8, 'us', { TEE: 300 })] }, { LAX: 1_000 });
    const far = restockOf(shop.state(), 'TEE').parts.scheduled;
    shop.log(T0 + 2 * DAY, { type: 'tick', body: { now: T0 + 2 * DAY, intervalMs: 300_000, start: false } });
    expect(shop.state().outlooks['us-8']?.TEE).toBeDefined();
    expect(restockOf(shop.state(), 'TEE').parts.scheduled).toBeCloseTo(far, 0);
  });
});

describe('a guess', () => {
  const others = Array.from({ length: 300 }, (_, index) => many(`X${index}`, 4));
  it('raises no alert while there is stock', () => {
    const streams = [inDays(3, 'us', { B: 500 })];
    const shop = poolShop({ streams, skus: [facts('B', { plannedUnits: 500 })] }, [many('B', 10), ...others, many('Y', 0)]);
    expect(Object.keys(shop.state().outlooks['us-3'] ?? {})).toHaveLength(302);
    expect(shop.alerts().toSorted()).toEqual(['schedule B', 'schedule Y']);
  });
});

describe('the line of cover', () => {
  const fast: Mode = { ...SEA, id: 'fast', name: 'fast', kind: 'seaFast', parts: { main: { days: 20, spread: 0 } } };
  const slow: Mode = { ...SEA, id: 'slow', name: 'slow', parts: { main: { days: 40, spread: 0 } } };
  const line = (modes: readonly Mode[], more: Parameters<typeof supply>[0] = {}) =>
    poolShop(
      { modes, skus: [facts('TEE', { dailySales: 10, supply: supply({ productionDays: 0, ...more }) })] },
      { LAX: 0 },
    ).finding('cover')?.reason.values?.line;
  it('is what the fastest sea mode takes that may carry it to where it is sold from', () => {
    expect(line([slow, fast])).toBe(20);
    expect(line([slow, { ...fast, battery: false }], { battery: true })).toBe(40);
    expect(line([slow, { ...fast, liquid: false }], { liquid: true })).toBe(40);
    expect(line([slow, { ...fast, battery: false }])).toBe(20);
    const giving = aMode({ id: 't', kind: 'transfer', from: at('RNO'), to: at('LAX') });
    expect(line([slow, fast, giving])).toBe(20);
    expect(line([])).toBe(14);
  });

  it('is the same for a pulse', () => {
    const on = inDays(0, 'us', { TEE: 100 }, { actualStart: T0, plannedEnd: T0 + HOUR / 4 });
    const pulse = (modes: readonly Mode[], skus = [facts('TEE', { dailySales: 10 })]) => {
      const shop = poolShop({ streams: [on], modes, skus, preferences: DEFAULT_PREFERENCES }, { LAX: 420 });
      for (let step = 1; step <= 10; step += 1) {
        const when = T0 + step * 60_000;
        const reading = aReading('wms', when, [many('TEE', 420 - step * 5)]);
        shop.log(when, { type: 'reading', body: readingBody(shop.state().ledger, reading) });
        shop.log(when + 1, { type: 'tick', body: { now: when + 1, intervalMs: 5_000, start: false } });
      }
      return shop.finding('pulse')?.goesTo;
    };
    expect(pulse([])).toBe('operator');
    expect(pulse([slow])).toBe('controller');
  });
});
