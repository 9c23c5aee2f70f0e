import { marketZone } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/ledger.ts';
import { availableAt } from '../../decide/ledger/stock.ts';
import { baseFrom, type DaySold, USUAL_RATIO } from '../../decide/restock/base.ts';
import { drivenBy } from '../../decide/restock/burst.ts';
import type { Cadence } from '../../decide/restock/cadence.ts';
import type { BaseDemand } from '../../decide/restock/demand.ts';
import type { PlanInput } from '../../decide/restock/input.ts';
import { cadenceLike, streamLike, withoutLike } from '../../decide/restock/peaks.ts';
import { chanceFrom, numberFrom } from '../../decide/restock/random.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Pool } from '../../domain/pool.ts';
import { type PlaceKey, placeKey } from '../../domain/position.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import { type DemandCause, NO_SUPPLY } from '../../domain/supply.ts';
import { daysSoldOf, servedFrom } from '../base.ts';
import { stockIn } from '../counts.ts';
import { callsOf, inflowsOf } from '../inflows.ts';
import type { Taught } from '../lessons.ts';
import { dailyOf, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { comingStreams, expectedOf } from './expected.ts';
import { reservesOf } from './places.ts';
import { cadenceOf } from './usual.ts';

const QUARTER = 15 * MINUTE;
/** Plans are made for the end of the quarter hour: they stand still until then, and no cut-off has passed by them. */
export const planTime = (now: Instant): Instant => Math.ceil(now / QUARTER) * QUARTER;

/** The part of a shop's state that plans rest on. */
export type RestockState = { readonly ledger: Ledger; readonly taught: Taught; readonly outlooks: Outlooks };

/** What a plan is for: the SKU wherever it is sold from; in the warehouses of a pool; or only streams that these serve, beside what is planned for all others. */
export type PlanScope = {
  readonly pool: Pool;
  readonly streams: (stream: Stream) => boolean;
  readonly places: (place: PlaceKey) => boolean;
  /** Days without streams and usual streams are planned elsewhere. */
  readonly streamsOnly: boolean;
};

/** What is known of a SKU that its restock plan rests on. */
export function planInputOf({ ledger, taught, outlooks }: RestockState, sku: Sku, scope: PlanScope): PlanInput {
  const { settings } = ledger;
  const now = planTime(ledger.now);
  const facts = settings.skus[sku];
  const supply = facts?.supply ?? NO_SUPPLY;
  const { unseen } = stockIn(ledger, null, null, sku);
  const daily = dailyOf(ledger, sku);
  const sold = ledger.books[sku] === undefined ? [] : daysSoldOf(ledger, sku, servedFrom(settings, scope.pool));
  const { driven, like, quiet } = toldBy(sold, supply.cause);
  const zone = marketZone(ledger);
  // Which warehouses the usual streams would be served from, nobody knows.
  const known = scope.pool === null ? cadenceOf(ledger, taught, sku, now) : null;
  // What looks like streams comes again as they would: only a burst passes.
  const mayRepeat = scope.pool === null && known === null && driven.cause !== 'burst';
  const usual = mayRepeat ? cadenceLike(like, quiet, zone, now) : null;
  const cadence = known ?? usual;
  const streams = comingStreams(ledger).filter(scope.streams);
  return {
    sku,
    title: titleOf(ledger, sku),
    now,
    zone,
    supply,
    safetyStock: scope.streamsOnly ? 0 : (facts?.safetyStock ?? null),
    rules: settings.preferences.restock,
    modes: Object.values(settings.modes).filter(({ to }) => to === null || scope.places(placeKey(to))),
    sellable: availableAt(ledger, sku, scope.places),
    unseen: scope.streamsOnly ? 0 : unseen,
    daily: scope.streamsOnly ? null : daily,
    base: scope.streamsOnly ? NO_BASE : (quiet ?? withoutStreams(daily, cadence)),
    driven,
    streamLike:
      scope.streamsOnly || like[0] === undefined ? null : { days: like.length, last: like[0].day, asUsual: usual !== null },
    streams: streams.map((stream) => expectedOf({ ledger, taught, outlooks }, stream, sku)),
    starts: streams.map(startOf),
    cadence,
    inflows: inflowsOf(ledger, sku).filter(({ to }) => scope.places(placeKey(to))),
    reserves: reservesOf(ledger, sku),
    emergency: callsOf(ledger, sku),
    chance: chanceFrom(numberFrom(sku)),
  };
}
const NO_BASE: BaseDemand = { perDay: 0, ratio: 0 };

/** What days of the past say: what drives demand, which of them look like streams that nobody has entered, and the base of the others. */
function toldBy(all: readonly DaySold[], cause: DemandCause | null) {
  const like = streamLike(all);
  const { days, ...driven } = drivenBy(cause === 'burst' ? all : withoutLike(all, like), cause);
  return { driven, like, quiet: baseFrom(withoutLike(days, like)) };
}

/** An average over all days has the usual streams in it: they are counted apart. */
function withoutStreams(daily: number | null, cadence: Cadence | null): BaseDemand | null {
  if (daily === null) return null;
  const streams = cadence === null ? 0 : (cadence.perWeek * cadence.units) / 7;
  return { perDay: Math.max(0, daily - streams), ratio: USUAL_RATIO };
}

/** What a plan changes with; while each is the very same, so is the plan. */
export function planTouches({ ledger, taught, outlooks }: RestockState, sku: Sku): readonly unknown[] {
  return [
    ledger.books[sku],
    ledger.emergency,
    ledger.reviews,
    ledger.firstDay,
    ledger.history,
    taught.learned,
    planTime(ledger.now),
    ...Object.keys(outlooks).map((id) => outlooks[id]?.[sku]),
  ];
}
