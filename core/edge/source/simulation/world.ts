import type { ListingState, OfferKind } from '../../../domain/console.ts';
import type { ListingKey, Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import { leastOver } from '../../../domain/listing.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { PLACES, type SimListing } from './catalogue.ts';
import { chanceOf } from './chance.ts';
import { startRun, takeStep } from './run.ts';
import { keptOf } from './ship.ts';
import { isLive, onSaleAt, outageAt, pinnedAt, SHOW_MS, viewersAt } from './show.ts';
import { type Run, type SimOrder, STEP_MS } from './state.ts';
import { commentsAt, type SimSaid, saidAt } from './talk.ts';
import { levelsAt, mostPerBuyer, perBuyerAt } from './written.ts';

/** A row of the practice console. */
export type SimRow = {
  readonly key: ListingKey;
  readonly link: number;
  readonly title: string;
  readonly price: number;
  readonly state: ListingState;
  readonly sellable: number;
  readonly pinned: boolean;
  readonly offer: OfferKind | null;
  readonly sold: number;
  readonly clicks: number;
  readonly impressions: number;
  readonly cart: number;
  /** What one buyer may take; null: as much as there is. */
  readonly perBuyer: number | null;
};
/** Reserved: what unpaid orders hold. On hand less reserved is sellable. */
type Stock = {
  readonly sku: Sku;
  readonly title: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly sellable: number;
};
export type SimWorld = {
  /** Everything up to here has happened; at most one step behind the time that was asked for. */
  readonly at: Instant;
  readonly live: 'idle' | 'live' | 'ended';
  readonly viewers: number;
  readonly comments: number;
  readonly said: readonly SimSaid[];
  /** How long it has been live, ms. */
  readonly liveMs: number;
  readonly rows: readonly SimRow[];
  /** `offered`: what was put on sale in all; sales do not move it. */
  readonly channel: readonly (Stock & {
    readonly onSale: boolean;
    readonly offered: number;
    readonly perBuyer: number | null;
  })[];
  readonly warehouse: readonly (Stock & { readonly location: string })[];
  /** All orders so far, oldest first. */
  readonly orders: readonly SimOrder[];
  readonly restocked: ReadonlyMap<Sku, number>;
  /** Ids of paid orders that the warehouse has not seen yet. */
  readonly unseen: readonly string[];
  /** Whether the warehouse answers. */
  readonly outage: boolean;
};

/**
 * Warehouse, channel and console as they are at a simulated time: a pure function of (seed, start, writes, time). What
 * was computed for an earlier time is gone on from where it holds still; it never changes an answer.
 */
export function worldAt(state: RehearsalState, at: Instant): SimWorld {
  const run = runTo(state, at);
  return {
    at: run.at,
    live: isLive(state, at) ? 'live' : at < state.startsAt ? 'idle' : 'ended',
    viewers: viewersAt(state, at),
    comments: commentsAt(state, at),
    said: saidAt(state, at),
    liveMs: Math.max(0, Math.min(at - state.startsAt, SHOW_MS)),
    rows: rowsOf(run, state, at),
    channel: channelOf(run, state, at),
    warehouse: warehouseOf(run),
    orders: [...run.orders.values()],
    restocked: new Map(run.restocked),
    unseen: run.unseen.map(({ id }) => id),
    outage: outageAt(state, at),
  };
}

/** The last runs and the writes that went into them. */
const kept: { readonly seed: number; readonly startsAt: Instant; readonly run: Run; writes: string }[] = [];
const writesUntil = (state: RehearsalState, at: Instant): string =>
  JSON.stringify(state.writes.filter((write) => write.at <= at));

function runTo(state: RehearsalState, at: Instant): Run {
  const index = kept.findIndex(({ seed, startsAt }) => seed === state.seed && startsAt === state.startsAt);
  const found = index < 0 ? undefined : kept.splice(index, 1)[0];
  const holds = found !== undefined && found.run.at <= at && found.writes === writesUntil(state, found.run.at);
  const run = holds ? found.run : startRun(state);
  while (run.at + STEP_MS <= at) takeStep(run, state);
  kept.unshift({ seed: state.seed, startsAt: state.startsAt, run, writes: writesUntil(state, run.at) });
  kept.length = Math.min(kept.length, 2);
  return run;
}

function channelOf(run: Run, state: RehearsalState, at: Instant): SimWorld['channel'] {
  const reserved = new Map<Sku, number>();
  for (const { id } of run.unpaid) {
    for (const { sku, quantity } of run.orders.get(id)?.components ?? []) reserved.set(sku, (reserved.get(sku) ?? 0) + quantity);
  }
  const levels = levelsAt(run, state, at);
  return run.catalogue.skus.map(({ sku, title }) => {
    const { sellable, offered } = levels(sku);
    const held = reserved.get(sku) ?? 0;
    const may = { onSale: onSaleAt(state, sku, at), perBuyer: perBuyerAt(state, sku, at) };
    return { sku, title, onHand: sellable + held, reserved: held, sellable, offered, ...may };
  });
}

function warehouseOf(run: Run): SimWorld['warehouse'] {
  return run.catalogue.skus.flatMap(({ sku, title }) => {
    const kept = keptOf(run, sku);
    return PLACES.map((location, place) => {
      const onHand = run.places.get(sku)?.[place] ?? 0;
      const reserved = kept[place] ?? 0;
      return { sku, title, location, onHand, reserved, sellable: onHand - reserved };
    });
  });
}

function rowsOf(run: Run, state: RehearsalState, at: Instant): readonly SimRow[] {
  const pinned = pinnedAt(state, at);
  const levels = levelsAt(run, state, at);
  const sellableOf = (sku: Sku) => levels(sku).sellable;
  return run.catalogue.listings.map((listing) => {
    const counts = run.counts.get(listing.key) ?? { sold: 0, clicks: 0, impressions: 0, cart: 0 };
    const { key, link, title, price } = listing;
    const isPinned = key === pinned;
    const offer = offerOf(state, listing, isPinned);
    return { key, link, title, price, pinned: isPinned, offer, ...counts, ...onSaleOf(state, listing, sellableOf, at) };
  });
}

function onSaleOf(state: RehearsalState, { variants }: SimListing, sellableOf: (sku: Sku) => number, at: Instant) {
  const isOn = variants.map(({ components }) => components.every(({ sku }) => onSaleAt(state, sku, at)));
  const units = variants.map(({ components }) => leastOver(components, sellableOf) ?? 0);
  const sellable = units.reduce((sum, one) => sum + one, 0);
  const canBuy = units.some((one, index) => one > 0 && isOn[index] === true);
  const some: ListingState = isOn.includes(true) ? 'soldOut' : 'paused';
  const listingState: ListingState = canBuy ? 'onSale' : some;
  const limits = variants.flatMap((variant) => mostPerBuyer(state, variant, at) ?? []);
  return { state: listingState, sellable, perBuyer: limits.length === 0 ? null : Math.min(...limits) };
}

/** While it is presented a third of the listings have a flash price; a few have a coupon throughout. */
function offerOf(state: RehearsalState, { key }: SimListing, pinned: boolean): OfferKind | null {
  const roll = chanceOf(state.seed, 'offer', key)();
  if (pinned && roll < 0.34) return 'flashPrice';
  return roll > 0.88 ? 'coupon' : null;
}
