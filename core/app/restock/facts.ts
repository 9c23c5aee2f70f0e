import { marketZone } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/ledger.ts';
import { availableAt } from '../../decide/ledger/stock.ts';
import { baseFrom, USUAL_RATIO } from '../../decide/restock/base.ts';
import { drivenBy } from '../../decide/restock/burst.ts';
import type { Cadence } from '../../decide/restock/cadence.ts';
import type { BaseDemand } from '../../decide/restock/demand.ts';
import type { PlanInput } from '../../decide/restock/input.ts';
import { chanceFrom, numberFrom } from '../../decide/restock/random.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Pool } from '../../domain/pool.ts';
import { type PlaceKey, placeKey } from '../../domain/position.ts';
import { emergencyKey } from '../../domain/restock.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import { NO_SUPPLY } from '../../domain/supply.ts';
import { daysSoldOf, servedFrom } from '../base.ts';
import { stockIn } from '../counts.ts';
import { inflowsOf } from '../inflows.ts';
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
  const sold = ledger.books[sku] === undefined ? [] : daysSoldOf(ledger, sku, servedFrom(settings, scope.pool));
  const { days, ...driven } = drivenBy(sold, supply.cause);
  // Which warehouses the usual streams would be served from, nobody knows.
  const cadence = scope.pool === null ? cadenceOf(ledger, taught, sku, now) : null;
  const daily = dailyOf(ledger, sku);
  const streams = comingStreams(ledger).filter(scope.streams);
  return {
    sku,
    title: titleOf(ledger, sku),
    now,
    zone: marketZone(ledger),
    supply,
    safetyStock: scope.streamsOnly ? 0 : (facts?.safetyStock ?? null),
    rules: settings.preferences.restock,
    modes: Object.values(settings.modes).filter(({ to }) => to === null || scope.places(placeKey(to))),
    sellable: availableAt(ledger, sku, scope.places),
    unseen: scope.streamsOnly ? 0 : unseen,
    daily: scope.streamsOnly ? null : daily,
    base: scope.streamsOnly ? NO_BASE : (baseFrom(days) ?? withoutStreams(daily, cadence)),
    driven,
    streams: streams.map((stream) => expectedOf({ ledger, taught, outlooks }, stream, sku)),
    starts: streams.map(startOf),
    cadence,
    inflows: inflowsOf(ledger, sku).filter(({ to }) => scope.places(placeKey(to))),
    reserves: reservesOf(ledger, sku),
    emergency: settings.preferences.restock.emergency.flatMap(({ id }) => ledger.emergency[emergencyKey(sku, id)] ?? []),
    chance: chanceFrom(numberFrom(sku)),
  };
}
const NO_BASE: BaseDemand = { perDay: 0, ratio: 0 };

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
