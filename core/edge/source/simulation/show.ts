import type { ListingKey } from '../../../domain/ids.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { catalogueOf } from './catalogue.ts';
import { chanceOf } from './chance.ts';

export const SHOW_MS = 3 * HOUR;
const SLOT_MS = 5 * MINUTE;
/** How long a raid is felt. */
export const RAID_MS = 12 * MINUTE;

export type SimSlot = { readonly key: ListingKey; readonly startsAt: Instant; readonly endsAt: Instant };

/** The planned slots: every listing once, five minutes each, in an order of this seed's. */
export function rundownOf(state: RehearsalState): readonly SimSlot[] {
  const { listings } = catalogueOf(state.seed);
  const chance = chanceOf(state.seed, 'rundown');
  const order = listings.map((listing) => ({ key: listing.key, turn: chance() })).sort((a, b) => a.turn - b.turn);
  return order.slice(0, SHOW_MS / SLOT_MS).map(({ key }, index) => {
    const startsAt = state.startsAt + index * SLOT_MS;
    return { key, startsAt, endsAt: startsAt + SLOT_MS };
  });
}

export const isLive = (state: RehearsalState, at: Instant): boolean => at >= state.startsAt && at < state.startsAt + SHOW_MS;

/**
 * What is presented: the host follows the rundown, twenty to a hundred seconds late; the first one is on time. What the
 * controller pins out of turn stays until the next.
 */
export function pinnedAt(state: RehearsalState, at: Instant): ListingKey | null {
  if (!isLive(state, at)) return null;
  let slot: SimSlot | undefined;
  let since = state.startsAt;
  for (const [index, next] of rundownsOf(state).entries()) {
    const late = index === 0 ? 0 : 20 * SECOND + Math.round(chanceOf(state.seed, 'late', index)() * 80 * SECOND);
    if (next.startsAt + late > at) break;
    slot = next;
    since = next.startsAt + late;
  }
  const byHand = state.writes.findLast((write) => write.kind === 'pin' && write.at >= since && write.at <= at);
  return byHand?.kind === 'pin' ? byHand.listing : (slot?.key ?? null);
}

const rundowns = new WeakMap<RehearsalState, readonly SimSlot[]>();
function rundownsOf(state: RehearsalState): readonly SimSlot[] {
  const found = rundowns.get(state) ?? rundownOf(state);
  rundowns.set(state, found);
  return found;
}

/** People in the room: they come for twenty minutes, stay, and leave towards the end; a raid brings twice as many more. */
export function viewersAt(state: RehearsalState, at: Instant): number {
  if (!isLive(state, at)) return 0;
  const minutes = (at - state.startsAt) / MINUTE;
  const come = 1 - Math.exp(-(minutes + 2) / 14);
  const leave = minutes > 140 ? Math.max(0.35, 1 - (minutes - 140) / 60) : 1;
  const wave = 1 + 0.08 * Math.sin(minutes / 6) + 0.05 * Math.sin(minutes / 2.3);
  const noise = 0.97 + 0.06 * chanceOf(state.seed, 'viewers', Math.floor(minutes * 6))();
  return Math.round(2_400 * come * leave * wave * noise * (1 + 2 * raidAt(state, at)));
}

/** How strongly a raid is felt: 1 at its start, fading to 0. */
export function raidAt(state: RehearsalState, at: Instant): number {
  let strength = 0;
  for (const write of state.writes) {
    if (write.kind !== 'inject' || write.what !== 'raid' || write.at > at || at - write.at >= RAID_MS) continue;
    strength = Math.max(strength, 1 - (at - write.at) / RAID_MS);
  }
  return strength;
}

/** Whether the warehouse answers. */
export function outageAt(state: RehearsalState, at: Instant): boolean {
  const said = state.writes.findLast(
    (write) => write.at <= at && write.kind === 'inject' && (write.what === 'outage' || write.what === 'outageEnd'),
  );
  return said?.kind === 'inject' && said.what === 'outage';
}

/** How late the warehouse sees a paid order, minutes. */
export function lagAt(state: RehearsalState, at: Instant): number {
  const said = state.writes.findLast((write) => write.at <= at && write.kind === 'inject' && write.what.startsWith('lag'));
  return said?.kind === 'inject' ? Number(said.what.slice(3)) : 0;
}

/** Whether a flag lets it be bought: as the last write says, on sale where there is none. */
export function onSaleAt(state: RehearsalState, sku: string, at: Instant): boolean {
  const said = state.writes.findLast((write) => write.kind === 'flag' && write.sku === sku && write.at <= at);
  return said?.kind === 'flag' ? said.onSale : true;
}
