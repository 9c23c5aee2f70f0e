import type { Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { catalogueOf } from './catalogue.ts';
import { sell, settleUnpaid } from './sell.ts';
import { warehouseSees } from './ship.ts';
import { isLive, pinnedAt } from './show.ts';
import { addTo, type Run, STEP_MS } from './state.ts';
import { takeWrites } from './written.ts';

/** The world as it is when the stream starts. */
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
    written: new Map(),
    orders: new Map(),
    unpaid: [],
    unseen: [],
    counts: new Map(catalogue.listings.map(({ key }) => [key, { sold: 0, clicks: 0, impressions: 0, cart: 0 }])),
    burst: new Set(),
  };
}

/** One step: what was written and injected, what was paid or given back, what is bought, what the warehouse comes to see. */
export function takeStep(run: Run, state: RehearsalState): void {
  const from = run.step === 0 ? Number.NEGATIVE_INFINITY : run.at;
  const to = state.startsAt + (run.step + 1) * STEP_MS;
  const released = takeWrites(run, state, to);
  for (const write of state.writes) {
    if (write.kind !== 'inject' || write.at <= from || write.at > to) continue;
    if (write.what === 'restock') restock(run);
    if (write.what === 'stockOut') startBurst(run, state, to);
  }
  settleUnpaid(run, to);
  if (isLive(state, to)) sell(run, state, to);
  for (const [sku, units] of released) run.channel.set(sku, (run.channel.get(sku) ?? 0) + units);
  warehouseSees(run, state, to);
  run.at = to;
  run.step += 1;
}

/** The five that have least left of what they began with, withheld or on sale, get three fifths of it again, warehouse and channel alike. */
function restock(run: Run): void {
  const withheld = (sku: Sku) => Math.max(0, -(run.written.get(sku) ?? 0));
  const left = ({ sku, channelStart }: { sku: Sku; channelStart: number }) =>
    ((run.channel.get(sku) ?? 0) + withheld(sku)) / channelStart;
  const lowest = [...run.catalogue.skus].sort((a, b) => left(a) - left(b) || (a.sku < b.sku ? -1 : 1)).slice(0, 5);
  for (const { sku, channelStart } of lowest) {
    const units = Math.max(10, Math.round(channelStart * 0.6));
    run.channel.set(sku, (run.channel.get(sku) ?? 0) + units);
    addTo(run, sku, 0, units);
    run.restocked.set(sku, (run.restocked.get(sku) ?? 0) + units);
    run.burst.delete(sku);
  }
}

/** Everybody wants what is being presented, in the variant of which most is left. */
function startBurst(run: Run, state: RehearsalState, at: Instant): void {
  const pinned = pinnedAt(state, at);
  const listing = run.catalogue.listings.find(({ key }) => key === pinned) ?? run.catalogue.listings[0];
  const skus = (listing?.variants ?? []).flatMap(({ components }) => components.map(({ sku }) => sku));
  const [most] = skus.sort((a, b) => (run.channel.get(b) ?? 0) - (run.channel.get(a) ?? 0));
  if (most !== undefined) run.burst.add(most);
}
