import { type Money, money } from '../../domain/money.ts';
import type { Lot } from '../../domain/restock.ts';
import type { Freight } from '../../domain/shipping.ts';
import type { SupplyFacts } from '../../domain/supply.ts';

type Packing = Pick<SupplyFacts, 'unitsPerCarton' | 'size' | 'kg'>;
export type Charge = Pick<Lot, 'cartons' | 'charged' | 'freight'>;

/** Weight is charged by the half kilogram, volume by the litre, both rounded up. */
const HALF_KILOS = 2;
const LITRES = 1_000;
const CUBIC_METRE = 1_000_000;
/** What a sum of decimals may be off by. */
const NEARLY = 1e-9;
const up = (value: number): number => Math.ceil(value - NEARLY);

export const cartonsOf = ({ unitsPerCarton }: Packing, units: number): number | null =>
  unitsPerCarton === null ? null : Math.ceil(units / unitsPerCarton);

/** What is handed over, whole: a carton that is not full is as large and as heavy as a full one. Null: size or weight is not said. */
export type Load = { readonly units: number; readonly kg: number | null; readonly cm3: number | null };
export function loadOf(packing: Packing, units: number): Load {
  const packs = cartonsOf(packing, units) ?? units;
  const { size, kg } = packing;
  return {
    units,
    kg: kg === null ? null : kg * packs,
    cm3: size === null ? null : size.length * size.width * size.height * packs,
  };
}

/**
 * What a consignment is charged: by chargeable weight (the greater of kilograms and cm³ ÷ divisor, by the half kilogram: IATA TACT 3.9),
 * by volume or by unit, the minimum at least. Null where size or weight is not said.
 */
export function priceOf(freight: Freight, load: Load): Pick<Lot, 'charged' | 'freight'> {
  const amount = amountOf(freight, load);
  if (amount === null) return { charged: null, freight: null };
  const minor = Math.round((freight.rate.minor * amount.of) / amount.by);
  const charged = { by: freight.by, amount: amount.of / amount.by };
  return { charged, freight: atLeast(money(minor, freight.rate.currency), freight.minimum) };
}

/** What so many units are charged by themselves. */
export function chargeOf(freight: Freight | null, packing: Packing, units: number): Charge {
  const cartons = cartonsOf(packing, units);
  if (freight === null || units <= 0) return { cartons, charged: null, freight: null };
  return { cartons, ...priceOf(freight, loadOf(packing, units)) };
}

/** What a load is charged by, before it is rounded; null where it is not known. */
export function weightOf(freight: Freight, { units, kg, cm3 }: Load): number | null {
  if (freight.by === 'unit') return units;
  if (freight.by === 'cbm') return cm3 === null ? null : cm3 / CUBIC_METRE;
  return cm3 === null || kg === null ? null : Math.max(kg, cm3 / freight.divisor);
}

/** In whole parts, so that the money is exact. */
function amountOf(freight: Freight, load: Load): { readonly of: number; readonly by: number } | null {
  const weight = weightOf(freight, load);
  if (weight === null) return null;
  if (freight.by === 'unit') return { of: load.units, by: 1 };
  const by = freight.by === 'cbm' ? LITRES : HALF_KILOS;
  return { of: up(weight * by), by };
}

/** A minimum in another currency than the rate cannot be held against it: the rate stands. */
const atLeast = (sum: Money, minimum: Money | null): Money =>
  minimum !== null && minimum.currency === sum.currency && minimum.minor > sum.minor ? minimum : sum;
