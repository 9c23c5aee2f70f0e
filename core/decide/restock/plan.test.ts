import { describe, expect, it } from 'vitest';
import {
  AIR,
  afterDays,
  aMode,
  aPlanInput,
  aStreamDemand,
  cny,
  EXPRESS,
  NOW,
  rules,
  SEA,
  supply,
  TRANSFER,
  usd,
} from '../../../test/builders/restock.ts';
import { DAY, HOUR } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { EmergencySource } from '../../domain/restock.ts';
import type { PlanInput } from './input.ts';
import { planOf } from './plan.ts';

const plan = (more: Partial<PlanInput> = {}) => planOf(aPlanInput(more));
const unitsBy = (more: Partial<PlanInput>) => Object.fromEntries(plan(more).lots.map(({ mode, units }) => [mode, units]));
const reasons = (more: Partial<PlanInput>) => Object.fromEntries(plan(more).refused.map(({ mode, why }) => [mode, why.key]));
const warnings = (more: Partial<PlanInput>) => plan(more).warnings.map(({ key }) => key);
const RNO = { source: 'wms', location: 'RNO' };
const inflow = (units: number, days: number | null, chance = 1) => ({
  name: 'Ever Given',
  sku: 'TEE-M',
  to: { source: 'wms', location: 'LAX' },
  units,
  putAwayAt: days === null ? null : afterDays(days),
  chance,
});

describe('the quantity', () => {
  it('is the sum of its parts: until the sea is there and thirty days after it', () => {
    const made = plan({
      sellable: 100,
      unseen: 20,
      safetyStock: 50,
      streams: [aStreamDemand(5, 80), aStreamDemand(12, 40.5)],
      starts: [aStreamDemand(5, 80).at, aStreamDemand(12, 40.5).at],
      cadence: { perWeek: 2, countRatio: 0, units: 10, ratio: 0.5 },
      inflows: [inflow(200, 20, 0.9)],
    });
    // 60 days: eight weeks of two streams and four days' share, less the two that are scheduled.
    expect(made.until).toBe(afterDays(60));
    expect(made.parts).toEqual({
      base: 600,
      scheduled: 121,
      cadence: 151,
      safety: 50,
      sellable: -100,
      unseen: 20,
      inbound: -180,
    });
    expect(made.need).toBe(662);
    expect(made.quantity).toBe(662);
  });

  it.each([
    ['as it is needed', {}, 37],
    ['the least quantity', { moq: 100 }, 100],
    ['the multiple', { multiple: 25 }, 50],
    ['whole cartons', { unitsPerCarton: 24 }, 48],
    ['cartons and multiple alike', { unitsPerCarton: 12, multiple: 10 }, 60],
    ['a least quantity that is no multiple', { moq: 50, unitsPerCarton: 24 }, 72],
  ])('is rounded to %s', (_, facts, quantity) => {
    expect(plan({ sellable: 563, supply: supply(facts) }).quantity).toBe(quantity);
  });

  it('is nothing where there is enough, and the need says by how much', () => {
    expect(plan({ sellable: 700 })).toMatchObject({
      need: -100,
      quantity: 0,
      lots: [],
      orderBy: null,
      outAt: null,
      capped: null,
    });
  });

  it('is not said where nobody knows what there is', () => {
    const made = plan({ sellable: null });
    expect(made).toMatchObject({ need: null, quantity: 0, lots: [], coverDays: null, outAt: null, tooLate: 'none', gapUnits: 0 });
    expect(plan({ sellable: null, modes: [] })).toMatchObject({ need: null, quantity: 0 });
    expect(made.parts.sellable).toBeNull();
    expect(made.warnings.map(({ key }) => key)).toContain('restock:warning.noStock');
  });

  it('is said without modes, with no dates, no freight and no word of too late', () => {
    const made = plan({ modes: [], sellable: 100, supply: supply({ unitCost: cny(1_000), dutyRate: 0 }) });
    expect(made).toMatchObject({ quantity: 200, lots: [], orderBy: null, tooLate: 'none', gapUnits: 0 });
    expect(made.cost).toEqual({ goods: cny(200_000), freight: null, duty: cny(0), all: null });
    expect(made.warnings.map(({ key }) => key)).toContain('restock:warning.noModes');
    const capped = { modes: [], sellable: 100, rules: rules({ capDays: 20 }) };
    expect(plan(capped)).toMatchObject({
      quantity: 100,
      capped: { key: 'restock:capped.days', values: { units: 100, wanted: 200 } },
    });
    expect(plan({ ...capped, supply: supply({ moq: 150 }) })).toMatchObject({
      quantity: 0,
      capped: { key: 'restock:capped.daysLeast' },
    });
  });

  it('counts inbound by its chance, none without a date, and late ones only in the end', () => {
    expect(plan({ sellable: 0, inflows: [inflow(100, 20, 0.5)] }).parts.inbound).toBe(-50);
    const undated = plan({ inflows: [inflow(100, null)] });
    expect(undated.parts.inbound).toBe(0);
    expect(undated.warnings.map(({ key }) => key)).toContain('restock:warning.inflowUndated');
    const late = plan({ sellable: 100, inflows: [inflow(300, -2)] });
    expect(late.parts.inbound).toBe(-300);
    expect(late.outAt).toBe(afterDays(10));
    expect(late.warnings.map(({ key }) => key)).toContain('restock:warning.inflowLate');
    expect(plan({ inflows: [inflow(100, 61)] }).parts.inbound).toBe(0);
  });

  it('says what is lost where no daily sales are known', () => {
    const made = plan({ base: null, daily: null, streams: [aStreamDemand(40, 80)] });
    expect(made).toMatchObject({ dailyBase: null, coverDays: null, parts: { base: 0, scheduled: 80 } });
    expect(made.warnings.map(({ key }) => key)).toContain('restock:warning.noBase');
    expect(warnings({ base: null })).toContain('restock:warning.noDemand');
  });
});

describe('the mix of modes', () => {
  it('goes by sea alone where there is time, ordered by the last departure that is there in time', () => {
    const made = plan({ sellable: 400, safetyStock: 20 });
    // 400 fall to 20 after 38 days; the sea takes 30.
    expect(made.lots).toMatchObject([{ mode: 'sea', units: 220, inTime: true, orderBy: afterDays(8), putAwayAt: afterDays(38) }]);
    expect(made).toMatchObject({ tooLate: 'none', gapUnits: 0, orderBy: afterDays(8), outAt: afterDays(40) });
    expect(reasons({ sellable: 400 })).toEqual({ air: 'restock:refused.dearer', express: 'restock:refused.dearer' });
  });

  it('海运主补、空运补差量: fills with air what is missing until the sea is there', () => {
    const made = plan({ sellable: 150 });
    // Out after 15 days; the air (10 days) brings days 15 to 30.
    expect(unitsBy({ sellable: 150 })).toEqual({ sea: 300, air: 150 });
    expect(made.tooLate).toBe('sea');
    expect(made.gapUnits).toBe(0);
    expect(made.lots.find(({ mode }) => mode === 'air')).toMatchObject({
      inTime: true,
      orderBy: afterDays(5),
      neededAt: afterDays(15),
    });
    expect(made.refused).toMatchObject([{ mode: 'express', why: { key: 'restock:refused.dearer' } }]);
  });

  it('takes each faster mode only for what the slower one is too late for, and says what nothing brings', () => {
    const made = plan({ sellable: 20 });
    expect(unitsBy({ sellable: 20 })).toEqual({ sea: 300, air: 200, express: 60 });
    // Out after two days, the first can be there after four.
    expect(made).toMatchObject({ tooLate: 'all', gapUnits: 20, need: 580, quantity: 560 });
    expect(made.lots.map(({ mode, inTime }) => [mode, inTime])).toEqual([
      ['express', false],
      ['air', true],
      ['sea', true],
    ]);
    expect(made.lots[0]).toMatchObject({ orderBy: NOW, neededAt: afterDays(2) });
    expect(made.warnings).toContainEqual(phrase('restock:warning.gap', { units: 20 }));
  });

  it('says "too late by sea" of a stream, and holds what is put away before it against it', () => {
    const stream = {
      streams: [aStreamDemand(12, 200)],
      starts: [aStreamDemand(12, 200).at],
      base: null,
      rules: rules({ reviewDays: 0 }),
    };
    expect(plan({ ...stream, sellable: 50 })).toMatchObject({ tooLate: 'sea', lots: [{ mode: 'air', units: 150 }] });
    expect(plan({ ...stream, sellable: 50, inflows: [inflow(150, 12)] })).toMatchObject({ tooLate: 'none', quantity: 0 });
    // Put away an hour after the stream began it is no help, and too much afterwards.
    const late = { ...inflow(150, 12), putAwayAt: afterDays(12) + 2 * HOUR };
    expect(plan({ ...stream, sellable: 50, inflows: [late] })).toMatchObject({ need: 0, lots: [{ mode: 'air', units: 150 }] });
    expect(plan({ ...stream, sellable: 50, modes: [SEA] })).toMatchObject({ tooLate: 'all', gapUnits: 150, quantity: 0 });
  });

  it('sends for a stream what it may take beyond its mean, as far as safety stock is wanted', () => {
    const stream = aStreamDemand(12, 100);
    const given = { streams: [stream], starts: [stream.at], base: null, sellable: 100, safetyStock: null };
    // z·σ: 1.645 × √(50² + 100)
    expect(plan(given).lots.find(({ mode }) => mode === 'air')).toMatchObject({ units: 84, inTime: true, neededAt: stream.at });
    expect(plan(given)).toMatchObject({ tooLate: 'sea', gapUnits: 0, outAt: null });
    expect(unitsBy({ ...given, safetyStock: 30 })).toEqual({ air: 30 });
    expect(unitsBy({ ...given, safetyStock: 0 })).toEqual({});
    expect(unitsBy({ ...given, sellable: 200 }).air).toBeUndefined();
  });

  it('regular by sea and streams by air, where that is the policy', () => {
    const given = { sellable: 500, streams: [aStreamDemand(40, 200)], rules: rules({ policy: 'regularAndStreams' }) };
    expect(unitsBy(given)).toEqual({ sea: 100, air: 200 });
    expect(unitsBy({ ...given, rules: rules() })).toEqual({ sea: 300 });
    // What is left over beyond the days serves the stream first.
    expect(unitsBy({ ...given, sellable: 700 })).toEqual({ air: 100 });
    expect(plan(given).lots.find(({ mode }) => mode === 'air')?.neededAt).toBe(aStreamDemand(40, 200).at);
  });

  it('refuses what may not carry a battery or a liquid, and says so', () => {
    const air = { ...AIR, battery: false, liquid: false };
    expect(reasons({ modes: [SEA, air], supply: supply({ battery: true }), sellable: 100 })).toEqual({
      air: 'restock:refused.battery',
    });
    expect(reasons({ modes: [SEA, air], supply: supply({ liquid: true }), sellable: 100 })).toEqual({
      air: 'restock:refused.liquid',
    });
    expect(plan({ modes: [SEA, air], supply: supply({ battery: true }), sellable: 100 })).toMatchObject({
      tooLate: 'all',
      gapUnits: 200,
    });
    const none = plan({ modes: [air], supply: supply({ battery: true }) });
    expect(none).toMatchObject({ quantity: 0, lots: [], tooLate: 'all' });
    expect(none.warnings.map(({ key }) => key)).toContain('restock:warning.noneFit');
  });

  it('takes no mode of which nobody said how long it takes', () => {
    const raft = aMode({ id: 'raft', parts: { customs: { days: 1, spread: 0 } } });
    expect(reasons({ modes: [SEA, raft], sellable: 500 })).toEqual({ raft: 'restock:refused.noLead' });
  });

  it('says which peak its dates have in', () => {
    const peaks = [{ from: '2026-10-01', to: '2026-10-08', parts: ['customs' as const], factor: 2, why: 'Golden Week' }];
    const made = plan({ modes: [{ ...SEA, peaks }], sellable: 300 });
    const values = { mode: 'Sea', why: 'Golden Week', from: '2026-10-01', to: '2026-10-08', factor: 2 };
    expect(made.warnings).toContainEqual(phrase('restock:warning.peak', values));
    expect(warnings({ modes: [{ ...AIR, peaks }], sellable: 100 })).not.toContain('restock:warning.peak');
  });

  it('says where nobody said how long putaway takes', () => {
    expect(warnings({ modes: [EXPRESS], sellable: 300 })).toContain('restock:warning.noPutaway');
    expect(warnings({ modes: [SEA], sellable: 500 })).not.toContain('restock:warning.noPutaway');
  });

  it('goes by what a unit costs, where that is known of all modes', () => {
    const kg = { size: { length: 10, width: 10, height: 10 }, kg: 1 };
    const freight = (minor: number) => ({ by: 'kg' as const, rate: cny(minor), divisor: 6_000, minimum: null });
    const modes = [
      { ...SEA, freight: freight(900) },
      { ...AIR, freight: freight(700) },
    ];
    expect(unitsBy({ modes, supply: supply(kg), sellable: 350 })).toEqual({ air: 50 });
    expect(reasons({ modes, supply: supply(kg), sellable: 100 })).toEqual({ sea: 'restock:refused.late' });
    expect(unitsBy({ modes, sellable: 500 })).toEqual({ sea: 100 });
  });
});

describe('a transfer', () => {
  const modes = [TRANSFER, SEA, AIR];
  it('comes before any purchase', () => {
    expect(unitsBy({ modes, sellable: 150, reserves: [{ place: RNO, units: 1_000 }] })).toEqual({ transfer: 450 });
    expect(unitsBy({ modes, sellable: 150, reserves: [{ place: RNO, units: 100 }] })).toEqual({
      transfer: 100,
      air: 50,
      sea: 300,
    });
  });
  it('asks no supplier for a least quantity', () => {
    const few = {
      modes,
      sellable: 590,
      supply: supply({ moq: 500, unitsPerCarton: 50 }),
      reserves: [{ place: RNO, units: 100 }],
    };
    expect(unitsBy(few)).toEqual({ transfer: 10 });
  });
  it('closes no gap before it is there', () => {
    const made = plan({
      modes: [TRANSFER],
      sellable: 10,
      reserves: [{ place: RNO, units: 1_000 }],
      rules: rules({ reviewDays: 10 }),
    });
    expect(made).toMatchObject({
      tooLate: 'all',
      gapUnits: 20,
      lots: [{ mode: 'transfer', units: 100, orderBy: NOW, inTime: false }],
    });
  });
  it('is passed over where the other place has nothing', () => {
    expect(reasons({ modes, sellable: 500 })).toMatchObject({ transfer: 'restock:refused.nothingThere' });
  });
});

describe('what drives demand', () => {
  const driven = (cause: 'burst' | 'sustained' | 'unknown') => ({
    cause,
    said: false,
    evidence: phrase('restock:evidence.fell'),
  });
  it('a burst gets a regular restock only, and the gap is said', () => {
    const made = plan({ driven: driven('burst'), sellable: 150 });
    expect(made.lots.map(({ mode, units }) => [mode, units])).toEqual([['sea', 300]]);
    expect(made).toMatchObject({ gapUnits: 150, tooLate: 'sea', demand: { consequence: { key: 'restock:consequence.burst' } } });
    expect(made.warnings).toContainEqual(phrase('restock:warning.gapBurst', { units: 150 }));
    expect(reasons({ driven: driven('burst'), sellable: 150 })).toEqual({
      air: 'restock:refused.burst',
      express: 'restock:refused.burst',
    });
  });
  it.each(['sustained', 'unknown'] as const)('%s demand gets air for the gap', (cause) => {
    expect(unitsBy({ driven: driven(cause), sellable: 150 })).toEqual({ sea: 300, air: 150 });
  });
});

describe('caps', () => {
  it('in days of cover, counting what is there and comes in', () => {
    // 120 days of ten a day, less 400 there and 200 coming.
    const given = { sellable: 400, inflows: [inflow(200, 20)], rules: rules({ reviewDays: 120, capDays: 120 }) };
    const made = plan(given);
    expect(made.need).toBe(900);
    expect(made.quantity).toBe(600);
    expect(made.capped).toEqual(phrase('restock:capped.days', { days: 120, units: 600, wanted: 900, least: 0 }));
    expect(plan({ ...given, supply: supply({ unitsPerCarton: 250 }) }).quantity).toBe(500);
    const least = plan({ ...given, supply: supply({ moq: 700 }) });
    expect(least).toMatchObject({ quantity: 0, capped: { key: 'restock:capped.daysLeast' } });
  });
  it('in money: what is most urgent is kept', () => {
    const costs = supply({ unitCost: cny(1_000), dutyRate: 0.1 });
    const unit = { by: 'unit' as const, rate: cny(100), minimum: null };
    const modes = [
      { ...SEA, freight: unit },
      { ...AIR, freight: { ...unit, rate: cny(900) } },
    ];
    const made = plan({ modes, supply: costs, sellable: 150, rules: rules({ capMoney: cny(400_000) }) });
    // 150 by air at 20.00, then 83 by sea at 12.00.
    expect(made.lots.map(({ mode, units }) => [mode, units])).toEqual([
      ['sea', 83],
      ['air', 150],
    ]);
    expect(made.cost.all).toEqual(cny(399_600));
    expect(made.capped).toMatchObject({ key: 'restock:capped.money', values: { cap: cny(400_000), units: 233, wanted: 450 } });
    expect(plan({ modes, supply: costs, sellable: 150, rules: rules({ capMoney: cny(660_000) }) }).capped).toBeNull();
  });
  it('in money are said to be of no use where the cost is not known', () => {
    expect(warnings({ sellable: 150, rules: rules({ capMoney: cny(1) }) })).toContain('restock:warning.capUnknown');
  });
});

describe('what it costs', () => {
  const unit = (minor: number) => ({ by: 'unit' as const, rate: usd(minor), minimum: null });
  const rates = { home: 'CNY', perUnit: { USD: 7.1 } };
  const modes = [{ ...SEA, freight: unit(33) }];
  it('is goods, freight and duty in the home currency, to the minor unit', () => {
    const made = plan({ modes, sellable: 400, supply: supply({ unitCost: usd(455), dutyRate: 0.165 }), rules: rules({ rates }) });
    // 200 × 4.55 USD at 7.1; 200 × 0.33 USD; 16.5 % of the goods.
    expect(made.cost).toEqual({ goods: cny(646_100), freight: cny(46_860), duty: cny(106_607), all: cny(799_567) });
  });
  it.each([
    ['unit cost', { dutyRate: 0 }, rates, 'restock:missing.unitCost', 'goods'],
    ['duty rate', { unitCost: cny(1) }, rates, 'restock:missing.duty', 'duty'],
    ['rate of exchange', { unitCost: cny(1), dutyRate: 0 }, { home: 'CNY', perUnit: {} }, 'restock:missing.rate', 'freight'],
  ] as const)('is not known without a %s, and says so', (_, facts, of, key, part) => {
    const made = plan({ modes, sellable: 400, supply: supply(facts), rules: rules({ rates: of }) });
    expect(made.cost[part]).toBeNull();
    expect(made.cost.all).toBeNull();
    expect(made.warnings.map((one) => one.key)).toContain(key);
  });
  it('is no goods and no duty for what is transferred', () => {
    const made = plan({
      modes: [{ ...TRANSFER, freight: { by: 'unit', rate: cny(50), minimum: null } }],
      sellable: 0,
      reserves: [{ place: RNO, units: 100 }],
    });
    expect(made.cost).toEqual({ goods: cny(0), freight: cny(5_000), duty: cny(0), all: cny(5_000) });
  });
});

describe("a week's delay", () => {
  it('costs what would not be there', () => {
    const made = plan({ sellable: 320, safetyStock: 0, supply: supply({ price: cny(9_900) }) });
    // Put away on the day that the last is sold; a week later seventy are missing.
    expect(made.delay).toEqual({ units: 70, value: cny(693_000) });
    expect(plan({ sellable: 320 }).delay).toEqual({ units: 70, value: null });
    expect(plan({ sellable: 700 }).delay.units).toBe(0);
  });
});

describe('key SKUs', () => {
  it('name a missing second supplier, route and emergency source', () => {
    const key = supply({ key: true, supplier: 'Yiwu One' });
    expect(warnings({ supply: key, sellable: 700, modes: [SEA] })).toEqual(
      expect.arrayContaining(['restock:warning.oneSupplier', 'restock:warning.oneRoute', 'restock:warning.noEmergency']),
    );
    expect(plan({ supply: key, sellable: 700, modes: [SEA] }).warnings).toContainEqual(
      phrase('restock:warning.oneRoute', { route: 'Harbour Line' }),
    );
    const held = { ...key, secondSupplier: 'Yiwu Two' };
    expect(warnings({ supply: held, sellable: 700, modes: [SEA, { ...AIR, route: 'Harbour Line' }] })).toContain(
      'restock:warning.oneRoute',
    );
    expect(warnings({ supply: held, sellable: 700, modes: [SEA, AIR] })).not.toContain('restock:warning.oneRoute');
    expect(warnings({ supply: { ...key, key: false }, sellable: 700, modes: [SEA] })).not.toContain('restock:warning.oneRoute');
    expect(warnings({ supply: { ...key, supplier: null }, sellable: 700 })).toContain('restock:warning.noSupplier');
  });
});

describe('emergency supply', () => {
  const source = (id: string, more: Partial<EmergencySource> = {}): EmergencySource => ({
    id,
    name: id,
    kind: 'localSupplier',
    sku: null,
    units: null,
    hours: 48,
    ...more,
  });
  const said = (of: string, step: 'asked' | 'shipped' | 'sellable' | 'dropped', at: number) => ({
    sku: 'TEE-M',
    source: of,
    step,
    units: 40,
    at: NOW + at * HOUR,
    askedAt: NOW,
  });
  it('names the sources that are there within 72 h, how far each has come, and counts down from the first asking', () => {
    const emergency = [
      source('far', { hours: 73 }),
      source('other', { sku: 'MUG' }),
      source('idle', { hours: 72 }),
      source('dropped'),
      source('shipped'),
      source('asked', { kind: 'transfer', hours: 12 }),
    ];
    const made = plan({
      rules: rules({ emergency }),
      emergency: [said('asked', 'asked', 0), said('shipped', 'shipped', 5), said('dropped', 'dropped', 6)],
    });
    expect(made.emergency.map(({ source: { id }, step, dueAt }) => [id, step, dueAt])).toEqual([
      ['shipped', 'shipped', NOW + 3 * DAY],
      ['asked', 'asked', NOW + 3 * DAY],
      ['dropped', null, null],
      ['idle', null, null],
    ]);
    expect(made.emergency[0]).toMatchObject({ since: NOW + 5 * HOUR, units: 40 });
    expect(plan({ rules: rules({ emergency }), emergency: [said('idle', 'sellable', 9)] }).emergency[0]).toMatchObject({
      step: 'sellable',
      dueAt: null,
    });
  });
});
