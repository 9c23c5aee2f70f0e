import type { Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/** The end of the minute (or hour) of its own that a SKU is in: those of different SKUs begin at different seconds. */
export function dueAt(at: Instant, sku: Sku, every: number): Instant {
  const shift = shareOf(sku) * every;
  return (Math.floor((at + shift) / every) + 1) * every - shift;
}

/** Whether a SKU's moment came between two instants. */
export const isDue = (sku: Sku, since: Instant, now: Instant, every: number): boolean => dueAt(since, sku, every) <= now;

const shares = new Map<Sku, number>();
const MOST = 20_000;
/** From 0 to 1, by its name. FNV-1a: names that differ by their last figure must not fall into the same second. */
function shareOf(sku: Sku): number {
  let share = shares.get(sku);
  if (share === undefined) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < sku.length; index += 1) hash = Math.imul(hash ^ sku.charCodeAt(index), 0x01000193);
    share = (hash >>> 8) / 2 ** 24;
    if (shares.size > MOST) shares.clear();
    shares.set(sku, share);
  }
  return share;
}
