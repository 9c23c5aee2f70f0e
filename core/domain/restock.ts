import type { Sku } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Money, Rates } from './money.ts';
import type { Phrase } from './phrase.ts';
import type { Place } from './position.ts';
import type { ModeId, ModeKind } from './shipping.ts';
import type { DemandCause } from './supply.ts';

/** Who can bring units within 72 h. */
export type EmergencyKind = 'transfer' | 'channelShare' | 'checkedReturns' | 'localSupplier';
export type EmergencyStep = 'asked' | 'confirmed' | 'shipped' | 'sellable';
/** A named source of emergency supply, of one SKU or (null) of any. */
export type EmergencySource = {
  readonly id: string;
  readonly name: string;
  readonly kind: EmergencyKind;
  readonly sku: Sku | null;
  /** Units that it can give, and hours until they can be sold, as the seller knows them. */
  readonly units: number | null;
  readonly hours: number;
};
/** How far a call for emergency supply has come: an entry by a person. */
export type EmergencyBody = {
  readonly sku: Sku;
  readonly source: string;
  readonly step: EmergencyStep | 'dropped';
  readonly units: number | null;
  readonly at: Instant;
  /** When it was first asked, since it was last dropped; noted by the ledger. */
  readonly askedAt?: Instant;
  /** When it was confirmed (or shipped at once): from then on its hours run; noted by the ledger. */
  readonly confirmedAt?: Instant;
};

export const emergencyKey = (sku: Sku, source: string): string => `${sku}\u001f${source}`;

/** 海运主补、空运补差量: sea for the base and air for the gap; or regular by sea and streams by air. */
export type ShipPolicy = 'seaAndGap' | 'regularAndStreams';
/** The seller's own rules for restocking. */
export type RestockRules = {
  readonly policy: ShipPolicy;
  /** Days beyond the lead time that one order is to last. */
  readonly reviewDays: number;
  /** Chance of no stock-out until the order is there, for safety stock by simulation. */
  readonly serviceLevel: number;
  /** At most so many days of cover, and at most so much money, in one plan. Null: no cap. */
  readonly capDays: number | null;
  readonly capMoney: Money | null;
  readonly rates: Rates;
  readonly emergency: readonly EmergencySource[];
};
export const DEFAULT_RESTOCK: RestockRules = {
  policy: 'seaAndGap',
  reviewDays: 30,
  serviceLevel: 0.95,
  capDays: 120,
  capMoney: null,
  rates: { home: 'CNY', perUnit: {} },
  emergency: [],
};

/** Units, each as it goes into the sum: what is needed is positive, what is there is negative. They add up to `need`. */
export type PlanParts = {
  /** Demand of days without stream effect, over the horizon. */
  readonly base: number;
  /** Streams that are scheduled in it, and those to be expected by the usual cadence. */
  readonly scheduled: number;
  readonly cadence: number;
  readonly safety: number;
  /** Null: nobody knows what there is. */
  readonly sellable: number | null;
  /** Ordered, not yet seen by the warehouse: still to be taken off. */
  readonly unseen: number;
  readonly inbound: number;
};

/** One consignment of the plan. Money null: the rate, size, weight or exchange rate that it needs is not set. */
export type Lot = {
  readonly mode: ModeId;
  readonly name: string;
  readonly kind: ModeKind;
  readonly from: Place | null;
  readonly units: number;
  readonly cartons: number | null;
  readonly freight: Money | null;
  /** Kilograms or cubic metres that are charged. */
  readonly charged: { readonly by: 'kg' | 'cbm' | 'unit'; readonly amount: number } | null;
  /** Sent together with other SKUs, priced once: the whole freight, of which `freight` and `charged` are this lot's part. */
  readonly consignment: { readonly skus: number; readonly freight: Money } | null;
  /** Order by then, to hand it over at the cut-off; then it arrives and can be sold (means). */
  readonly orderBy: Instant;
  readonly cutOff: Instant | null;
  readonly arrivesAt: Instant;
  readonly putAwayAt: Instant;
  /** When it is needed; and whether it is put away by then. */
  readonly neededAt: Instant | null;
  readonly inTime: boolean;
};

/** A mode that was weighed, and why it was not taken. */
export type Refused = { readonly mode: ModeId; readonly name: string; readonly kind: ModeKind; readonly why: Phrase };

/** Where safety stock comes from: a person, lead times that were lived through with so many streams in them, or z·σ where there is none. */
export type SafetySource =
  | { readonly by: 'hand' }
  | { readonly by: 'simulated'; readonly streams: number; readonly runs: number; readonly level: number }
  | { readonly by: 'formula'; readonly level: number };

export type RestockPlan = {
  readonly sku: Sku;
  readonly title: string;
  /** Demand is counted from now until then, units a day without streams, and days of cover as it stands. */
  readonly until: Instant;
  readonly dailyBase: number | null;
  readonly coverDays: number | null;
  readonly outAt: Instant | null;
  readonly parts: PlanParts;
  readonly safety: SafetySource;
  /** Sum of the parts; below nought there is more than enough. Null where nobody knows what there is. */
  readonly need: number | null;
  /** After MOQ, multiples, cartons and caps; the sum of the lots. Without any mode in the seller's table there are no lots, only this. */
  readonly quantity: number;
  readonly capped: Phrase | null;
  readonly lots: readonly Lot[];
  readonly refused: readonly Refused[];
  /** `sea`: no sea mode is in time; `all`: none is. Units that nothing brings in time. */
  readonly tooLate: 'none' | 'sea' | 'all';
  readonly gapUnits: number;
  readonly demand: {
    readonly cause: DemandCause | 'unknown';
    readonly said: boolean;
    readonly evidence: Phrase;
    readonly consequence: Phrase;
  };
  readonly warnings: readonly Phrase[];
  /** Of a key SKU: a supplier or a route that it has only one of, or none. */
  readonly lacks: readonly Phrase[];
  readonly orderBy: Instant | null;
  /** Goods, freight and duty, in the home currency; null where a price or a rate is missing. */
  readonly cost: {
    readonly goods: Money | null;
    readonly freight: Money | null;
    readonly duty: Money | null;
    readonly all: Money | null;
  };
  /** What it ties up: all that it costs, and days from the order until half of it is sold, by the mean. Days null: nobody can tell. */
  readonly cash: { readonly amount: Money | null; readonly days: number | null };
  /** What a week's delay does: units that would not be there to be sold, and their value. */
  readonly delay: { readonly units: number; readonly value: Money | null };
  readonly emergency: readonly {
    readonly source: EmergencySource;
    readonly step: EmergencyStep | null;
    readonly since: Instant | null;
    readonly units: number | null;
    /** By when it must be sellable: 72 h after it was first asked. */
    readonly dueAt: Instant | null;
    /** When it is counted as inbound; null: it is not, since nobody has confirmed it. */
    readonly sellableAt: Instant | null;
  }[];
  readonly why: Phrase;
};
