import fc from 'fast-check';
import { drivenBy } from '../../core/decide/restock/burst.ts';
import type { PlanInput } from '../../core/decide/restock/input.ts';
import { chanceFrom } from '../../core/decide/restock/random.ts';
import type { Mode, Weekday } from '../../core/domain/shipping.ts';
import { AIR, afterDays, aMode, aPlanInput, cny, EXPRESS, NOW, rules, SEA, supply, TRANSFER, usd } from './restock.ts';

/** Any question that a plan may be asked. */
const units = fc.integer({ min: 0, max: 400 });
const tenths = fc.integer({ min: 0, max: 300 }).map((one) => one / 10);
export const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
/** Quiet days, some of them with a stream or out of stock, and now and then a peak. */
const days = fc
  .array(fc.record({ net: fc.constantFrom(4, 5, 6, 5, 4, 6, 40, 300), out: fc.boolean(), stream: fc.boolean() }), {
    maxLength: 40,
  })
  .map((all) => all.map((one, back) => ({ ...one, out: one.out && one.net < 5, day: dayBefore(back) })));
const dayBefore = (back: number): string => new Date(afterDays(-1 - back)).toISOString().slice(0, 10);
const cutOff = nullable(
  fc.record({
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[]),
    time: fc.constantFrom('00:00', '16:00'),
    zone: fc.constantFrom('Asia/Shanghai', 'America/New_York'),
  }),
);
const freight = nullable(
  fc.record({
    by: fc.constant('unit' as const),
    rate: fc.integer({ min: 1, max: 900 }).map(usd),
    minimum: nullable(fc.constant(usd(4_000))),
  }),
);
const peaks = fc.constantFrom<Mode['peaks']>(
  [],
  [{ from: '2026-09-20', to: '2026-10-08', parts: ['main'], factor: 1.5, why: 'Golden Week' }],
);
const modes = fc
  .subarray([
    SEA,
    AIR,
    EXPRESS,
    TRANSFER,
    aMode({ id: 'fast', kind: 'seaFast', parts: { main: { days: 15, spread: 2 }, putaway: { days: 3, spread: 1 } } }),
  ])
  .chain((some) =>
    fc.tuple(
      ...some.map((mode) =>
        fc.record({ cutOff, freight, peaks, battery: fc.boolean() }).map((more): Mode => ({ ...mode, ...more })),
      ),
    ),
  );

export const planInputs: fc.Arbitrary<PlanInput> = fc
  .record({
    sellable: fc.integer({ min: -50, max: 1_500 }),
    unseen: fc.integer({ min: 0, max: 40 }),
    safetyStock: nullable(fc.integer({ min: 0, max: 60 })),
    base: nullable(fc.record({ perDay: tenths, ratio: fc.constantFrom(0, 0.5, 2) })),
    streams: fc.array(fc.record({ days: fc.integer({ min: 0, max: 70 }), units: tenths, ratio: fc.constantFrom(0, 0.8) }), {
      maxLength: 4,
    }),
    cadence: nullable(
      fc.record({
        perWeek: tenths.map((one) => one / 5),
        countRatio: fc.constantFrom(0, 1),
        units: tenths,
        ratio: fc.constant(0.8),
      }),
    ),
    inflows: fc.array(fc.record({ units, days: nullable(fc.integer({ min: -3, max: 80 })), chance: fc.constantFrom(1, 0.5) }), {
      maxLength: 3,
    }),
    modes,
    reserve: units,
    facts: fc.record({
      moq: nullable(fc.integer({ min: 1, max: 200 })),
      multiple: nullable(fc.constantFrom(5, 12)),
      unitsPerCarton: nullable(fc.constantFrom(10, 24)),
      unitCost: nullable(fc.constant(usd(455))),
      dutyRate: nullable(fc.constant(0.165)),
      price: fc.constant(cny(9_900)),
      battery: fc.boolean(),
      key: fc.boolean(),
      supplier: nullable(fc.constant('Yiwu Knit')),
    }),
    streamLike: nullable(
      fc.record({ days: fc.integer({ min: 1, max: 4 }), last: fc.constant('2026-09-01'), asUsual: fc.boolean() }),
    ),
    called: nullable(fc.constantFrom('asked' as const, 'confirmed' as const, 'shipped' as const)),
    policy: fc.constantFrom('seaAndGap' as const, 'regularAndStreams' as const),
    capDays: nullable(fc.integer({ min: 10, max: 150 })),
    capMoney: nullable(fc.integer({ min: 0, max: 2_000_000 }).map(cny)),
    reviewDays: fc.integer({ min: 0, max: 40 }),
    said: nullable(fc.constantFrom('burst' as const, 'sustained' as const)),
    days,
    seed: fc.nat(),
  })
  .map(({ streams, inflows, facts, policy, capDays, capMoney, reviewDays, said, days, reserve, seed, called, ...more }) =>
    aPlanInput({
      ...more,
      streams: streams.map(({ days, ...one }, index) => ({ ...one, id: `s${index}`, at: afterDays(days) })),
      starts: streams.map(({ days }) => afterDays(days)),
      inflows: inflows.map(({ days, ...one }) => ({
        ...one,
        name: 'ship',
        sku: 'TEE-M',
        to: { source: 'wms', location: 'LAX' },
        putAwayAt: days === null ? null : afterDays(days),
      })),
      supply: supply(facts),
      emergency: called === null ? [] : [{ sku: 'TEE-M', source: 'e', step: called, units: null, at: NOW }],
      rules: rules({
        emergency: [{ id: 'e', name: 'Reno', kind: 'transfer', sku: null, units: null, hours: 48 }],
        policy,
        capDays,
        capMoney,
        reviewDays,
        rates: { home: 'CNY', perUnit: { USD: 7.1 } },
      }),
      driven: drivenBy(days, said),
      reserves: [{ place: { source: 'wms', location: 'RNO' }, units: reserve }],
      chance: chanceFrom(seed),
    }),
  );
