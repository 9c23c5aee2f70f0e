import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPlanInput, cny, rules, SEA, supply, usd } from '../../../test/builders/restock.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import type { Freight, Mode } from '../../domain/shipping.ts';
import { loadOf, priceOf } from './freight.ts';
import type { PlanInput } from './input.ts';
import { planOf } from './plan.ts';
import { plansWithin, totalsOf } from './totals.ts';

const air = (freight: Freight, more: Partial<Mode> = {}): Mode => ({ ...SEA, freight, ...more });
const byKg: Freight = { by: 'kg', rate: usd(400), divisor: 6_000, minimum: usd(10_000) };
const box = { size: { length: 10, width: 10, height: 6 }, dutyRate: 0, unitCost: cny(100) };
const inHome = { home: 'CNY', perUnit: { USD: 7.1 } };
/** So many units of a SKU are missing, so many kilograms each. */
const sku = (name: string, units: number, kg: number, mode: Mode): PlanInput =>
  aPlanInput({
    sku: name,
    modes: [mode],
    sellable: 600 - units,
    supply: supply({ ...box, kg }),
    rules: rules({ rates: inHome }),
  });
const lotOf = (plans: readonly RestockPlan[], name: string): Lot | undefined => plans.find((plan) => plan.sku === name)?.lots[0];

describe('what goes together', () => {
  it('pays the minimum once, each SKU its part by weight', () => {
    const mode = air(byKg, { cutOff: { weekdays: [], time: '16:00', zone: 'Asia/Shanghai' } });
    const inputs = [sku('A', 30, 0.1, mode), sku('B', 30, 0.2, mode)];
    expect(inputs.map((input) => planOf(input).lots[0]?.freight)).toEqual([usd(10_000), usd(10_000)]);
    const plans = plansWithin(inputs);
    const consignment = { skus: 2, freight: usd(10_000) };
    expect(lotOf(plans, 'A')).toMatchObject({ freight: usd(3_333), charged: { amount: 3 }, consignment });
    expect(lotOf(plans, 'B')).toMatchObject({ freight: usd(6_667), charged: { amount: 6 }, consignment });
    // In the home currency it is the same whole, to the minor unit.
    expect(totalsOf(plans, 'CNY').freight).toEqual(cny(71_000));
    for (const { cost, cash } of plans) expect(cash.amount).toEqual(cost.all);
  });

  it('is rounded up once, not for each SKU', () => {
    const mode = air({ ...byKg, minimum: null });
    // 0.7 and 0.6 kg are charged as 1.0 and 1.0 apart, as 1.5 together.
    const plans = plansWithin([sku('A', 1, 0.7, mode), sku('B', 1, 0.6, mode)]);
    expect(lotOf(plans, 'A')?.consignment).toEqual({ skus: 2, freight: usd(600) });
  });

  it('is not what leaves on another day or by another mode, nor what has no size', () => {
    const weekly = air(byKg, { cutOff: { weekdays: [1], time: '16:00', zone: 'Asia/Shanghai' } });
    const later = plansWithin([sku('A', 30, 0.1, weekly), { ...sku('B', 100, 0.1, weekly), sellable: 500 }]);
    expect(later.map(({ lots }) => lots[0]?.cutOff)).not.toEqual([later[0]?.lots[0]?.cutOff, later[0]?.lots[0]?.cutOff]);
    const other = plansWithin([sku('A', 30, 0.1, weekly), sku('B', 30, 0.1, { ...weekly, id: 'other' })]);
    const bare = sku('B', 30, 0.1, weekly);
    const unknown = plansWithin([sku('A', 30, 0.1, weekly), { ...bare, supply: supply({ ...box, size: null, kg: 0.1 }) }]);
    for (const plans of [later, other, unknown]) {
      expect(lotOf(plans, 'A')).toMatchObject({ freight: usd(10_000), consignment: null });
    }
    expect(lotOf(unknown, 'B')?.freight).toBeNull();
  });

  it('always adds up to the price of the whole, in both currencies, and is never dearer than apart', () => {
    const freights: fc.Arbitrary<Freight> = fc.oneof(
      fc.record({
        by: fc.constant('kg' as const),
        rate: fc.integer({ min: 1, max: 900 }).map(usd),
        divisor: fc.constantFrom(5_000, 6_000),
        minimum: fc.option(fc.integer({ min: 0, max: 50_000 }).map(usd), { nil: null }),
      }),
      fc.record({
        by: fc.constant('cbm' as const),
        rate: fc.integer({ min: 1, max: 90_000 }).map(usd),
        minimum: fc.option(fc.integer({ min: 0, max: 50_000 }).map(usd), { nil: null }),
      }),
      fc.record({
        by: fc.constant('unit' as const),
        rate: fc.integer({ min: 1, max: 900 }).map(usd),
        minimum: fc.constant(usd(9_000)),
      }),
    );
    const goods = fc.array(
      fc.record({
        units: fc.integer({ min: 1, max: 400 }),
        kg: fc.integer({ min: 0, max: 300 }).map((one) => one / 100),
        side: fc.integer({ min: 1, max: 60 }),
        unitsPerCarton: fc.constantFrom(null, 12),
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(freights, goods, (freight, all) => {
        const mode = air(freight);
        const inputs = all.map(({ units, kg, side, unitsPerCarton }, index) => {
          const size = { length: side, width: side, height: 10 };
          return {
            ...sku(`S${index}`, units, kg, mode),
            supply: supply({ ...box, size, kg, unitsPerCarton }),
            sellable: 0,
            base: null,
            safetyStock: units,
          };
        });
        const plans = plansWithin(inputs);
        const lots = plans.flatMap(({ lots }) => lots);
        expect(lots).toHaveLength(inputs.length);
        expect(new Set(lots.map(({ consignment }) => JSON.stringify(consignment))).size).toBe(1);
        const whole = lots[0]?.consignment?.freight.minor ?? Number.NaN;
        expect(lots.reduce((sum, lot) => sum + (lot.freight?.minor ?? Number.NaN), 0)).toBe(whole);
        const apart = inputs.map((input) => planOf(input));
        const [alone, aloneHome] = [
          apart.reduce((sum, { lots: [lot] }) => sum + (lot?.freight?.minor ?? 0), 0),
          apart.reduce((sum, { cost }) => sum + (cost.freight?.minor ?? 0), 0),
        ];
        const loads = inputs.map((input, index) => loadOf(input.supply, apart[index]?.quantity ?? 0));
        const sum = (of: (load: (typeof loads)[number]) => number | null) =>
          loads.reduce((total, load) => total + (of(load) ?? 0), 0);
        const price = priceOf(freight, { units: sum(({ units }) => units), kg: sum(({ kg }) => kg), cm3: sum(({ cm3 }) => cm3) });
        expect(whole).toBe(Math.min(price.freight?.minor ?? Number.NaN, alone));
        const { freight: inAll } = totalsOf(plans, 'CNY');
        expect(inAll.minor).toBe(Math.min(Math.round(whole * 7.1), aloneHome));
        expect(plans.reduce((total, { lots: [lot] }) => total + (lot?.units ?? 0), 0)).toBe(
          apart.reduce((total, { quantity }) => total + quantity, 0),
        );
      }),
      { numRuns: 200 },
    );
  });
});
