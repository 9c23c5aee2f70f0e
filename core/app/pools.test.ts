import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPosition, T0 } from '../../test/builders/events.ts';
import { anAccount, at, facts, inDays, poolShop, shipment, transfer } from '../../test/builders/pool-shop.ts';
import { AIR, cny } from '../../test/builders/restock.ts';
import { DAY } from '../domain/instant.ts';
import type { Money } from '../domain/money.ts';
import { DEFAULT_RESTOCK, type RestockRules } from '../domain/restock.ts';
import { DEFAULT_PREFERENCES } from '../domain/settings.ts';
import type { Mode } from '../domain/shipping.ts';
import { NO_SUPPLY } from '../domain/supply.ts';
import { stockIn } from './counts.ts';
import { popupOf } from './cycle.ts';
import { restockAll, restockOf } from './restock/restock.ts';

const UK_AND_US = [anAccount('uk', ['UK']), anAccount('us', ['US'])];
const TEE = [facts('TEE', { dailySales: 10 })];

describe('what a stream is served from', () => {
  it('is its own warehouse, for the alert and for the check list', () => {
    const shop = poolShop({ accounts: UK_AND_US, skus: TEE, streams: [inDays(3, 'uk', { TEE: 300 })] }, { UK: 0, US: 5_000 });
    const row = shop.row('uk-3');
    expect(row).toMatchObject({ available: 0, verdict: { kind: 'out' } });
    expect(row?.gap).toBeGreaterThan(250);
    expect(shop.finding('schedule')?.reason.values).toMatchObject({ there: 0, stream: 'uk in 3' });
    expect(shop.finding('schedule')?.reason.values?.wants).toBe(row?.wants);
  });

  it('is no shipment to another warehouse', () => {
    const streams = [inDays(3, 'uk', { TEE: 300 })];
    const given = { accounts: UK_AND_US, skus: TEE, streams };
    const elsewhere = poolShop({ ...given, shipments: [shipment('US', 900, 1)] }, { UK: 0, US: 0 });
    expect(elsewhere.finding('schedule')).toBeDefined();
    expect(elsewhere.row('uk-3')).toMatchObject({ inboundInTime: 0 });
    const here = poolShop({ ...given, shipments: [shipment('UK', 900, 1)] }, { UK: 0, US: 0 });
    expect(here.finding('schedule')).toBeUndefined();
    expect(here.row('uk-3')).toMatchObject({ inboundInTime: 900, gap: 0 });
  });

  it('adds up streams of one pool, and keeps those of different pools apart', () => {
    const both = (account: string) => [inDays(2, 'uk', { TEE: 100 }), inDays(4, account, { TEE: 100 })];
    const shop = (account: string) => poolShop({ accounts: UK_AND_US, streams: both(account) }, { UK: 170, US: 170 });
    expect(shop('us').finding('schedule')).toBeUndefined();
    expect(shop('us').row('us-4')).toMatchObject({ before: 0, available: 170, gap: 0 });
    expect(shop('uk').finding('schedule')?.reason.values).toMatchObject({ stream: 'uk in 4' });
    expect(shop('uk').row('uk-4')?.before).toBeGreaterThan(80);
  });

  it('takes two names of the same warehouses for one pool', () => {
    const accounts = [anAccount('all'), anAccount('us', ['US'])];
    const shop = poolShop({ accounts, streams: [inDays(2, 'all', { TEE: 100 }), inDays(4, 'us', { TEE: 100 })] }, { US: 170 });
    expect(shop.finding('schedule')?.reason.values).toMatchObject({ stream: 'us in 4' });
  });

  it('leaves to a stream of one warehouse what another, of several, does not have elsewhere', () => {
    const accounts = [anAccount('all'), anAccount('uk', ['UK'])];
    const streams = [inDays(2, 'all', { TEE: 100 }), inDays(4, 'uk', { TEE: 100 })];
    const enough = poolShop({ accounts, streams }, { UK: 170, US: 300 });
    expect(enough.finding('schedule')).toBeUndefined();
    expect(enough.row('uk-4')).toMatchObject({ before: 0, gap: 0 });
    const none = poolShop({ accounts, streams }, { UK: 170, US: 0 });
    expect(none.finding('schedule')).toBeDefined();
    expect(none.row('uk-4')?.before).toBeGreaterThan(80);
  });

  it('counts what the alert counts, whatever the warehouses and streams', () => {
    const stream = fc.record({
      account: fc.constantFrom('uk', 'us', 'all'),
      days: fc.integer({ min: 1, max: 6 }),
      units: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(stream, { minLength: 1, maxLength: 4, selector: ({ account, days }) => `${account}${days}` }),
        fc.nat(400),
        fc.nat(400),
        (all, uk, us) => {
          const accounts = [...UK_AND_US, anAccount('all')];
          const streams = all.map(({ account, days, units }) => inDays(days, account, { TEE: units }));
          const shop = poolShop({ accounts, streams }, { UK: uk, US: us });
          // Who is short of the mean is short of one and a half times the mean.
          const gaps = streams.map(({ id }) => shop.row(id)?.gap ?? 0);
          if (gaps.some((gap) => gap > 0)) expect(shop.finding('schedule')).toBeDefined();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a warehouse that only gives', () => {
  const modes = [transfer('RNO', 'LAX')];
  it('is nothing to sell from: for alerts, check list, plan and popup alike', () => {
    const streams = [inDays(3, 'us', { TEE: 400 })];
    const shop = poolShop({ skus: TEE, streams, modes }, { LAX: 150, RNO: 500 });
    expect(shop.finding('schedule')?.reason.values).toMatchObject({ there: 150 });
    const row = shop.row('us-3');
    expect(row).toMatchObject({ available: 150 });
    expect(row?.actions.map(({ say }) => say.key)).toEqual(['desk:check.transfer']);
    const plan = restockOf(shop.state(), 'TEE');
    expect(plan.parts.sellable).toBe(-150);
    expect(plan.lots).toMatchObject([{ kind: 'transfer', units: 500 }]);
    const [alert] = popupOf(shop.state(), { notices: [] }).alerts;
    expect(alert?.restock).toMatchObject({ coverDays: 15, mode: 'RNO to LAX', nextStream: T0 + 3 * DAY });
  });

  it('hides neither cover nor safety stock, and is no overstock', () => {
    const shop = poolShop({ skus: [facts('TEE', { dailySales: 10, safetyStock: 20 })], modes }, { LAX: 0, RNO: 5_000 });
    expect(shop.alerts()).toEqual(['safety TEE']);
    shop.set({ skus: TEE });
    expect(shop.finding('cover')?.reason.values).toMatchObject({ days: 0 });
    expect(shop.finding('overstock')).toBeUndefined();
  });

  it('is nothing that may be promised, unless an account sells from it', () => {
    const shop = poolShop({ skus: TEE, modes }, { LAX: 150, RNO: 500 });
    const promise = () => stockIn(shop.state().ledger, null, 'us', 'TEE').safeToPromise;
    expect(promise()).toBe(150);
    shop.set({ accounts: [anAccount('us', ['LAX', 'RNO'])] });
    expect(promise()).toBe(650);
  });

  it('names each piece that comes in time, and what of the gap none closes', () => {
    const streams = [inDays(3, 'us', { TEE: 400 })];
    const row = poolShop({ skus: TEE, streams, modes }, { LAX: 150, RNO: 10 }).row('us-3');
    expect(row?.actions).toMatchObject([
      { say: { key: 'desk:check.transfer', values: { units: 10 } } },
      { say: { key: 'desk:check.rest', values: { units: (row?.gap ?? 0) - 10 } }, by: T0 + 3 * DAY },
    ]);
    const flown = poolShop(
      { skus: TEE, streams, modes: [...modes, { ...AIR, parts: { main: { days: 1, spread: 0 } } }] },
      { LAX: 150, RNO: 10 },
    );
    expect(flown.row('us-3')?.actions.map(({ say }) => say.key)).toEqual(['desk:check.transfer', 'desk:check.ship']);
  });
});

it('proposes for a stream only what comes to its own warehouse', () => {
  const mode = (to: string) => ({ ...AIR, id: to, name: `air ${to}`, to: at(to), parts: { main: { days: 1, spread: 0 } } });
  const given = { accounts: UK_AND_US, skus: TEE, streams: [inDays(3, 'uk', { TEE: 300 })] };
  const shop = (to: string) => poolShop({ ...given, modes: [mode(to)] }, { UK: 0, US: 5_000 }).row('uk-3')?.actions;
  expect(shop('UK')).toMatchObject([{ say: { key: 'desk:check.ship', values: { name: 'air UK' } } }]);
  expect(shop('US')).toMatchObject([{ say: { key: 'desk:check.limit' } }]);
});

describe('a plan of warehouses that cannot help each other', () => {
  const air = (to: string) => ({ ...AIR, id: to, name: `air ${to}`, to: at(to), parts: { main: { days: 1, spread: 0 } } });
  const given = { accounts: UK_AND_US, skus: TEE, modes: [air('UK'), air('US')] };
  const priced = given.modes.map(
    (mode): Mode => ({ ...mode, freight: { by: 'kg', rate: cny(400), divisor: 6_000, minimum: cny(10_000) } }),
  );
  const boxed = (sku: string) =>
    facts(sku, {
      dailySales: 10,
      supply: { ...NO_SUPPLY, unitCost: cny(100), dutyRate: 0, kg: 0.2, size: { length: 10, width: 10, height: 6 } },
    });
  const rules = (restock: Partial<RestockRules>) => ({
    preferences: { ...DEFAULT_PREFERENCES, restock: { ...DEFAULT_RESTOCK, ...restock } },
  });
  const shop = (uk: number, us: number, streams = [inDays(3, 'uk', { TEE: 300 })]) => {
    const { state } = poolShop({ ...given, streams }, { UK: uk, US: us });
    return { plan: restockOf(state(), 'TEE'), state };
  };

  it('orders what the one lacks, however much the other has', () => {
    const { plan, state } = shop(0, 5_000);
    expect(plan.lots.map(({ name }) => name)).toEqual(['air UK']);
    expect(plan.quantity).toBeGreaterThan(250);
    expect(plan.quantity).toBeLessThan(350);
    expect(plan.outAt).toBe(T0 + 3 * DAY);
    expect(plan.warnings[0]).toMatchObject({ key: 'restock:warning.apart', values: { where: 'UK', units: plan.quantity } });
    expect(restockAll(state()).plans).toEqual([plan]);
    const [alert] = popupOf(state(), { notices: [] }).alerts;
    expect(alert?.restock).toMatchObject({ quantity: plan.quantity, mode: 'air UK' });
  });

  it('adds up what each lacks, days without streams once', () => {
    const both = [inDays(3, 'uk', { TEE: 300 }), inDays(4, 'us', { TEE: 300 })];
    const { plan } = shop(0, 0, both);
    const byMode = (name: string) => plan.lots.filter((lot) => lot.name === name).reduce((sum, { units }) => sum + units, 0);
    expect(plan.quantity).toBe(byMode('air UK') + byMode('air US'));
    // Some thirty days of ten, and twice three hundred.
    expect(plan.quantity).toBeGreaterThan(500);
    expect(shop(900, 900, both).plan.warnings.map(({ key }) => key)).not.toContain('restock:warning.apart');
    expect(shop(0, 0, []).plan.quantity).toBeGreaterThan(250);
  });

  it('stays within the one cap in money, and leaves out no stream that is served apart', () => {
    const streams = [inDays(3, 'uk', { TEE: 300 }), inDays(4, 'us', { TEE: 300 })];
    const plan = (capMoney: Money | null) => {
      const settings = { ...given, skus: [boxed('TEE')], modes: priced, streams, ...rules({ capMoney }) };
      return restockOf(poolShop(settings, { UK: 0, US: 0 }).state(), 'TEE');
    };
    const free = plan(null);
    const half = cny(Math.round((free.cost.all?.minor ?? 0) / 2));
    const { cost, quantity, lots, capped } = plan(half);
    expect(cost.all?.minor).toBeLessThanOrEqual(half.minor);
    expect(cost.all?.minor).toBeGreaterThan(0.9 * half.minor);
    expect(lots.map(({ name }) => name)).toContain('air UK');
    expect(capped?.values).toMatchObject({ units: quantity, wanted: free.quantity });
  });

  it('is sent together with what other SKUs lack there', () => {
    const streams = [inDays(3, 'uk', { TEE: 300, CAP: 200 })];
    const settings = { ...given, skus: [boxed('TEE'), boxed('CAP')], modes: priced, streams, ...rules({}) };
    const stock = ['TEE', 'CAP'].flatMap((sku) => [
      aPosition(sku, 'UK', { sellable: 0 }),
      aPosition(sku, 'US', { sellable: 5_000 }),
    ]);
    const { plans } = restockAll(poolShop(settings, stock).state());
    const [tee, cap] = ['TEE', 'CAP'].map((one) => plans.find(({ sku }) => sku === one)?.lots[0]?.consignment);
    expect(tee).toMatchObject({ skus: 2 });
    expect(cap).toEqual(tee);
  });

  it('is the shop’s where one pool holds all that there is', () => {
    const streams = [inDays(3, 'uk', { TEE: 300 })];
    const { state } = poolShop({ ...given, streams, modes: [air('UK')] }, { UK: 0 });
    expect(restockOf(state(), 'TEE', [at('UK')])).toBe(restockOf(state(), 'TEE'));
  });
});

describe('units that are set aside', () => {
  const streams = [inDays(60, 'uk', {}, { setAside: { TEE: 80 } })];
  const promise = (accounts = UK_AND_US) =>
    stockIn(poolShop({ accounts, streams }, { UK: 100, US: 100 }).state().ledger, null, 'us', 'TEE').safeToPromise;
  it('are kept from those who sell from the same warehouse, and from nobody else', () => {
    expect(promise()).toBe(100);
    expect(promise([anAccount('uk', ['US']), anAccount('us', ['US'])])).toBe(20);
    expect(promise([anAccount('uk'), anAccount('us', ['US'])])).toBe(20);
  });
  it('are no part of what an earlier stream has, for the alert and for the check list', () => {
    const early = inDays(3, 'us', { TEE: 50 });
    const shop = (account: string) =>
      poolShop(
        { accounts: UK_AND_US, streams: [early, inDays(60, account, {}, { setAside: { TEE: 80 } })] },
        { UK: 100, US: 100 },
      );
    expect(shop('uk').finding('schedule')).toBeUndefined();
    expect(shop('uk').row('us-3')).toMatchObject({ setAside: 0, gap: 0 });
    expect(shop('us').finding('schedule')).toBeDefined();
    expect(shop('us').row('us-3')).toMatchObject({ setAside: 80 });
  });
});

describe('a shipment that is overdue', () => {
  const given = { skus: TEE, streams: [inDays(3, 'us', { TEE: 100 })] };
  it('is not there in time, and is named: in the alert, in the check list and in the plan', () => {
    const shop = poolShop({ ...given, shipments: [shipment('LAX', 500, -1)] }, { LAX: 20 });
    expect(shop.finding('schedule')?.reason).toMatchObject({
      key: 'core:schedule.overdue',
      values: { there: 20, late: 'Ship--1', lateUnits: 500 },
    });
    expect(shop.row('us-3')).toMatchObject({ inboundInTime: 0 });
    expect(shop.row('us-3')?.actions.map(({ say }) => say.key)).toContain('desk:check.overdue');
    const plan = restockOf(shop.state(), 'TEE');
    expect(plan.outAt).toBeLessThanOrEqual(T0 + 3 * DAY);
    expect(plan.warnings.map(({ key }) => key)).toContain('restock:warning.inflowLate');
  });
  it('covers nothing', () => {
    const shop = poolShop({ skus: TEE, shipments: [shipment('LAX', 500, -1)] }, { LAX: 20 });
    expect(shop.finding('cover')?.reason).toMatchObject({ key: 'core:cover.overdue', values: { how: 'reason', lateUnits: 500 } });
  });
  it('is not counted while a stream is on air', () => {
    const inbound = (days: number) => [{ stage: 'shipped' as const, quantity: 50, expectedAt: T0 + days * DAY }];
    const stream = inDays(0, 'us', { TEE: 100 }, { plannedEnd: T0 + 3 * DAY, actualStart: T0 });
    const inTime = (days: number) => {
      const shop = poolShop({ streams: [stream] }, [aPosition('TEE', 'LAX', { sellable: 20, inbound: inbound(days) })]);
      return stockIn(shop.state().ledger, stream, 'us', 'TEE').inboundInTime;
    };
    expect([inTime(1), inTime(-1), inTime(4)]).toEqual([50, 0, 0]);
  });
});
