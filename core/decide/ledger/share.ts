import type { Instant } from '../../domain/instant.ts';
import type { Entry } from './state.ts';

/** Of what a channel sells of a SKU: which of those streams that share it one is, from 0, and how many they are. */
export type Share = { readonly rank: number; readonly of: number };
/** Null: none of it is this stream's. */
export type ShareAt = (at: Instant) => Share | null;

/**
 * What of a channel's sales is one stream's. Of units that several share each takes whole ones in turn, so that together they count
 * every unit once. Source: Hermite's identity, sum over r of floor((x + r) / n) = x.
 */
export function sharedOut(entries: readonly Entry[], shareAt: ShareAt): readonly Entry[] {
  let [ordered, released] = [0, 0];
  return entries.flatMap((entry) => {
    const share = shareAt(entry.at);
    if (share === null) return [];
    if (share.of === 1) return [entry];
    const own = {
      at: entry.at,
      ordered: turns(ordered, entry.ordered, share),
      released: turns(released, entry.released, share),
    };
    ordered += entry.ordered;
    released += entry.released;
    return own.ordered === 0 && own.released === 0 ? [] : [own];
  });
}

const turns = (before: number, units: number, { rank, of }: Share): number =>
  Math.floor((before + units + rank) / of) - Math.floor((before + rank) / of);
