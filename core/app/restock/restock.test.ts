import { describe, expect, it } from 'vitest';
import { aPosition, aReading } from '../../../test/builders/events.ts';
import { AIR, aMode, cny, SEA, supply } from '../../../test/builders/restock.ts';
import { account, aRestockShop as aShop, facts, NOW, stream } from '../../../test/builders/restock-shop.ts';
import { readingBody } from '../../decide/ledger/diff.ts';
import { DAY, HOUR } from '../../domain/instant.ts';
import { DEFAULT_RESTOCK } from '../../domain/restock.ts';
import { DEFAULT_PREFERENCES } from '../../domain/settings.ts';
import type { Mode } from '../../domain/shipping.ts';
import type { ShopState } from '../cycle.ts';
import { planTime } from './facts.ts';
import { restockAll, restockOf } from './restock.ts';
import { restockLines, restockOut } from './text.ts';

const plan = (state: ShopState, sku = 'tee') => restockOf(state, sku);

describe('what a plan rests on', () => {
  it('is what is there, days without streams, and the seller’s modes', () => {
    const made = plan(aShop().state());
    expect(made).toMatchObject({
      dailyBase: 10,
      coverDays: 10,
      parts: { sellable: -100, base: 600 },
      demand: { cause: 'sustained' },
    });
    expect(made.lots.map(({ mode }) => mode)).toEqual(['air', 'sea']);
  });

  it('counts scheduled streams as they are planned, those of next week and those that are further off', () => {
    const streams = [stream('near', 3, { planned: { tee: 40 } }), stream('far', 20, { planned: { tee: 60 } })];
    const { parts } = plan(aShop({ streams }).state());
    expect(parts.scheduled).toBeGreaterThan(80);
    expect(parts.scheduled).toBeLessThan(120);
    expect(parts.cadence).toBe(0);
    // A SKU that a stream does not plan takes no part in it.
    expect(plan(aShop({ streams: [stream('far', 20, { planned: { mug: 60 } })] }).state()).parts.scheduled).toBe(0);
  });

  it('forecasts a stream that is capped by stock as what would be asked for', () => {
    const streams = [stream('near', 3, { planned: { tee: 400 } })];
    const { parts, outAt } = plan(aShop({ streams }).state());
    expect(parts.scheduled).toBeGreaterThan(250);
    expect(outAt).toBe(streams[0]?.plannedStart);
  });

  it('leaves a warehouse that only gives to transfers', () => {
    const from = { source: 'wms', location: 'CN' };
    const transfer: Mode = aMode({ id: 't', kind: 'transfer', from, parts: { main: { days: 5, spread: 0 } } });
    const both = [aPosition('tee', 'LAX', { sellable: 100 }), aPosition('tee', 'CN', { sellable: 220 })];
    const made = plan(aShop({ modes: [SEA, transfer] }, both).state());
    expect(made.parts.sellable).toBe(-100);
    expect(made.lots.find(({ mode }) => mode === 't')).toMatchObject({ units: 220, from });
    // One that an account sells from is no reserve.
    const named = plan(aShop({ modes: [SEA, transfer], accounts: [{ ...account, pool: [from] }] }, both).state());
    expect(named.parts.sellable).toBe(-320);
  });

  it('counts inbound of sources and shipments alike', () => {
    const inbound = [{ stage: 'shipped' as const, quantity: 50, expectedAt: NOW + 10 * DAY }];
    const shipments = [
      {
        id: 's',
        name: 'Ever',
        to: { source: 'wms', location: 'LAX' },
        lines: [{ sku: 'tee', units: 70 }],
        stage: 'shipped' as const,
        expectedAt: null,
        putAwayAt: NOW + 20 * DAY,
        chance: 0.5,
      },
    ];
    expect(plan(aShop({ shipments }, [aPosition('tee', 'LAX', { sellable: 100, inbound })]).state()).parts.inbound).toBe(-85);
  });

  it('says what is not known, and proposes nothing from it', () => {
    const state = aShop({ skus: [facts('tee'), facts('mug')] }).state();
    expect(plan(state, 'mug')).toMatchObject({ need: null, quantity: 0, dailyBase: null });
  });

  it('takes an average that was set for all days as with the usual streams in it', () => {
    const past = [1, 4, 8, 11, 15, 18].map((back) =>
      stream(`p${back}`, -back, { actualStart: NOW - back * DAY, actualEnd: NOW - back * DAY + 3 * HOUR }),
    );
    const shop = aShop(
      { skus: [facts('mug', { dailySales: 10 })], streams: past },
      [aPosition('mug', 'LAX', { sellable: 0 })],
      null,
    );
    const review = (id: string, net: number) => ({
      stream: id,
      account: 'acc',
      title: '',
      zone: 'America/New_York',
      startsAt: NOW - DAY,
      endsAt: NOW,
      plannedEndsAt: NOW,
      skus: { mug: { sku: 'mug', ordered: net, released: 0, net, lost: 0, said: [], had: null, left: null, outAt: null } },
      alerts: [],
      funnels: [],
    });
    for (const [index, { id }] of past.entries()) shop.log(NOW + index, { type: 'reviewed', body: review(id, 14) });
    const { dailyBase, parts } = plan(shop.state(), 'mug');
    // Some two and a third a week of fourteen units each: they are in the ten a day, and counted once.
    expect(dailyBase).toBeGreaterThan(4);
    expect(dailyBase).toBeLessThan(6);
    expect(parts.base + parts.cadence).toBeGreaterThan(590);
    expect(parts.base + parts.cadence).toBeLessThan(610);
  });
});

it('runs a call for emergency supply down from its first asking, whatever was said since', () => {
  const source = { id: 'yiwu', name: 'Yiwu', kind: 'localSupplier' as const, sku: null, units: 50, hours: 48 };
  const preferences = { ...DEFAULT_PREFERENCES, restock: { ...DEFAULT_RESTOCK, emergency: [source] } };
  const shop = aShop({ preferences });
  const say = (at: number, step: 'asked' | 'confirmed' | 'dropped') =>
    shop.log(at, { type: 'emergency', body: { sku: 'tee', source: 'yiwu', step, units: 50, at } });
  expect(plan(shop.state()).emergency).toMatchObject([{ step: null, dueAt: null }]);
  say(NOW + HOUR, 'asked');
  say(NOW + 5 * HOUR, 'confirmed');
  expect(plan(shop.state()).emergency).toMatchObject([{ step: 'confirmed', since: NOW + 5 * HOUR, dueAt: NOW + 73 * HOUR }]);
  say(NOW + 6 * HOUR, 'dropped');
  expect(plan(shop.state()).emergency).toMatchObject([{ step: null, dueAt: null }]);
  say(NOW + 9 * HOUR, 'asked');
  expect(plan(shop.state()).emergency).toMatchObject([{ step: 'asked', dueAt: NOW + 81 * HOUR }]);
});

it('makes a plan anew only when something that it rests on has changed', () => {
  const shop = aShop();
  const before = plan(shop.state());
  shop.log(NOW, { type: 'tick', body: { now: NOW, intervalMs: 60_000, start: false } });
  expect(plan(shop.state())).toBe(before);
  shop.log(NOW, {
    type: 'reading',
    body: readingBody(shop.state().ledger, aReading('wms', NOW + 1, [aPosition('tee', 'LAX', { sellable: 90 })])),
  });
  expect(plan(shop.state()).parts.sellable).toBe(-90);
  shop.log(NOW + HOUR, { type: 'tick', body: { now: NOW + HOUR, intervalMs: 60_000, start: false } });
  expect(plan(shop.state()).until).toBe(planTime(NOW + HOUR) + 60 * DAY);
});

it('plans the whole shop, most urgent first, within one cap, and puts it into lines', () => {
  const priced = supply({ unitCost: cny(1_000), dutyRate: 0, price: cny(5_000) });
  const unit = { by: 'unit' as const, rate: cny(100), minimum: null };
  const skus = ['tee', 'mug', 'cap'].map((sku) => facts(sku, { dailySales: 10, supply: priced }));
  const preferences = { ...DEFAULT_PREFERENCES, restock: { ...DEFAULT_RESTOCK, capMoney: cny(700_000) } };
  const levels = [
    aPosition('tee', 'LAX', { sellable: 100 }),
    aPosition('mug', 'LAX', { sellable: 320 }),
    aPosition('cap', 'LAX', { sellable: 5_000 }),
  ];
  const modes = [
    { ...SEA, freight: unit },
    { ...AIR, freight: { ...unit, rate: cny(900) } },
  ];
  const { state } = aShop({ skus, preferences, modes }, levels, null);
  const { plans, totals } = restockAll(state());
  expect(restockAll(state()).plans).toBe(plans);
  expect(plans.map(({ sku }) => sku)).toEqual(['tee', 'mug', 'cap']);
  expect(plans[1]?.capped?.key).toBe('restock:capped.shared');
  expect(totals.cost.minor).toBeLessThanOrEqual(700_000);
  expect(totals.units).toBe(plans.reduce((sum, { quantity }) => sum + quantity, 0));
  const lines = restockLines({ plans, totals }, NOW, { market: 'America/New_York', team: 'Asia/Shanghai' });
  expect(lines[0]).toEqual({ key: 'restock:text.title', values: { at: '2026-09-07 12:00 (09-08 00:00)' } });
  expect(lines.map(({ key }) => key)).toContain('restock:text.lot');
  expect(lines.filter(({ values }) => values?.sku === 'cap')).toEqual([]);
  expect(restockOut(state()).plans).toBe(plans);
  expect(restockOut(state()).lines).toHaveLength(lines.length);
});

it('plans two thousand SKUs in one go', () => {
  const skus = Array.from({ length: 2_000 }, (_, index) =>
    facts(`sku-${index}`, { dailySales: 3 + (index % 7), supply: supply() }),
  );
  const streams = Array.from({ length: 10 }, (_, index) =>
    stream(`s${index}`, index * 4 + 1, { planned: Object.fromEntries(skus.map(({ sku }) => [sku, 12])) }),
  );
  const positions = skus.map(({ sku }, index) => aPosition(sku, 'LAX', { sellable: (index * 37) % 500 }));
  const state = aShop({ skus, streams }, positions, null).state();
  const { plans, totals } = restockAll(state);
  expect(plans).toHaveLength(2_000);
  expect(totals.unpriced).toBe(totals.skus);
  // Again nothing is made anew.
  expect(restockOf(state, 'sku-7')).toBe(plans.find(({ sku }) => sku === 'sku-7'));
}, 30_000);
