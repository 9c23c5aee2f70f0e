import { describe, expect, it } from 'vitest';
import { cny, supply, usd } from '../../../test/builders/restock.ts';
import { moneyText } from '../../domain/money-text.ts';
import type { Freight } from '../../domain/shipping.ts';
import { chargeOf } from './freight.ts';

const byKg = (more: Partial<Extract<Freight, { by: 'kg' }>> = {}): Freight => ({
  by: 'kg',
  rate: cny(3_850),
  divisor: 6_000,
  minimum: null,
  ...more,
});
const carton = supply({ unitsPerCarton: 20, size: { length: 50, width: 40, height: 30 }, kg: 8.3 });

describe('freight', () => {
  it.each([
    // 60,000 cm³ a carton: 10 kg by volume, above the 8.3 kg that it weighs.
    ['by volume where that is more', byKg(), carton, 40, 2, 20, 77_000],
    ['by weight where that is more', byKg({ divisor: 10_000 }), carton, 40, 2, 17, 65_450],
    ['by the half kilogram, rounded up', byKg({ divisor: 10_000 }), carton, 20, 1, 8.5, 32_725],
    ['a carton that is not full as a full one', byKg(), carton, 21, 2, 20, 77_000],
    ['the minimum at least', byKg({ minimum: cny(50_000) }), carton, 20, 1, 10, 50_000],
    ['no minimum where there is more', byKg({ minimum: cny(50_000) }), carton, 40, 2, 20, 77_000],
    ['by cubic metres', { by: 'cbm', rate: cny(120_000), minimum: null } as Freight, carton, 40, 2, 0.12, 14_400],
    [
      'by cubic metres with a minimum',
      { by: 'cbm', rate: cny(120_000), minimum: cny(60_000) } as Freight,
      carton,
      40,
      2,
      0.12,
      60_000,
    ],
    ['by unit', { by: 'unit', rate: cny(155), minimum: null } as Freight, supply(), 33, null, 33, 5_115],
    [
      'by the unit, where cartons are not said',
      byKg(),
      supply({ size: { length: 20, width: 20, height: 15 }, kg: 0.2 }),
      3,
      null,
      3,
      11_550,
    ],
  ])('is charged %s', (_, freight, facts, units, cartons, amount, minor) => {
    expect(chargeOf(freight, facts, units)).toEqual({ cartons, charged: { by: freight.by, amount }, freight: cny(minor) });
  });

  it.each([
    ['without a rate', null, carton],
    ['without a weight', byKg(), { ...carton, kg: null }],
    ['without a size', byKg(), { ...carton, size: null }],
    ['without a size by volume', { by: 'cbm', rate: cny(1), minimum: cny(5) } as Freight, { ...carton, size: null }],
  ])('is unknown %s, never nothing', (_, freight, facts) => {
    expect(chargeOf(freight, facts, 40)).toEqual({ cartons: 2, charged: null, freight: null });
  });

  it('leaves a minimum in another currency alone', () => {
    expect(chargeOf(byKg({ minimum: usd(99_999) }), carton, 20).freight).toEqual(cny(38_500));
  });

  it.each([
    [usd(123_450), '1234.50 USD'],
    [{ minor: 980, currency: 'JPY' }, '980 JPY'],
    [cny(5), '0.05 CNY'],
  ])('writes %o as %s', (sum, text) => {
    expect(moneyText(sum)).toBe(text);
  });
});
