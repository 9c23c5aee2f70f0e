import type { ListingKey } from '../../../domain/ids.ts';
import { type Instant, MINUTE, SECOND } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import type { SimListing, SimVariant } from './catalogue.ts';
import { type Chance, chanceOf, poisson } from './chance.ts';
import { keep } from './ship.ts';
import { lagAt, onSaleAt, pinnedAt, raidAt, viewersAt } from './show.ts';
import { addTo, type Run, STEP_MS } from './state.ts';
import { mostPerBuyer } from './written.ts';

const UNPAID_MS = 15 * MINUTE;
/** What is bought of a listing that is not being presented, against what is while it is. */
const UNPINNED = 0.04;

/** Who has not paid pays now, or gives back. */
export function settleUnpaid(run: Run, to: Instant): void {
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

/** What is looked at and bought in one step. */
export function sell(run: Run, state: RehearsalState, to: Instant): void {
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

/** One buyer at one instant: nothing is sold that is paused or not there, and nobody takes more than a buyer may. */
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
  const wanted = Math.min(chance() < 0.08 ? 2 : 1, most);
  const fate = chance();
  if (variant === undefined) return false;
  const quantity = Math.min(wanted, mostPerBuyer(state, variant, at) ?? wanted);
  const components = variant.components.map(({ sku, unitsPerSale }) => ({ sku, quantity: unitsPerSale * quantity }));
  const can =
    quantity > 0 && components.every((one) => (run.channel.get(one.sku) ?? 0) >= one.quantity && onSaleAt(state, one.sku, at));
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
