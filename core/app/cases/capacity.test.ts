import { describe, expect, it } from 'vitest';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../../test/builders/events.ts';
import { readingBody } from '../../decide/ledger/diff.ts';
import { loadOf } from '../../decide/triggers/capacity.ts';
import type { Capacity, Selling } from '../../domain/capacity.ts';
import type { Draft } from '../../domain/event.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { NO_FACTS, type SettingsBody } from '../../domain/settings.ts';
import { advance, emptyState, type ShopState } from '../cycle.ts';
import { duringOf } from '../desk/during.ts';
import { capacityCase } from './capacity.ts';

/** Ships every day, so that a deadline is two days of it and the day itself: three times what it ships a day. */
const capacityOf = (source: string, over: Partial<Capacity> = {}): Capacity => ({
  source,
  ordersADay: 100,
  zone: 'UTC',
  cutOff: '23:59',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
  open: null,
  unitsPerOrder: 1,
  ...over,
});
const accountOf = (id: string, channel: string | null, pool: readonly string[] | null = null) => ({
  id,
  name: id,
  profile: 'practice',
  site: `https://${id}.example`,
  channel,
  pool: pool === null ? null : pool.map((source) => ({ source, location: 'L' })),
});

/** A shop with a channel and warehouses that see orders at once; minutes count from T0. */
function aShop(warehouses: readonly string[], settings: SettingsBody, lag = 0) {
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  const feed = (at: Instant, draft: Omit<Draft, 'actor'>) => {
    state = advance(state, make(at, draft));
  };
  const levels = new Map(warehouses.map((id) => [id, 10_000]));
  let sold = 0;
  const read = (minute: number) => {
    const at = T0 + minute * MINUTE;
    feed(at, { type: 'tick', body: { now: at, intervalMs: MINUTE, start: false } });
    for (const [source, units] of [...levels, ['shop', 10_000 - sold] as const]) {
      const positions = [aPosition('TEE', 'L', { sellable: units })];
      feed(at, { type: 'reading', body: readingBody(state.ledger, aReading(source, at, positions)) });
    }
  };
  feed(T0 - 30 * MINUTE, {
    type: 'settings',
    body: {
      sources: [...warehouses.map((id) => aSource(id, 'warehouse', lag)), aSource('shop', 'channel')],
      accounts: [accountOf('acc', 'shop')],
      skus: [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 300 }],
      ...settings,
    },
  });
  return {
    state: () => state,
    feed,
    read,
    /** Sold on the channel, and shipped out of this warehouse. */
    sell(units: number, from: string | null = warehouses[0] ?? null) {
      sold += units;
      if (from !== null) levels.set(from, (levels.get(from) ?? 0) - units);
    },
    share(source = 'wms') {
      const one = capacityCase(state.ledger, state.outlooks, state.ledger.settings.capacities[source] ?? capacityOf(source));
      return one === null ? null : { ...loadOf(one), taken: one.taken, expected: one.expected };
    },
    alert: (source = 'wms') =>
      Object.values(state.alerts).find((one) => one.trigger === 'capacity' && one.subject.source === source),
  };
}

const STREAM = aStream('acc', T0, T0 + 3 * HOUR, { planned: { TEE: 300 } });

describe('orders against what can be shipped', () => {
  it.each([
    ['with a warehouse that sees orders at once', 0, null],
    ['with a warehouse that sees them late', 90, null],
    ['with open orders counted before', 0, { orders: 0, at: T0 - 10 * MINUTE }],
  ])('never fall while orders come in and none ships, %s', (_name, lag, open) => {
    const shop = aShop(['wms'], { capacities: [capacityOf('wms', { open })] }, lag);
    shop.read(-5);
    shop.feed(T0, { type: 'settings', body: { streams: [STREAM] } });
    let before = 0;
    for (let minute = 0; minute < 174; minute += 1) {
      shop.read(minute);
      const { share = 0 } = shop.share() ?? {};
      // A forecast may breathe; what was ordered may not disappear from it.
      expect(share).toBeGreaterThanOrEqual(before - 0.03);
      before = Math.max(before, share);
      // Two a minute, 348 in all, where 300 were planned and 300 can go.
      shop.sell(2);
    }
    shop.read(174);
    expect(shop.share()?.taken).toBe(348);
    expect(shop.share()?.share).toBeGreaterThanOrEqual(348 / 300);
    expect(shop.alert()).toBeDefined();
    expect(duringOf(shop.state(), STREAM).capacity).toMatchObject([{ taken: 348, canShip: 300 }]);
  });

  it('open orders have a time: what is taken since then adds to them, and the alert says how old they are', () => {
    const at = T0 - 10 * MINUTE;
    const shop = aShop(['wms'], {});
    shop.read(-25);
    shop.sell(40);
    shop.read(-20);
    shop.feed(at, { type: 'settings', body: { capacities: [capacityOf('wms', { open: { orders: 250, at } })] } });
    shop.sell(7);
    shop.read(-5);
    shop.feed(T0, { type: 'settings', body: { streams: [{ ...STREAM, planned: { TEE: 10 } }] } });
    shop.read(1);
    // The forty before the count are in it.
    expect(shop.share()?.taken).toBe(7);
    expect(shop.alert()?.reason).toMatchObject({ key: 'core:capacity.reason', values: { since: { instant: at } } });
    shop.feed(T0 + 2 * MINUTE, {
      type: 'settings',
      body: { capacities: [capacityOf('wms', { open: { orders: 250, at: T0 - 2 * DAY } })] },
    });
    shop.read(3);
    expect(shop.alert()?.reason.key).toBe('core:capacity.old');
  });
});

describe('several warehouses', () => {
  const halfway = (shop: ReturnType<typeof aShop>) => {
    shop.read(-5);
    shop.feed(T0, { type: 'settings', body: { streams: [STREAM] } });
    shop.read(0);
    for (let minute = 1; minute <= 60; minute += 1) {
      shop.sell(2, minute % 2 === 0 ? 'wms' : 'east');
      shop.read(minute);
    }
  };

  it('share what one pool is asked for, each by what it can ship', () => {
    const shop = aShop(['wms', 'east'], { capacities: [capacityOf('wms'), capacityOf('east', { ordersADay: 300 })] });
    halfway(shop);
    expect(shop.share('wms')?.taken).toBeCloseTo(30);
    expect(shop.share('east')?.taken).toBeCloseTo(90);
    expect(shop.share('wms')?.share).toBeCloseTo(shop.share('east')?.share ?? 0);
  });

  it('are not loaded with what another pool sells', () => {
    const shop = aShop(['wms', 'east'], {
      accounts: [accountOf('acc', 'shop', ['wms'])],
      capacities: [capacityOf('wms'), capacityOf('east')],
    });
    halfway(shop);
    expect(shop.share('wms')?.taken).toBe(120);
    expect(shop.share('east')).toBeNull();
  });

  it('count what their pool has taken since their own count', () => {
    const open = { orders: 0, at: T0 - 6 * MINUTE };
    const shop = aShop(['wms', 'east'], { capacities: [capacityOf('wms', { open }), capacityOf('east', { open })] });
    halfway(shop);
    expect(shop.share('wms')?.taken).toBeCloseTo(60);
    expect(shop.share('east')?.taken).toBeCloseTo(60);
  });
});

it('proposes what the channel of the stream can do', () => {
  const selling: Selling = { account: 'acc', dispatchDays: 2, preOrder: false, backorder: false, longerHandling: true };
  const shop = aShop(['wms'], { capacities: [capacityOf('wms', { ordersADay: 10 })], sellings: [selling] });
  shop.read(-5);
  shop.feed(T0, { type: 'settings', body: { streams: [STREAM] } });
  shop.read(1);
  expect(shop.alert()?.proposes.key).toBe('core:capacity.proposesLonger');
  shop.feed(T0 + MINUTE, { type: 'settings', body: { sellings: [{ ...selling, longerHandling: false }] } });
  expect(shop.alert()?.proposes.key).toBe('core:capacity.proposes');
});
