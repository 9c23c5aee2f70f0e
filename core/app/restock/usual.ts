import type { Ledger } from '../../decide/ledger/state.ts';
import { type Cadence, ratioOf, rhythmOf } from '../../decide/restock/cadence.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { shopWide, type Taught } from '../lessons.ts';

/** So many reviews of late tell how a SKU's units vary. */
const REVIEWS = 16;

type Rhythm = ReturnType<typeof rhythmOf>;
const rhythms = new WeakMap<ShopSettings['streams'], { readonly now: number; readonly rhythm: Rhythm }>();
function rhythmIn({ settings: { streams } }: Ledger, now: number): Rhythm {
  const known = rhythms.get(streams);
  if (known?.now === now) return known.rhythm;
  const starts = Object.values(streams).flatMap(({ actualStart }) => actualStart ?? []);
  const rhythm = rhythmOf(starts, now);
  rhythms.set(streams, { now, rhythm });
  return rhythm;
}

/** What streams usually take of a SKU and how often they come, learned from past ones; null until there is a rhythm, or nothing was learned of it. */
export function cadenceOf(ledger: Ledger, taught: Taught, sku: Sku, now: number): Cadence | null {
  const rhythm = rhythmIn(ledger, now);
  const units = unitsPerStream(ledger, taught, sku);
  if (rhythm === null || units === null) return null;
  return { ...rhythm, units, ratio: ratioOf(netsOf(ledger.reviews, sku)) };
}

/** Net units of a stream, over all since the SKU was first seen: nothing where it was not in it. */
function unitsPerStream({ reviews }: Ledger, taught: Taught, sku: Sku): number | null {
  const own = shopWide(taught)?.skus[sku];
  if (own !== undefined && own.since > 0) return own.net / own.since;
  const nets = netsOf(reviews, sku);
  return nets.length === 0 ? null : nets.reduce((sum, net) => sum + net, 0) / nets.length;
}

const netsOf = (reviews: Readonly<Record<string, Review>>, sku: Sku): readonly number[] =>
  Object.values(reviews)
    .slice(-REVIEWS)
    .flatMap(({ skus }) => skus[sku]?.net ?? []);
