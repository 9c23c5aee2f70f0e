import { availableAt } from '../decide/ledger/stock.ts';
import type { Coming, Planned, PoolCase, Rival, Supply } from '../decide/triggers/cases.ts';
import { standingAt } from '../decide/triggers/pool.ts';
import type { Distribution, Forecast } from '../domain/forecast.ts';
import type { Sku } from '../domain/ids.ts';
import { type Pool, poolOf, serves } from '../domain/pool.ts';
import { type PlaceKey, placeKey } from '../domain/position.ts';
import type { Stream } from '../domain/stream.ts';
import { baseDailyOf } from './base.ts';
import { stockIn } from './counts.ts';
import { comingOf, inflowsOf } from './inflows.ts';
import { type Future, type PlannedIn, plannedFor } from './planned.ts';

/** What of one SKU there will be when a stream starts. Units; null where the stock is not known. */
export type Ahead = {
  readonly available: number | null;
  /** Sold until then on days without streams; 0 where nobody knows how many. */
  readonly base: number;
  /** What streams before it take, each counted once. */
  readonly earlier: number;
  /** Put away before it starts, weighted by chance. */
  readonly inbound: number;
  /** What comes to its warehouses at any time. */
  readonly coming: readonly Coming[];
  /** Kept for other streams that come later. */
  readonly setAside: number;
  readonly there: number | null;
  /** What it would sell if all were there, and (capped by stock) what it will. */
  readonly wants: number | null;
  readonly forecast: Distribution | null;
};

/** Available less what goes until then, and what comes in, in the warehouses that serve the stream: counted as the schedule trigger does. */
export function aheadOf(shop: Future, stream: Stream, sku: Sku): Ahead {
  const { ledger, outlooks } = shop;
  const planned = plannedFor(shop, sku, stream);
  const pool = poolsOf(shop, sku, planned).find((one) => one.planned.some(({ stream: id }) => id === stream.id));
  const { available, coming } = pool ?? { available: null, coming: [] };
  const nth = pool?.planned.findIndex(({ stream: id }) => id === stream.id) ?? 0;
  const { base, earlier, taken, inbound, setAside } = pool === undefined ? NOTHING : standingAt(pool, ledger.now, nth);
  const forecast = outlooks[stream.id]?.[sku]?.forecast;
  return {
    available,
    base,
    earlier: earlier + taken,
    inbound,
    coming,
    setAside,
    there: available === null ? null : available - base - earlier - taken + inbound - setAside,
    forecast: forecast?.net ?? null,
    wants: wantsOf(forecast),
  };
}
const NOTHING = { base: 0, earlier: 0, taken: 0, inbound: 0, setAside: 0 };

/** A SKU in the warehouses that serve its streams: those that are served from the very same ones stand together. */
export function poolsOf({ ledger }: Pick<Future, 'ledger'>, sku: Sku, planned: readonly PlannedIn[]): readonly PoolCase[] {
  if (planned.length === 0) return [];
  const supply = supplyOf(ledger, sku);
  const groups = groupsOf(ledger, supply.places, planned);
  return groups.map((group) => poolOfGroup(ledger, sku, supply, groups, group));
}

export function poolOfGroup(
  ledger: Future['ledger'],
  sku: Sku,
  supply: ReturnType<typeof supplyOf>,
  groups: readonly Group[],
  { pool, places, planned }: Group,
): PoolCase {
  return {
    ...supply.at((place) => places.has(place)),
    base: baseDailyOf(ledger, sku, pool) ?? 0,
    planned,
    rivals: groups.flatMap((other): readonly Rival[] => {
      const shared = supply.places.filter((place) => other.places.has(place) && places.has(place));
      if (other.places === places || shared.length === 0) return [];
      const apart = supply.at((place) => other.places.has(place) && !places.has(place));
      return [{ planned: other.planned, apart, shared: supply.at((place) => shared.includes(place)) }];
    }),
  };
}

export type Group = { readonly pool: Pool; readonly places: ReadonlySet<PlaceKey>; readonly planned: Planned[] };
/** Pools are the same where they hold the same of the places that this SKU lies in or comes to. */
export function groupsOf(
  { settings }: Future['ledger'],
  all: readonly PlaceKey[],
  planned: readonly PlannedIn[],
): readonly Group[] {
  const byPool = new Map<Pool, Group>();
  const byPlaces = new Map<string, Group>();
  for (const { of, planned: one } of planned) {
    const pool = poolOf(settings, of.account);
    let group = byPool.get(pool);
    if (group === undefined) {
      const places = all.filter((place) => serves(settings, pool, place));
      const key = places.join('\n');
      group = byPlaces.get(key) ?? { pool, places: new Set(places), planned: [] };
      byPlaces.set(key, group);
      byPool.set(pool, group);
    }
    group.planned.push(one);
  }
  return [...byPlaces.values()];
}

/** Where a SKU lies and comes to, and how much. What was ordered and not yet seen may leave from any place. */
export function supplyOf(ledger: Future['ledger'], sku: Sku) {
  const inflows = inflowsOf(ledger, sku).map((one) => ({ to: placeKey(one.to), coming: comingOf(one) }));
  const { unseen } = stockIn(ledger, null, null, sku);
  return {
    places: [...new Set([...Object.keys(ledger.books[sku]?.places ?? {}), ...inflows.map(({ to }) => to)])].toSorted(),
    at(counts: (place: PlaceKey) => boolean): Supply {
      const available = availableAt(ledger, sku, counts);
      return {
        available: available === null ? null : available - unseen,
        coming: inflows.flatMap(({ to, coming }) => (counts(to) ? coming : [])),
      };
    },
  };
}
/** Units that a stream would sell in all if they were there, means. */
export const wantsOf = (forecast: Forecast | undefined): number | null =>
  forecast === undefined ? null : forecast.net.mean + forecast.lost.toCome;
