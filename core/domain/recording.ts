import type { Expected } from './expected.ts';
import type { Sku, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';

/** Units that buyers took at once. `released`: given back later (unpaid, cancelled); when, nobody says. */
export type Sale = { readonly at: Instant; readonly units: number; readonly released: boolean };
/** A slot of the rundown, a pin or an offer: [startsAt, endsAt). */
export type Span = { readonly sku: Sku; readonly startsAt: Instant; readonly endsAt: Instant };
export type OfferSpan = Span & { readonly kind: string };
export type Viewers = { readonly at: Instant; readonly viewers: number };

/** A time of which nobody told: [from, to]. */
export type Gap = { readonly from: Instant; readonly to: Instant };

/** `available` null: there was some; how many, nobody says. */
export type StockSeen = { readonly sku: Sku; readonly at: Instant; readonly available: number | null };

/** One stream that is over, as an export or our own log tells it. Lists are in the order of time; what nobody recorded is empty. */
export type Recording = {
  readonly id: StreamId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly plannedEndsAt: Instant;
  /** Units created in [startsAt, endsAt). */
  readonly sales: Readonly<Record<Sku, readonly Sale[]>>;
  readonly rundown: readonly Span[];
  readonly pins: readonly Span[];
  readonly viewers: readonly Viewers[];
  readonly stock: readonly StockSeen[];
  readonly offers: readonly OfferSpan[];
  readonly expected?: Expected;
  /** When nobody saw what was presented, where somebody saw it else. */
  readonly unseen?: readonly Gap[];
};

/**
 * A stream as it is known at one moment of it: what was before, and what is planned. Sales are as ordered, since nobody
 * knows yet what will be given back; a pin that goes on ends at the moment.
 */
export type Known = Omit<Recording, 'endsAt' | 'sales'> & {
  readonly at: Instant;
  readonly sales: Readonly<Record<Sku, readonly Pick<Sale, 'at' | 'units'>[]>>;
  /** Until when it is known what was presented and who watched, where sales are told later than that. Missing: `at`. */
  readonly seenTo?: Instant;
};

/** Units net of one SKU at the stream's end. */
export function netOf({ sales }: Pick<Recording, 'sales'>, sku: Sku): number {
  let units = 0;
  for (const sale of sales[sku] ?? []) if (!sale.released) units += sale.units;
  return units;
}

/** What was known at this moment. Nothing of what came after it is in the answer, the actual end least of all. */
export function knownAt(recording: Recording, at: Instant): Known {
  const { id, startsAt, plannedEndsAt, rundown } = recording;
  const sales: Record<Sku, readonly Pick<Sale, 'at' | 'units'>[]> = {};
  for (const [sku, all] of Object.entries(recording.sales)) {
    const before = all.filter((sale) => sale.at < at).map((sale) => ({ at: sale.at, units: sale.units }));
    if (before.length > 0) sales[sku] = before;
  }
  return {
    id,
    startsAt,
    plannedEndsAt,
    at,
    sales,
    rundown,
    pins: recording.pins.filter((pin) => pin.startsAt < at).map((pin) => ({ ...pin, endsAt: Math.min(pin.endsAt, at) })),
    viewers: recording.viewers.filter((one) => one.at <= at),
    stock: recording.stock.filter((one) => one.at <= at),
    offers: recording.offers.filter((offer) => offer.startsAt <= at),
    ...(recording.expected === undefined ? {} : { expected: recording.expected }),
    ...(recording.unseen === undefined ? {} : { unseen: recording.unseen.filter(({ from }) => from < at) }),
  };
}

/** Why a SKU could not be bought: nothing was left of it, it was paused (by whomever), or it waited for the next wave. */
export type ShutWhy = 'out' | 'paused' | 'wave';
/** A time in which a SKU could not be bought. [from, to). */
export type Shut = {
  readonly from: Instant;
  readonly to: Instant;
  /** It goes on. */
  readonly open?: boolean;
  /** Missing: not told apart. */
  readonly why?: ShutWhy;
};

/** When there was nothing left of each SKU, as far as its stock was told. */
export function shutIn({ stock, at }: Pick<Known, 'stock' | 'at'>): ReadonlyMap<Sku, readonly Shut[]> {
  const shut = new Map<Sku, Shut[]>();
  const since = new Map<Sku, Instant>();
  const note = (sku: Sku, from: Instant, to: Instant) => shut.set(sku, [...(shut.get(sku) ?? []), { from, to }]);
  for (const seen of stock) {
    const from = since.get(seen.sku);
    const isOut = seen.available !== null && seen.available <= 0;
    if (isOut && from === undefined) since.set(seen.sku, seen.at);
    if (!isOut && from !== undefined) {
      note(seen.sku, from, seen.at);
      since.delete(seen.sku);
    }
  }
  for (const [sku, from] of since) note(sku, from, Math.max(at, from));
  return shut;
}
