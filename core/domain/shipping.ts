import type { Sku } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { Money } from './money.ts';
import type { Place } from './position.ts';

export type ModeId = string;
export type ShipmentId = string;
export const MODE_KINDS = ['transfer', 'seaSlow', 'seaFast', 'rail', 'truck', 'air', 'express'] as const;
export type ModeKind = (typeof MODE_KINDS)[number];
export const isSea = (kind: ModeKind): boolean => kind === 'seaSlow' || kind === 'seaFast';

/** The parts of a lead time, in order. The wait for the next cut-off lies between `domestic` and `main`, and follows from the cut-offs. */
export const LEAD_PARTS = ['production', 'labelling', 'domestic', 'main', 'customs', 'lastLeg', 'putaway'] as const;
export type LeadPart = (typeof LEAD_PARTS)[number];
/** Mean and standard deviation, calendar days. */
export type Days = { readonly days: number; readonly spread: number };
/** A calendar date: `2026-12-24`. A time of day: `16:00`. 1 is Monday. */
export type CalendarDate = string;
export type TimeOfDay = string;
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The departures that goods must be handed over for. Empty weekdays: any day. */
export type CutOff = { readonly weekdays: readonly Weekday[]; readonly time: TimeOfDay; readonly zone: Zone };
/** Parts of a lead time that begin from one date through another (by the cut-off's zone) take so many times as long. No part named: all do. */
export type Peak = {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly parts: readonly LeadPart[];
  readonly factor: number;
  readonly why: string;
};
/**
 * By chargeable weight: the greater of kilograms and cm³ ÷ `divisor` (6000 by air, 5000 by express: IATA TACT 3.9 and couriers' tariffs); by volume: cubic metres.
 * `minimum` is charged at least, per shipment.
 */
export type Freight =
  | { readonly by: 'kg'; readonly rate: Money; readonly divisor: number; readonly minimum: Money | null }
  | { readonly by: 'cbm'; readonly rate: Money; readonly minimum: Money | null }
  | { readonly by: 'unit'; readonly rate: Money; readonly minimum: Money | null };

/** One way to bring goods to a warehouse: a row of the seller's own table. */
export type Mode = {
  readonly id: ModeId;
  readonly name: string;
  readonly kind: ModeKind;
  /** Whose it is: a carrier or a forwarder. Two modes of one route are no second route. */
  readonly route: string;
  /** Null: any warehouse of the shop. */
  readonly to: Place | null;
  /** A transfer: from where. */
  readonly from: Place | null;
  readonly parts: Readonly<Partial<Record<LeadPart, Days>>>;
  readonly cutOff: CutOff | null;
  readonly peaks: readonly Peak[];
  readonly freight: Freight | null;
  /** Whether it takes goods with batteries, and liquids. */
  readonly battery: boolean;
  readonly liquid: boolean;
};

/** Goods under way that a person has entered; those that a source reports stand in its positions. */
export type Shipment = {
  readonly id: ShipmentId;
  readonly name: string;
  readonly to: Place;
  readonly lines: readonly { readonly sku: Sku; readonly units: number }[];
  readonly stage: 'ordered' | 'shipped' | 'customs' | 'receiving' | 'done';
  /** When it is expected at the warehouse, and when what it brings can be sold. Null: not known. */
  readonly expectedAt: Instant | null;
  readonly putAwayAt: Instant | null;
  /** Chance that it is there in time, 0 to 1, where the seller gives one. */
  readonly chance: number | null;
};
/** Units that will be there to sell: from shipments and from what sources report. */
export type Inflow = {
  readonly name: string;
  readonly sku: Sku;
  readonly to: Place;
  readonly units: number;
  /** Null: nobody says when; it counts for nothing in time. */
  readonly putAwayAt: Instant | null;
  readonly chance: number;
};
