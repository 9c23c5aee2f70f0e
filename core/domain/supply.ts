import type { RoleInStream } from './expected.ts';
import type { Money } from './money.ts';

/** Of one carton; of one unit where a carton's units are not said. Centimetres and kilograms, outside measures. */
export type PackSize = { readonly length: number; readonly width: number; readonly height: number };

/** What is needed to buy and ship a SKU. Null: not said, and what is lost without it is said where it is asked for. */
export type SupplyFacts = {
  readonly price: Money | null;
  readonly unitCost: Money | null;
  readonly unitsPerCarton: number | null;
  readonly size: PackSize | null;
  readonly kg: number | null;
  /** Least quantity of an order, and what it must be a multiple of, in units. */
  readonly moq: number | null;
  readonly multiple: number | null;
  readonly battery: boolean;
  readonly liquid: boolean;
  /** Part of the value: 0.1 is 10 %. */
  readonly dutyRate: number | null;
  readonly supplier: string | null;
  readonly secondSupplier: string | null;
  /** Days that its supplier takes to make it, and to label it for the market. */
  readonly productionDays: number | null;
  readonly labellingDays: number | null;
  /** What it is there for in streams, where a stream does not say. */
  readonly role: RoleInStream | null;
  /** New and seasonal SKUs are marked where days of cover mislead. */
  readonly season: 'new' | 'seasonal' | null;
  /** Its absence would hurt: a missing second supplier or route is named. */
  readonly key: boolean;
  /** What drives its demand, where the operator has said so. */
  readonly cause: DemandCause | null;
};
/** `burst`: a creator or a topic drives it; `sustained`: it has come to stay. */
export type DemandCause = 'burst' | 'sustained';

export const NO_SUPPLY: SupplyFacts = {
  price: null,
  unitCost: null,
  unitsPerCarton: null,
  size: null,
  kg: null,
  moq: null,
  multiple: null,
  battery: false,
  liquid: false,
  dutyRate: null,
  supplier: null,
  secondSupplier: null,
  productionDays: null,
  labellingDays: null,
  role: null,
  season: null,
  key: false,
  cause: null,
};
