import { describe, expect, it } from 'vitest';
import { aContext } from '../../test/builders/context.ts';
import { aPosition, aSource, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import type { Draft } from '../domain/event.ts';
import { FILE_CONNECTOR, type StockFile } from '../domain/file-source.ts';
import { DAY, HOUR, type Instant } from '../domain/instant.ts';
import type { OrderLine } from '../domain/order.ts';
import { NO_FACTS, type SettingsBody, type SourceConfig } from '../domain/settings.ts';
import { advance, emptyState, panelOf, popupOf, type ShopState } from './cycle.ts';
import { restockOf } from './restock/restock.ts';
import { takeStock } from './stock-file.ts';

const SOURCE: SourceConfig = { ...aSource('f', 'warehouse'), connector: FILE_CONNECTOR, name: 'Stock file' };
const TEE = { sku: 'TEE', ...NO_FACTS, safetyStock: 20, dailySales: 4 };
const ACTOR = { name: 'Lin', origin: 'here', surface: 'options' } as const;

/** A shop of files: hours count from T0. */
function aShop(settings: SettingsBody = {}) {
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  let now: Instant = T0;
  const feed = (draft: Omit<Draft, 'actor'>) => {
    state = advance(state, make(now, draft));
  };
  const tick = () => feed({ type: 'tick', body: { now, intervalMs: 300_000, start: false } });
  tick();
  feed({ type: 'settings', body: settings });
  return {
    state: () => state,
    feed,
    at(hours: number) {
      now = T0 + hours * HOUR;
      tick();
    },
    bring: (units: Readonly<Record<string, number>>, asOf = now, more: Partial<StockFile> = {}) =>
      takeStock(
        { state: () => state, append: async (draft) => feed(draft), now: () => now },
        {
          source: SOURCE,
          asOf,
          positions: Object.entries(units).map(([sku, sellable]) => aPosition(sku, '-', { sellable })),
          problems: [],
          skus: [TEE],
          ...more,
        },
        ACTOR,
      ),
    alerts: () => Object.values(state.alerts).map(({ trigger, subject }) => `${trigger} ${subject.sku ?? subject.source}`),
    popup: () => popupOf(state, { notices: [] }),
  };
}

describe('a stock file is enough to start', () => {
  it('becomes a reading: alerts, plan and popup work from it', async () => {
    const shop = aShop();
    expect(await shop.bring({ TEE: 18 })).toBeNull();
    expect(shop.alerts()).toEqual(['safety TEE']);
    await shop.bring({ TEE: 30 });
    expect(shop.alerts()).toEqual(['cover TEE']);
    const popup = shop.popup();
    expect(popup.alerts[0]?.restock?.coverDays).toBeCloseTo(7.5);
    expect(popup.sources).toMatchObject([{ name: 'Stock file', skus: 1, freshness: 'fresh', lastGoodAt: T0 }]);
  });

  it('holds the streams that are planned against it', async () => {
    const stream = aStream('acc', T0 + DAY, T0 + DAY + 2 * HOUR, { actualStart: null, planned: { TEE: 300 } });
    const shop = aShop({
      accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: null, pool: null }],
      streams: [stream],
    });
    await shop.bring({ TEE: 200 });
    expect(shop.alerts()).toContain('schedule TEE');
  });
});

describe('a stock file is as old as it says', () => {
  it('shows the age of its own time, and gives no advice once it is older than was set', async () => {
    const shop = aShop();
    await shop.bring({ TEE: 300 }, T0 - 20 * HOUR, { source: { ...SOURCE, options: { goodHours: '24' } } });
    expect(shop.popup().sources).toMatchObject([{ lastGoodAt: T0 - 20 * HOUR, freshness: 'fresh' }]);
    shop.at(5);
    expect(shop.popup().sources).toMatchObject([{ freshness: 'stale' }]);
    expect(shop.alerts()).toEqual(['stale f']);
    expect(shop.popup().alerts).toMatchObject([{ goesTo: 'operator', proposes: { key: 'core:stale.fileProposes' } }]);
    // A lower line is not held against numbers that old.
    shop.feed({ type: 'settings', body: { skus: [{ ...TEE, safetyStock: 400 }] } });
    expect(shop.alerts()).toEqual(['stale f']);
    await shop.bring({ TEE: 300 }, T0 + 5 * HOUR, { skus: [] });
    // A source that answers again is watched for a minute.
    expect(shop.alerts()).toEqual(['stale f', 'safety TEE']);
    shop.at(5.05);
    expect(shop.alerts()).toEqual(['safety TEE']);
  });

  it('is refused where a newer one is there already, or its time lies ahead', async () => {
    const shop = aShop();
    await shop.bring({ TEE: 50 });
    expect(await shop.bring({ TEE: 10 }, T0 - HOUR)).toMatchObject({ key: 'worker:stock.older' });
    expect(await shop.bring({ TEE: 10 }, T0 + HOUR)).toMatchObject({ key: 'worker:stock.future' });
    expect(shop.state().ledger.books.TEE?.places).toMatchObject({ 'f\u001f-': { level: 50 } });
  });

  it('says that sales since it was made are unknown, where nothing else tells of them', async () => {
    const stream = aStream('acc', T0, T0 + 2 * HOUR);
    const shop = aShop({
      accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: null, pool: null }],
      streams: [stream],
    });
    await shop.bring({ TEE: 100 }, T0 - HOUR);
    shop.at(1);
    const { rows } = panelOf(shop.state(), aContext());
    expect(Object.values(rows)).toMatchObject([
      { pace: null, verdict: { kind: 'unknown', why: { key: 'core:verdict.file', values: { since: { instant: T0 - HOUR } } } } },
    ]);
    expect(Object.values(rows)[0]?.safeToPromise).toBeLessThan(100);
  });
});

describe('from one file to the next', () => {
  const order = (id: string, at: Instant, quantity: number): OrderLine => ({
    source: 'shop',
    order: id,
    line: '1',
    revision: 1,
    sku: 'TEE',
    quantity,
    createdAt: at,
    state: 'paid',
  });
  const unseen = (shop: ReturnType<typeof aShop>) =>
    (shop.state().ledger.books.TEE?.unseen ?? []).reduce((sum, { units }) => sum + units, 0);
  async function between(restocked: number, asOf: Instant, level: number) {
    const shop = aShop({ sources: [aSource('shop', 'channel')] });
    await shop.bring({ TEE: 100 });
    for (let hour = 0; hour <= 3; hour += 1) {
      shop.at(hour);
      const lines = hour === 0 ? [] : [order(`o${hour}`, T0 + hour * HOUR - 1, 10)];
      shop.feed({ type: 'orders', body: { source: 'shop', receivedAt: T0 + hour * HOUR, watermark: T0 + hour * HOUR, lines } });
    }
    expect(unseen(shop)).toBe(30);
    shop.at(4);
    await shop.bring({ TEE: level + restocked }, asOf);
    return shop;
  }

  it('what was ordered before it is in it, what was ordered since is not', async () => {
    expect(unseen(await between(0, T0 + 4 * HOUR, 70))).toBe(0);
    expect(unseen(await between(0, T0 + 2.5 * HOUR, 80))).toBe(10);
  });

  it('so it is where goods came in between and hide the fall', async () => {
    expect(unseen(await between(500, T0 + 4 * HOUR, 70))).toBe(0);
    expect(unseen(await between(500, T0 + 2.5 * HOUR, 80))).toBe(10);
  });

  it('days after the newest file are not days without a sale', async () => {
    const shop = aShop();
    for (let day = 0; day <= 10; day += 1) {
      shop.at(24 * day);
      await shop.bring({ TEE: 1_000 - 12 * day });
    }
    const cover = () => restockOf(shop.state(), 'TEE').coverDays;
    expect(cover()).toBeCloseTo(880 / 12, 0);
    shop.at(24 * 30);
    expect(cover()).toBeCloseTo(880 / 12, 0);
  });

  it('what a newer file no longer names is unknown, unless a row of it could not be read', async () => {
    const shop = aShop();
    await shop.bring({ TEE: 50, CAP: 5 });
    shop.at(1);
    await shop.bring({ TEE: 50 }, T0 + HOUR, {
      problems: [{ row: '3', field: 'available', say: { key: 'options:csv.notNumber' } }],
    });
    const cap = () => Object.values(shop.state().ledger.books.CAP?.places ?? {})[0];
    expect(cap()).toMatchObject({ gone: false, level: 5 });
    expect(shop.popup().sources).toMatchObject([{ rowProblems: 1 }]);
    shop.at(2);
    await shop.bring({ TEE: 50 });
    expect(cap()).toMatchObject({ gone: true });
  });
});
