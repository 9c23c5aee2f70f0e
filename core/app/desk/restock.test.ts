import { describe, expect, it } from 'vitest';
import { aPosition } from '../../../test/builders/events.ts';
import { AIR, cny, SEA, supply } from '../../../test/builders/restock.ts';
import { account, aRestockShop, facts, NOW, stream } from '../../../test/builders/restock-shop.ts';
import type { DeskTab } from '../../domain/desk.ts';
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts';
import type { EmergencyStep, RestockRules } from '../../domain/restock.ts';
import type { Review, SkuReview } from '../../domain/review.ts';
import { DEFAULT_PREFERENCES } from '../../domain/settings.ts';
import type { ShopState } from '../cycle.ts';
import { popupOf } from '../cycle.ts';
import { restockOut } from '../restock/text.ts';
import { deskOf } from './desk.ts';

const FRAME = { clock: { realAnchor: 0, anchor: 0, rate: 1 }, notices: [] };
const desk = (state: ShopState, tab: DeskTab, sku: string | null = null) => deskOf(state, { tab, stream: null, sku }, FRAME);
const planIn = (state: ShopState, sku = 'tee') => {
  const plan = desk(state, 'restock', sku).restock?.plan;
  if (plan == null) throw new Error('no plan');
  return plan;
};
const rules = (restock: Partial<RestockRules>) => ({
  ...DEFAULT_PREFERENCES,
  restock: { ...DEFAULT_PREFERENCES.restock, ...restock },
});
const unit = { by: 'unit' as const, rate: cny(100), minimum: null };
const MODES = [
  { ...SEA, freight: unit },
  { ...AIR, freight: { ...unit, rate: cny(900) } },
];
const priced = supply({ unitCost: cny(1_000), dutyRate: 0, price: cny(5_000) });
const skuReview = (sku: string): SkuReview => ({
  sku,
  ordered: 10,
  released: 0,
  net: 10,
  lost: 0,
  said: [],
  had: null,
  left: null,
  outAt: null,
});

describe('past streams that nobody has entered', () => {
  const weekly = (back: number) => (back % 7 === 0 ? 200 : 5);
  it('are no base, are said, and are counted once beside those that are scheduled', () => {
    const next = stream('next', 3, { planned: { tee: 195 } });
    const state = aRestockShop({ streams: [next] }, undefined, weekly).state();
    const { dailyBase, parts, warnings, demand } = planIn(state);
    expect(dailyBase).toBe(5);
    expect(parts.base).toBe(300);
    expect(warnings).toContainEqual(
      expect.objectContaining({ key: 'restock:warning.streamLikeUsual', values: expect.objectContaining({ count: 4 }) }),
    );
    expect(demand.cause).toBe('sustained');
    // Sixty days of one a week: the first of them is the scheduled one.
    const usual = (60 / 7) * 195;
    expect(parts.scheduled).toBeGreaterThan(150);
    expect(parts.scheduled + parts.cadence).toBeGreaterThan(0.8 * usual);
    expect(parts.scheduled + parts.cadence).toBeLessThan(1.15 * usual);
  });
  it('weigh no more on what goes before a stream', () => {
    const next = stream('next', 4, { planned: { tee: 195 } });
    const [row] = desk(aRestockShop({ streams: [next] }, undefined, weekly).state(), 'before').before?.rows ?? [];
    expect(row).toMatchObject({ sku: 'tee', before: 20 });
  });
});

describe('emergency supply', () => {
  const source = { id: 'yiwu', name: 'Yiwu', kind: 'localSupplier' as const, sku: null, units: 50, hours: 48 };
  const aShop = (sellable = 30) => {
    const next = stream('next', 4, { planned: { tee: 30 } });
    const shop = aRestockShop({ preferences: rules({ emergency: [source] }), streams: [next] }, [
      aPosition('tee', 'LAX', { sellable }),
    ]);
    /** Within one quarter hour: only what is said changes the plan. */
    const say = (minute: number, step: EmergencyStep | 'dropped') =>
      shop.log(NOW + minute * MINUTE, {
        type: 'emergency',
        body: { sku: 'tee', source: 'yiwu', step, units: 60, at: NOW + minute * MINUTE },
      });
    shop.log(NOW + MINUTE, { type: 'tick', body: { now: NOW + MINUTE, intervalMs: 60_000, start: false } });
    return { ...shop, say };
  };

  it('counts once it is confirmed, from its own hours on, and for sure once it is shipped', () => {
    const { state, say } = aShop();
    const before = planIn(state());
    expect(before.gapUnits).toBeGreaterThan(60);
    say(1, 'asked');
    expect(planIn(state())).toMatchObject({ quantity: before.quantity, gapUnits: before.gapUnits, parts: { inbound: 0 } });
    say(2, 'confirmed');
    const confirmed = planIn(state());
    // Nine in ten of what was promised comes.
    expect(confirmed.parts.inbound).toBe(-54);
    expect(confirmed.need).toBe((before.need ?? 0) - 54);
    expect(confirmed.gapUnits).toBeLessThan(before.gapUnits);
    expect(confirmed.emergency[0]?.sellableAt).toBe(NOW + 2 * MINUTE + 48 * HOUR);
    expect(desk(state(), 'before').before?.rows[0]).toMatchObject({ sku: 'tee', inboundInTime: 54 });
    say(9, 'shipped');
    const shipped = planIn(state());
    expect(shipped.parts.inbound).toBe(-60);
    expect(shipped.emergency[0]?.sellableAt).toBe(NOW + 2 * MINUTE + 48 * HOUR);
  });
  it.each(['dropped', 'sellable'] as const)('counts no more once it is %s', (step) => {
    const { state, say } = aShop();
    say(2, 'confirmed');
    say(3, step);
    expect(planIn(state()).parts.inbound).toBe(0);
    // A new call begins anew.
    say(4, 'asked');
    say(9, 'confirmed');
    expect(planIn(state()).emergency[0]?.sellableAt).toBe(NOW + 9 * MINUTE + 48 * HOUR);
  });
  it('closes no gap before it is there', () => {
    const { state, say } = aShop(15);
    const { outAt } = planIn(state());
    expect(outAt).not.toBeNull();
    say(2, 'shipped');
    expect(planIn(state()).parts.inbound).toBe(-60);
    expect(planIn(state()).outAt).toBe(outAt);
  });
});

describe('a cap in money', () => {
  const SKUS = ['tee', 'mug', 'cap'];
  const cap = 700_000;
  const next = stream('next', 6, { planned: Object.fromEntries(SKUS.map((sku) => [sku, 80])) });
  const over = stream('over', -1, { actualStart: NOW - DAY, actualEnd: NOW - DAY + HOUR });
  const aShop = () => {
    const levels = { tee: 60, mug: 70, cap: 80 };
    const shop = aRestockShop(
      {
        skus: SKUS.map((sku) => facts(sku, { dailySales: 10, supply: priced })),
        preferences: rules({ capMoney: cny(cap) }),
        modes: MODES,
        streams: [next, over],
      },
      Object.entries(levels).map(([sku, sellable]) => aPosition(sku, 'LAX', { sellable })),
      null,
    );
    const review: Review = {
      stream: 'over',
      account: 'acc',
      title: '',
      zone: 'America/New_York',
      startsAt: NOW - DAY,
      endsAt: NOW - DAY + HOUR,
      plannedEndsAt: NOW - DAY + HOUR,
      skus: Object.fromEntries(SKUS.map((sku) => [sku, skuReview(sku)])),
      alerts: [],
      funnels: [],
    };
    shop.log(NOW + 1, { type: 'reviewed', body: review });
    return shop.state();
  };
  it('is shared alike by the restock page, the check list, tomorrow’s order, the popup, the text and the file', () => {
    const state = aShop();
    const view = desk(state, 'restock').restock;
    const spent = view?.rows.reduce((sum, { cost }) => sum + (cost?.minor ?? 0), 0) ?? 0;
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(cap);
    const quantities = Object.fromEntries(SKUS.map((sku) => [sku, planIn(state, sku).quantity]));
    expect(Object.values(quantities).some((units) => units === 0)).toBe(true);
    const order = desk(state, 'after').after?.plans ?? [];
    expect(order.length).toBeGreaterThan(0);
    for (const { sku, quantity } of order) expect(quantity).toBe(quantities[sku]);
    expect(order.reduce((sum, { cost }) => sum + (cost?.minor ?? 0), 0)).toBeLessThanOrEqual(cap);
    for (const { sku, quantity } of restockOut(state).plans) expect(quantity).toBe(quantities[sku]);
    const hinted = popupOf(state, { notices: [] }).alerts.filter(({ restock }) => restock !== undefined);
    expect(hinted.length).toBeGreaterThan(0);
    for (const { subject, restock } of hinted) expect(restock?.quantity).toBe(quantities[subject.sku ?? '']);
    // What gets no money closes no gap: the check list proposes no shipment of it.
    for (const { sku, actions } of desk(state, 'before').before?.rows ?? [])
      if (quantities[sku] === 0) for (const { say } of actions) expect(say.key).toBe('desk:check.limit');
  });
});

it('prices what goes together once', () => {
  const freight = { by: 'kg' as const, rate: cny(1_000), divisor: 6_000, minimum: cny(90_000) };
  const boxed = supply({ ...priced, size: { length: 10, width: 10, height: 6 }, kg: 0.1 });
  const skus = ['tee', 'mug'].map((sku) => facts(sku, { dailySales: 10, supply: boxed }));
  const levels = ['tee', 'mug'].map((sku) => aPosition(sku, 'LAX', { sellable: 500 }));
  const state = aRestockShop({ skus, modes: [{ ...SEA, freight }] }, levels, null).state();
  const { plans } = restockOut(state);
  expect(plans.map(({ lots }) => lots.length)).toEqual([1, 1]);
  expect(plans.reduce((sum, { cost }) => sum + (cost.freight?.minor ?? 0), 0)).toBe(90_000);
});

describe('what a plan says', () => {
  it('is what it ties up and for how long: in the plan, its row, the sum, and the text', () => {
    const state = aRestockShop({ skus: [facts('tee', { safetyStock: 0, supply: priced })], modes: MODES }, [
      aPosition('tee', 'LAX', { sellable: 400 }),
    ]).state();
    const { cash, cost } = planIn(state);
    expect(cash).toEqual({ amount: cost.all, days: 40 });
    const view = desk(state, 'restock').restock;
    expect(view?.rows[0]).toMatchObject({ cashDays: 40, cost: cost.all });
    expect(view?.totals).toMatchObject({ cashDays: 40, cost: cost.all });
    const keys = restockOut(state).lines.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['restock:text.cash', 'restock:text.cashAll']));
  });

  it('is where its safety stock comes from', () => {
    const by = (more: Parameters<typeof aRestockShop>[0]) => planIn(aRestockShop(more).state()).safety;
    expect(by({})).toEqual({ by: 'formula', level: 0.95 });
    expect(by({ streams: [stream('next', 3, { planned: { tee: 30 } })] })).toEqual({
      by: 'simulated',
      streams: 1,
      runs: 400,
      level: 0.95,
    });
    expect(by({ skus: [facts('tee', { safetyStock: 12 })] })).toEqual({ by: 'hand' });
  });

  it('is all modes and both dates in its row', () => {
    const [row] = desk(aRestockShop({}, [aPosition('tee', 'LAX', { sellable: 150 })]).state(), 'restock').restock?.rows ?? [];
    expect(row?.modes.map(({ name }) => name)).toEqual(['Sea', 'Air']);
    expect(row?.modes.reduce((sum, { units }) => sum + units, 0)).toBe(row?.quantity);
    const { first, last } = row?.arrives ?? { first: 0, last: 0 };
    expect(last - first).toBeGreaterThan(5 * DAY);
  });
});

it('names key SKUs that hang on one supplier or route, however well stocked they are', () => {
  const one = supply({ key: true, supplier: 'Yiwu Knit' });
  const two = supply({ key: true, supplier: 'Yiwu Knit', secondSupplier: 'Ningbo' });
  const skus = [facts('tee', { supply: one }), facts('mug', { supply: two }), facts('cap', { supply: supply() })];
  const levels = ['tee', 'mug', 'cap'].map((sku) => aPosition(sku, 'LAX', { sellable: 50_000 }));
  const state = aRestockShop({ skus }, levels).state();
  const view = desk(state, 'restock').restock;
  expect(view?.rows).toEqual([]);
  expect(view?.lacking).toEqual([
    { sku: 'tee', title: 'tee', lacks: [{ key: 'restock:lack.oneSupplier', values: { supplier: 'Yiwu Knit' } }] },
  ]);
  const told = restockOut(state).lines.map(({ key, values }) => [key, values?.lack]);
  expect(told.slice(-2)).toEqual([
    ['restock:text.lacking', undefined],
    ['restock:text.lack', 'oneSupplier'],
  ]);
  const narrow = aRestockShop({ skus, modes: [SEA] }, levels).state();
  expect(desk(narrow, 'restock').restock?.lacking.map(({ sku }) => sku)).toEqual(['mug', 'tee']);
});

describe('the notice to the warehouse', () => {
  const next = stream('next', 2, { planned: { tee: 90 }, plannedEnd: NOW + 2 * DAY + 4 * HOUR });
  const capacity = (source: string, zone: string, unitsPerOrder: number, ordersADay = 500) => ({
    source,
    ordersADay,
    zone,
    cutOff: '16:00',
    weekdays: [],
    holidays: [],
    open: null,
    unitsPerOrder,
  });
  const noticeOf = (more: Parameters<typeof aRestockShop>[0]) =>
    desk(aRestockShop({ streams: [next], ...more }).state(), 'before').before?.notice;

  it('has units and orders of each SKU by the days of the warehouse that serves the stream', () => {
    const capacities = [capacity('aaa', 'Europe/Berlin', 7, 9_000), capacity('wms', 'Asia/Tokyo', 1.5)];
    const pool = [{ source: 'wms', location: 'LAX' }];
    const notice = noticeOf({ capacities, accounts: [{ ...account, pool }] });
    // From noon in New York it is one in the morning in Tokyo: one day.
    expect(notice).toMatchObject({ zone: 'Asia/Tokyo', days: ['2026-09-10'], unitsPerOrder: 1.5, warehouses: ['wms'] });
    const [row] = notice?.rows ?? [];
    expect(row?.orders).toEqual(row?.units.map((units) => Math.ceil(units / 1.5)));
    expect(notice?.orders).toEqual(row?.orders);
    // Of all warehouses the one that ships most.
    expect(noticeOf({ capacities })).toMatchObject({ zone: 'Europe/Berlin', unitsPerOrder: 7 });
  });
  it('counts a unit an order where nobody says more, and says so', () => {
    const notice = noticeOf({});
    expect(notice).toMatchObject({ unitsPerOrder: null, warehouses: [], zone: 'Asia/Shanghai' });
    expect(notice?.rows[0]?.orders).toEqual(notice?.rows[0]?.units);
    expect(notice?.orders.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0);
  });
});
