import { standingAt } from '../../decide/triggers/pool.ts';
import type { Sku } from '../../domain/ids.ts';
import { overlap, type Pool, poolOf, serves } from '../../domain/pool.ts';
import type { PlaceKey } from '../../domain/position.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { groupsOf, poolOfGroup, supplyOf } from '../ahead.ts';
import { plannedFor } from '../planned.ts';
import type { PlanScope, RestockState } from './facts.ts';

/** All that a pool serves. */
export const wholeOf = (settings: ShopSettings, pool: Pool): PlanScope => ({
  pool,
  streams: ({ account }) => overlap(settings, pool, poolOf(settings, account)),
  places: (place) => serves(settings, pool, place),
  streamsOnly: false,
});

/** A pool that holds all that the shop sells a SKU from is the shop. */
export const poolFor = ({ ledger }: RestockState, sku: Sku, pool: Pool): Pool =>
  supplyOf(ledger, sku).places.every((place) => serves(ledger.settings, pool, place) || !serves(ledger.settings, null, place))
    ? null
    : pool;

/** `rest`: all but what is `apart`: streams that their own warehouses cannot serve, while others, from which they are not served, may have plenty. */
export type Scopes = {
  readonly rest: PlanScope;
  readonly apart: readonly (PlanScope & { readonly where: readonly PlaceKey[] })[];
};

export function scopesOf(state: RestockState, sku: Sku): Scopes {
  const { ledger } = state;
  const { settings, now } = ledger;
  const whole = wholeOf(settings, null);
  // Nearly always every stream is served from all that there is.
  if (Object.values(settings.accounts).every(({ pool }) => pool === null)) return { rest: whole, apart: [] };
  const supply = supplyOf(ledger, sku);
  const groups = groupsOf(ledger, supply.places, plannedFor(state, sku));
  const apart = groups.filter((group) => {
    const isAll = supply.places.every((place) => group.places.has(place) || !whole.places(place));
    const pool = poolOfGroup(ledger, sku, supply, groups, group);
    const { available } = pool;
    if (isAll || available === null) return false;
    let wants = 0;
    return pool.planned.some(({ units }, nth) => {
      const { base, taken, inbound, setAside } = standingAt(pool, now, nth);
      wants += units;
      return wants > available - base - taken + inbound - setAside + 1e-6;
    });
  });
  const isApart = (place: PlaceKey) => apart.some(({ places }) => places.has(place));
  const streamsOf = (group: (typeof groups)[number]) => new Set(group.planned.map(({ stream }) => stream));
  const away = new Set(apart.flatMap((group) => [...streamsOf(group)]));
  return {
    rest: { ...whole, streams: ({ id }) => !away.has(id), places: (place) => whole.places(place) && !isApart(place) },
    apart: apart.map((group) => {
      const streams = streamsOf(group);
      return {
        pool: group.pool,
        streams: ({ id }) => streams.has(id),
        places: (place) => serves(settings, group.pool, place),
        streamsOnly: true,
        where: [...group.places],
      };
    }),
  };
}
