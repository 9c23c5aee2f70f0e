import type { ListingKey, Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE, SECOND } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { type Catalogue, catalogueOf, PLACES, SHARES, type SimListing, type SimVariant } from './catalogue.ts';
import { type Chance, chanceOf, poisson } from './chance.ts';
import { isLive, lagAt, onSaleAt, pinnedAt, raidAt, viewersAt } from './show.ts';

/** The world moves in steps of this length. */
export const STEP_MS = 5 * SECOND;
const UNPAID_MS = 15 * MINUTE;
const PUSH_MS = 10 * MINUTE;
/** What is bought of a listing that is not being presented, against what is while it is. */
const UNPINNED = 0.04;

export type SimOrder = {
  readonly id: string;
  readonly components: readonly { readonly sku: Sku; readonly quantity: number }[];
  readonly at: Instant;
  readonly state: 'unpaid' | 'paid' | 'released';
  readonly revision: number;
  readonly changedAt: Instant;
};
type Unpaid = { readonly id: string; readonly at: Instant; readonly pays: boolean };
type Kept = { readonly sku: Sku; readonly place: number; readonly quantity: number };
type Counts = { sold: number; clicks: number; impressions: number; cart: number };

/** The world on its way: moved forward only, step by step; nobody outside this folder sees it. */
export type Run = {
  at: Instant;
  /** The next step to be taken. */
  step: number;
  readonly catalogue: Catalogue;
  readonly channel: Map<Sku, number>;
  /** On hand by place. */
  readonly places: Map<Sku, number[]>;
  /** What the warehouse keeps for orders that are not paid yet: by order. */
  readonly kept: Map<string, readonly Kept[]>;
  readonly restocked: Map<Sku, number>;
  readonly orders: Map<string, SimOrder>;
  unpaid: Unpaid[];
  /** Paid, and not yet seen by the warehouse, in the order of payment. */
  unseen: { readonly id: string; readonly paidAt: Instant }[];
  readonly counts: Map<ListingKey, Counts>;
  /** SKUs that everybody wants until they are gone. */
  readonly burst: Set<Sku>;
};

export function startRun(state: RehearsalState): Run {
  const catalogue = catalogueOf(state.seed);
  return {
    at: state.startsAt,
    step: 0,
    catalogue,
    channel: new Map(catalogue.skus.map(({ sku, channelStart }) => [sku, channelStart])),
    places: new Map(catalogue.skus.map(({ sku, start }) => [sku, [...start]])),
    kept: new Map(),
    restocked: new Map(),
    orders: new Map(),
    unpaid: [],
    unseen: [],
    counts: new Map(catalogue.listings.map(({ key }) => [key, { sold: 0, clicks: 0, impressions: 0, cart: 0 }])),
    burst: new Set(),
  };
}

/** One step: what people injected, what was paid or given back, what is bought, what the warehouse comes to see. */
export function takeStep(run: Run, state: RehearsalState): void {
  const from = run.step === 0 ? Number.NEGATIVE_INFINITY : run.at;
  const to = state.startsAt + (run.step + 1) * STEP_MS;
  for (const write of state.writes) {
    if (write.kind !== 'inject' || write.at <= from || write.at > to) continue;
    if (write.what === 'restock') restock(run);
    if (write.what === 'stockOut') startBurst(run, state, to);
  }
  settleUnpaid(run, to);
  if (isLive(state, to)) sell(run, state, to);
  warehouseSees(run, state, to);
  run.at = to;
  run.step += 1;
}

/** The five that have least left of what they began with get three fifths of it again, warehouse and channel alike. */
function restock(run: Run): void {
  const left = ({ sku, channelStart }: { sku: Sku; channelStart: number }) => (run.channel.get(sku) ?? 0) / channelStart;
  const lowest = [...run.catalogue.skus].sort((a, b) => left(a) - left(b) || (a.sku < b.sku ? -1 : 1)).slice(0, 5);
  for (const { sku, channelStart } of lowest) {
    const units = Math.max(10, Math.round(channelStart * 0.6));
    run.channel.set(sku, (run.channel.get(sku) ?? 0) + units);
    addTo(run, sku, 0, units);
    run.restocked.set(sku, (run.restocked.get(sku) ?? 0) + units);
    run.burst.delete(sku);
  }
}

function addTo(run: Run, sku: Sku, place: number, units: number): void {
  const levels = run.places.get(sku);
  if (levels !== undefined) levels[place] = (levels[place] ?? 0) + units;
}

/** Everybody wants what is being presented, in the variant of which most is left. */
function startBurst(run: Run, state: RehearsalState, at: Instant): void {
  const pinned = pinnedAt(state, at);
  const listing = run.catalogue.listings.find(({ key }) => key === pinned) ?? run.catalogue.listings[0];
  const skus = (listing?.variants ?? []).flatMap(({ components }) => components.map(({ sku }) => sku));
  const [most] = skus.sort((a, b) => (run.channel.get(b) ?? 0) - (run.channel.get(a) ?? 0));
  if (most !== undefined) run.burst.add(most);
}

function settleUnpaid(run: Run, to: Instant): void {
  const due = run.unpaid.filter(({ at }) => at <= to);
  if (due.length === 0) return;
  run.unpaid = run.unpaid.filter(({ at }) => at > to);
  for (const { id, at, pays } of due) {
    const order = run.orders.get(id);
    if (order === undefined) continue;
    run.orders.set(id, { ...order, state: pays ? 'paid' : 'released', revision: 2, changedAt: at });
    const kept = run.kept.get(id);
    run.kept.delete(id);
    if (!pays) for (const { sku, quantity } of order.components) run.channel.set(sku, (run.channel.get(sku) ?? 0) + quantity);
    else if (kept === undefined) run.unseen.push({ id, paidAt: at });
    else for (const { sku, place, quantity } of kept) addTo(run, sku, place, -quantity);
  }
}

function sell(run: Run, state: RehearsalState, to: Instant): void {
  const pinned = pinnedAt(state, to);
  const thousands = viewersAt(state, to) / 1_000;
  const minutes = STEP_MS / MINUTE;
  for (const listing of run.catalogue.listings) {
    const chance = chanceOf(state.seed, 'step', run.step, listing.key);
    const isPinned = listing.key === pinned;
    const attention = isPinned ? 1 + raidAt(state, to) : UNPINNED;
    const mean = listing.pace * thousands * minutes * attention;
    const buyers = poisson(chance, mean);
    look(run, listing.key, chance, thousands * 1_000 * minutes * (isPinned ? 1 : 0.05), buyers);
    for (let buyer = 0; buyer < buyers; buyer += 1) buy(run, state, listing, pick(listing.variants, chance), chance, to);
    for (const variant of listing.variants) rush(run, state, listing, variant, chance, to);
  }
}

/** Sizes in the middle sell more than those at the ends, as `planned` has it. */
function pick(variants: readonly SimVariant[], chance: Chance): SimVariant | undefined {
  return variants[Math.floor(((chance() + chance()) / 2) * variants.length)];
}

function look(run: Run, key: ListingKey, chance: Chance, seen: number, buyers: number): void {
  const counts = run.counts.get(key);
  if (counts === undefined) return;
  const clicks = poisson(chance, seen * 0.012) + buyers;
  counts.impressions += Math.round(seen) + clicks;
  counts.clicks += clicks;
  counts.cart += poisson(chance, clicks * 0.25);
}

/** One buyer at one instant: nothing is sold that is paused or not there. */
function buy(
  run: Run,
  state: RehearsalState,
  listing: SimListing,
  variant: SimVariant | undefined,
  chance: Chance,
  to: Instant,
  most = Number.POSITIVE_INFINITY,
): boolean {
  const at = to - Math.floor(chance() * STEP_MS);
  const quantity = Math.min(chance() < 0.08 ? 2 : 1, most);
  const fate = chance();
  if (variant === undefined) return false;
  const components = variant.components.map(({ sku, unitsPerSale }) => ({ sku, quantity: unitsPerSale * quantity }));
  const can = components.every((one) => (run.channel.get(one.sku) ?? 0) >= one.quantity && onSaleAt(state, one.sku, at));
  if (!can) return false;
  for (const one of components) run.channel.set(one.sku, (run.channel.get(one.sku) ?? 0) - one.quantity);
  const counts = run.counts.get(listing.key);
  if (counts !== undefined) counts.sold += quantity;
  const id = `${state.seed}-${String(run.orders.size + 1).padStart(6, '0')}`;
  // One in five has not paid yet; of these more than half never do.
  const isUnpaid = fate < 0.2;
  run.orders.set(id, { id, components, at, state: isUnpaid ? 'unpaid' : 'paid', revision: 1, changedAt: at });
  if (isUnpaid && lagAt(state, to) === 0) keep(run, state, id, components);
  if (!isUnpaid) run.unseen.push({ id, paidAt: at });
  else if (fate < 0.11) run.unpaid.push({ id, at: at + UNPAID_MS, pays: false });
  else run.unpaid.push({ id, at: at + Math.round(((fate - 0.11) / 0.09) * 10 * MINUTE) + SECOND, pays: true });
  return true;
}

/** A stock-out on demand: an eighth of what is left at every step, until it is gone. */
function rush(run: Run, state: RehearsalState, listing: SimListing, variant: SimVariant, chance: Chance, to: Instant): void {
  const wanted = variant.components.find(({ sku }) => run.burst.has(sku));
  if (wanted === undefined || variant.components.length > 1) return;
  const left = run.channel.get(wanted.sku) ?? 0;
  const counts = run.counts.get(listing.key);
  for (let buyer = 0; buyer < Math.ceil(left / 8); buyer += 1) {
    if (counts !== undefined) counts.clicks += 1;
    buy(run, state, listing, variant, chance, to, 1);
  }
  if ((run.channel.get(wanted.sku) ?? 0) === 0 && run.unpaid.length === 0) run.burst.delete(wanted.sku);
}

/** A shop's own system keeps an order's units from the start; a late one never hears of it before it is paid. */
function keep(run: Run, state: RehearsalState, id: string, components: SimOrder['components']): void {
  run.kept.set(
    id,
    components.map(({ sku, quantity }) => ({ sku, quantity, place: placeFor(run, state, id, sku, quantity) })),
  );
}

/** A shop's own system sees a paid order at once; a late one in a push each ten minutes, once the lag is over. */
function warehouseSees(run: Run, state: RehearsalState, to: Instant): void {
  const lag = lagAt(state, to) * MINUTE;
  const pushes = Math.floor((to - state.startsAt) / PUSH_MS) > Math.floor((to - STEP_MS - state.startsAt) / PUSH_MS);
  if (lag > 0 && !pushes) return;
  const seen = run.unseen.filter(({ paidAt }) => paidAt + lag <= to);
  if (seen.length === 0) return;
  run.unseen = run.unseen.filter(({ paidAt }) => paidAt + lag > to);
  for (const { id } of seen) {
    for (const { sku, quantity } of run.orders.get(id)?.components ?? []) {
      addTo(run, sku, placeFor(run, state, id, sku, quantity), -quantity);
    }
  }
}

/** From the place that this order falls to, else from whichever has it; what nobody has is owed by the first. */
function placeFor(run: Run, state: RehearsalState, id: string, sku: Sku, quantity: number): number {
  const kept = keptOf(run, sku);
  const levels = (run.places.get(sku) ?? []).map((level, place) => level - (kept[place] ?? 0));
  const roll = chanceOf(state.seed, 'place', id)();
  let bound = 0;
  const own = SHARES.findIndex((share) => {
    bound += share;
    return roll < bound;
  });
  return [own, ...PLACES.keys()].find((place) => (levels[place] ?? 0) >= quantity) ?? 0;
}

/** Units kept for unpaid orders, by place. */
export function keptOf(run: Run, sku: Sku): readonly number[] {
  const units = PLACES.map(() => 0);
  for (const kept of run.kept.values()) {
    for (const one of kept) if (one.sku === sku) units[one.place] = (units[one.place] ?? 0) + one.quantity;
  }
  return units;
}
