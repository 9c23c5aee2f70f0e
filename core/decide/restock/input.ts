import type { Sku } from '../../domain/ids.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { Place } from '../../domain/position.ts';
import type { EmergencyBody, RestockRules } from '../../domain/restock.ts';
import type { CalendarDate, Inflow, Mode } from '../../domain/shipping.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import type { Driven } from './burst.ts';
import type { Cadence } from './cadence.ts';
import type { BaseDemand, StreamDemand } from './demand.ts';
import type { Chance } from './random.ts';

/** All that a plan of one SKU rests on. Units are stock units; null is not known. */
export type PlanInput = {
  readonly sku: Sku;
  readonly title: string;
  readonly now: Instant;
  /** The market's: dates are written in it. */
  readonly zone: Zone;
  readonly supply: SupplyFacts;
  /** Set by hand: it wins over what is simulated. */
  readonly safetyStock: number | null;
  readonly rules: RestockRules;
  /** Those that bring goods to a place of this pool. */
  readonly modes: readonly Mode[];
  readonly sellable: number | null;
  readonly unseen: number;
  /** Average units a day with streams, for days of cover. */
  readonly daily: number | null;
  readonly base: BaseDemand | null;
  readonly driven: Omit<Driven, 'days'>;
  /** Days that look like streams nobody has entered: they are none of the base, and where no stream is known they are `cadence`. */
  readonly streamLike: { readonly days: number; readonly last: CalendarDate; readonly asUsual: boolean } | null;
  readonly streams: readonly StreamDemand[];
  /** Starts of all streams that are scheduled. */
  readonly starts: readonly Instant[];
  readonly cadence: Cadence | null;
  readonly inflows: readonly Inflow[];
  /** What other warehouses can give. */
  readonly reserves: readonly { readonly place: Place; readonly units: number }[];
  readonly emergency: readonly EmergencyBody[];
  readonly chance: Chance;
};
