import { type Money, money } from '../../domain/money.ts';
import type { Lot } from '../../domain/restock.ts';
import type { Freight } from '../../domain/shipping.ts';
import type { SupplyFacts } from '../../domain/supply.ts';

type Packing = Pick<SupplyFacts, 'unitsPerCarton' | 'size' | 'kg'>;
export type Charge = Pick<Lot, 'cartons' | 'charged' | 'freight'>;

/** Weight is charged by the half kilogram, volume by the litre, both rounded up. */
const HALF_KILOS = 2;
const LITRES = 1_000;
/** What a sum of decimals may be off by. */
const NEARLY = 1e-9;
const up = (value: number): number => Math.ceil(value - NEARLY);

export const cartonsOf = ({ unitsPerCarton }: Packing, units: number): number | null =>
  unitsPerCarton === null ? null : Math.ceil(units / unitsPerCarton);

/**
 * What a consignment is charged: by chargeable weight (the greater of kilograms and cm³ ÷ divisor, by the half kilogram: IATA TACT 3.9),
 * by volume or by unit, the minimum at least. A carton that is not full is as large as a full one. Null where size or weight is not said.
 */
export function chargeOf(freight: Freight | null, packing: Packing, units: number): Charge {
  const cartons = cartonsOf(packing, units);
  const packs = cartons ?? units;
  if (freight === null || units <= 0) return { cartons, charged: null, freight: null };
  const amount = amountOf(freight, packing, packs, units);
  if (amount === null) return { cartons, charged: null, freight: null };
  const minor = Math.round((freight.rate.minor * amount.of) / amount.by);
  const charged = { by: freight.by, amount: amount.of / amount.by };
  return { cartons, charged, freight: atLeast(money(minor, freight.rate.currency), freight.minimum) };
}

/** In whole parts, so that the money is exact. */
function amountOf(
  freight: Freight,
  { size, kg }: Packing,
  packs: number,
  units: number,
): { readonly of: number; readonly by: number } | null {
  if (freight.by === 'unit') return { of: units, by: 1 };
  const cm3 = size === null ? null : size.length * size.width * size.height * packs;
  if (freight.by === 'cbm') return cm3 === null ? null : { of: up(cm3 / LITRES), by: LITRES };
  if (cm3 === null || kg === null) return null;
  return { of: up(Math.max(kg * packs, cm3 / freight.divisor) * HALF_KILOS), by: HALF_KILOS };
}

/** A minimum in another currency than the rate cannot be held against it: the rate stands. */
const atLeast = (sum: Money, minimum: Money | null): Money =>
  minimum !== null && minimum.currency === sum.currency && minimum.minor > sum.minor ? minimum : sum;
