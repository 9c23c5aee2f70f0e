import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../../test/builders/events.ts';
import type { Better } from '../../domain/desk.ts';
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts';
import { NO_FACTS, type SettingsBody, type ShopSettings } from '../../domain/settings.ts';
import type { Mode } from '../../domain/shipping.ts';
import type { Stream } from '../../domain/stream.ts';
import { deskOf } from '../desk/desk.ts';
import { recordedOf } from '../recorded.ts';
import { replayed } from '../replay.ts';
import { restockOf } from '../restock/restock.ts';
import { changed, judgeBetter } from './judge.ts';

type Shop = ReturnType<typeof aShop>;
const FRAME = { clock: { realAnchor: 0, anchor: 0, rate: 1 }, notices: [] };
const lookedBack = (shop: Shop) => deskOf(shop.state(), { tab: 'after', stream: 'A', sku: null }, FRAME).after;
const better = (shop: Shop) => lookedBack(shop)?.better ?? [];

/** An evening in which TEE has 60 and would sell 200; `more`: what else is set of the stream. */
function shortEvening(more: Partial<Stream> = {}, set: SettingsBody = {}) {
  const shop = aShop();
  shop.feed(-1, { type: 'settings', body: set });
  shop.stock.set('TEE', 60);
  const stream = evening(shop, 'A', undefined, undefined, 1, undefined, more);
  over(shop, stream);
  return shop;
}
function judged(shop: Shop, settings: ShopSettings = shop.state().ledger.settings, proposals: readonly Better[] = []) {
  const stream = shop.state().ledger.settings.streams.A;
  const recorded = stream === undefined ? null : recordedOf(stream, shop.events);
  if (recorded === null) throw new Error('It was not recorded.');
  return { recorded, all: [...judgeBetter(recorded, settings, [], proposals)] };
}
/** The settings as a click takes a proposal over. */
const taken = (shop: Shop, one: Better): SettingsBody => {
  const { skus, preferences } = changed(shop.state().ledger.settings, one);
  return { skus: Object.values(skus), preferences };
};

const BY_SEA: Mode = {
  id: 'sea',
  name: 'By sea',
  kind: 'seaFast',
  route: 'sea',
  to: null,
  from: null,
  parts: { main: { days: 20, spread: 2 } },
  cutOff: null,
  peaks: [],
  freight: null,
  battery: true,
  liquid: true,
};

describe('numbers for the next plan', () => {
  it('are planned units where the seller’s own were far off, upwards alone of what ran out', () => {
    const found = better(shortEvening());
    expect(found.find(({ id }) => id === 'plannedUnits CAP')).toMatchObject({ from: 60, to: 200, by: 'figures' });
    expect(found.find(({ id }) => id === 'plannedUnits TEE')?.to).toBeGreaterThan(60);
    const generous = better(shortEvening({}, { skus: [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 2_000 }] }));
    for (const { sku, setting, to } of generous)
      if (sku === 'TEE' && setting === 'plannedUnits') expect(to).toBeGreaterThan(2_000);
  });

  it('are nothing for what was meant to sell out: neither more planned nor more for safety', () => {
    const shop = shortEvening({ plannedSellOut: ['TEE'] });
    expect(lookedBack(shop)?.review.skus.TEE).toMatchObject({ plannedSellOut: true });
    expect(lookedBack(shop)?.review.skus.TEE?.outAt).not.toBeNull();
    expect(better(shop).some(({ sku }) => sku === 'TEE')).toBe(false);
    const settings = shop.state().ledger.settings;
    expect(
      judged(shop, settings)
        .all.at(-1)
        ?.found.some(({ setting }) => setting.startsWith('stockOut')),
    ).toBe(false);
  });

  it('are nothing for what was merely paused: it did not run out', () => {
    const shop = aShop();
    const stream = evening(shop, 'A', undefined, 40);
    for (let minute = 40; minute < 80; minute += 1) {
      shop.page(minute, 'TEE', 1_000, { TEE: { state: 'paused' } });
      shop.read(minute + 0.9);
    }
    over(shop, stream);
    const { TEE } = lookedBack(shop)?.review.skus ?? {};
    expect(TEE).toMatchObject({ outAt: null, left: 99_800 });
    expect(TEE?.shut?.paused).toBeGreaterThan(30 * MINUTE);
    expect(better(shop).some(({ sku }) => sku === 'TEE')).toBe(false);
  });

  it.each([
    ['no safety stock was set', null],
    ['far too little was set', 5],
    ['much was set', 3_000],
  ])('never make the next order of what ran out smaller: %s', (_name, safetyStock) => {
    const weekly = Array.from({ length: 4 }, (_, week) =>
      aStream('acc', T0 + (week + 1) * 7 * DAY, T0 + (week + 1) * 7 * DAY + 2 * HOUR, {
        id: `next${week}`,
        actualStart: null,
        rundown: [{ key: 'TEE', startsAt: T0 + (week + 1) * 7 * DAY, endsAt: T0 + (week + 1) * 7 * DAY + HOUR }],
      }),
    );
    const skus = [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 60, safetyStock, dailySales: 4 }];
    const set = { streams: weekly, skus, modes: [BY_SEA] };
    const shop = shortEvening({}, set);
    shop.tick(181);
    const before = restockOf(shop.state(), 'TEE');
    const proposals = better(shop).filter(({ sku }) => sku === 'TEE');
    expect(proposals.length).toBeGreaterThan(0);
    for (const one of proposals) {
      const next = shortEvening({}, set);
      next.tick(181);
      next.feed(182, { type: 'settings', body: taken(next, one) });
      const plan = restockOf(next.state(), 'TEE');
      expect(plan.quantity).toBeGreaterThanOrEqual(before.quantity);
      if (one.setting !== 'safetyStock') continue;
      // What it says of the next order is what the next order is.
      expect(one.did).toMatchObject([{ values: { from: before.quantity, to: plan.quantity } }]);
      expect(plan.quantity).toBeGreaterThan(before.quantity);
    }
    if (safetyStock === null) expect(proposals.map(({ setting }) => setting)).toEqual(['plannedUnits']);
    if (safetyStock === 5) expect(proposals.map(({ setting }) => setting)).toContain('safetyStock');
    if (safetyStock === 3_000) expect(proposals.map(({ setting }) => setting)).not.toContain('safetyStock');
  });
});

describe('thresholds', () => {
  /** Two of three run out within minutes: at 15 minutes' notice they are said late. */
  function lateEvening() {
    const shop = aShop({ TEE: 60, CAP: 60, BAG: 60 });
    shop.stock.set('TEE', 60);
    shop.stock.set('CAP', 60);
    const strict = { ...shop.state().ledger.settings.preferences };
    const triggers = { ...strict.triggers, stockOutChance: 0.999, stockOutMinutes: 1 };
    shop.feed(-1, { type: 'settings', body: { preferences: { ...strict, triggers } } });
    over(shop, evening(shop, 'A'));
    return shop;
  }

  it('that are proposed would have warned earlier in a replay, by as much as they say', () => {
    const shop = lateEvening();
    const { settings } = shop.state().ledger;
    const { recorded, all } = judged(shop);
    const found = all.at(-1)?.found ?? [];
    expect(found.length).toBeGreaterThan(0);
    const firstOf = (with_: ShopSettings, sku: string) =>
      replayed(recorded, with_, [])?.alerts.find((one) => one.trigger === 'stockOut' && one.sku === sku)?.raisedAt ??
      Number.POSITIVE_INFINITY;
    for (const one of found.filter(({ setting }) => setting.startsWith('stockOut'))) {
      expect(one).toMatchObject({ by: 'replay', sku: null });
      const gains = ['TEE', 'CAP'].map((sku) => firstOf(settings, sku) - firstOf(changed(settings, one), sku));
      expect(Math.max(...gains)).toBeGreaterThan(MINUTE);
      expect(Math.min(...gains)).toBeGreaterThanOrEqual(0);
      expect(one.did[0]).toMatchObject({ key: 'desk:better.earlier' });
    }
  });

  it('are none where all was said in time', () => {
    const shop = aShop();
    over(shop, evening(shop, 'A'));
    const { all } = judged(shop);
    expect(all.at(-1)).toMatchObject({ found: [], refuted: [] });
  });

  it('are told one by one, so that whoever looks can stop', () => {
    const { all } = judged(lateEvening());
    expect(all.map(({ done }) => done)).toEqual(Array.from({ length: all.length }, (_, index) => index));
    expect(all.at(-1)?.done).toBe(all[0]?.of);
    expect(all[0]?.of).toBeLessThanOrEqual(16);
  });
});
