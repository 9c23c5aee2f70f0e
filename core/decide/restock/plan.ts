import { DAY, type Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { PlanParts, RestockPlan } from '../../domain/restock.ts';
import { consequenceOf } from './burst.ts';
import { cappedLots, cappedUnits, unitsOf } from './caps.ts';
import { cashOf } from './cash.ts';
import { boughtIn, costOf } from './cost.ts';
import { wallClock } from './dates.ts';
import { delayOf } from './delay.ts';
import { type Demand, demandOf, totalOf, unitsUntil } from './demand.ts';
import { callWarnings, emergencyOf, sourcesFor } from './emergency.ts';
import { arrivalsOf, arrivedBy, inflowWarnings } from './inflow.ts';
import type { PlanInput } from './input.ts';
import { type Course, fallsBelow } from './level.ts';
import { gapWarnings, noPutaway, passedOver, peaksMet, tooLateOf, unknowns } from './limits.ts';
import { type Mix, mixOf } from './mix.ts';
import { exactNeed, needOf, orderable, partsOf, type Sum, stepOf } from './quantity.ts';
import { type Routes, routesOf } from './routes.ts';
import { safetyOf } from './safety.ts';
import { lacksOf, secondMissing } from './suppliers.ts';

/**
 * What to ship or transfer of one SKU, how, by when and at what cost. Need = base demand + scheduled streams + usual streams not yet
 * scheduled + safety stock − sellable + unseen − inbound in time, until the regular mode's arrival and the review days after it.
 */
export function planOf(input: PlanInput): RestockPlan {
  const { now, supply, rules } = input;
  const routes = routesOf(input);
  const arrivesAt = regularArrival(input, routes);
  const until = Math.round(arrivesAt + rules.reviewDays * DAY);
  const demand = demandOf({ ...input, until });
  const arrivals = arrivalsOf(input.inflows, now, until);
  const { units: safety, source } = safetyIn(input, demand, routes, arrivesAt);
  const wanted = unitsUntil(demand, until);
  const sum = { ...input, demand: wanted, safety, inbound: arrivedBy(arrivals, until) };
  const parts = partsOf(sum);
  const need = exactNeed(sum);
  const course: Course = { room: (input.sellable ?? 0) - input.unseen, demand, arrivals };
  const mix: Mix =
    need === null || input.modes.length === 0
      ? { lots: [], gapUnits: 0, course }
      : mixOf({ input, routes, course, until, need, safety: parts.safety });
  const mostUnits = mostUnitsOf(input, until, sum);
  const { lots, capped, warnings } = cappedLots(input, mix.lots, mostUnits);
  const bare =
    input.modes.length > 0 ? null : cappedUnits(input, orderable(needOf(parts) ?? 0, supply, stepOf(supply)), mostUnits);
  const { cost, missing } = costOf(lots, bare?.units ?? boughtIn(lots), supply, rules);
  const order = lots.toSorted((a, b) => a.orderBy - b.orderBy || a.putAwayAt - b.putAwayAt);
  const { said, cause, evidence } = input.driven;
  const emergency = emergencyOf(input.sku, rules.emergency, input.emergency);
  return {
    sku: input.sku,
    title: input.title,
    until,
    dailyBase: input.base?.perDay ?? null,
    coverDays: coverOf(input),
    outAt: need === null ? null : fallsBelow(course, 0, until),
    parts,
    safety: source,
    need: needOf(parts),
    quantity: bare?.units ?? unitsOf(lots),
    capped: bare?.capped ?? capped,
    lots: order,
    refused: [...routes.refused, ...passedOver(input, routes, order, course)],
    tooLate: need === null || bare !== null ? 'none' : tooLateOf(input, mix, routes, until),
    gapUnits: mix.gapUnits,
    demand: { cause, said, evidence, consequence: consequenceOf(cause) },
    warnings: [
      ...unknowns(input, routes),
      ...gapWarnings(mix, routes),
      ...noPutaway(input, order),
      ...peaksMet(input, order),
      ...inflowWarnings(input.inflows, now),
      ...callWarnings(emergency),
      ...warnings,
      ...missing,
      ...lacksOf(supply, routes.able, sourcesFor(input.sku, rules.emergency)),
    ],
    lacks: secondMissing(supply, routes.able),
    orderBy: order[0]?.orderBy ?? null,
    cost,
    cash: cashOf(course, order, until, cost.all),
    delay: delayOf(course, order, until, supply, rules),
    emergency,
    why: whyOf(input, parts, until),
  };
}

/** When regular restocking would be there; without any mode as soon as the goods are made. */
function regularArrival({ now, supply }: PlanInput, { base, transfers }: Routes): Instant {
  const route = base ?? transfers.at(-1);
  if (route !== undefined) return route.next.putAwayAt;
  return now + ((supply.productionDays ?? 0) + (supply.labellingDays ?? 0)) * DAY;
}

function safetyIn(input: PlanInput, demand: Demand, { base, transfers }: Routes, arrivesAt: Instant) {
  const { rules, chance, safetyStock } = input;
  if (safetyStock !== null) return { units: safetyStock, source: { by: 'hand' } as const };
  const spread = (base ?? transfers.at(-1))?.next.spread ?? 0;
  return safetyOf({ demand, arrivesAt, spread, serviceLevel: rules.serviceLevel, chance });
}

const coverOf = ({ sellable, unseen, daily }: PlanInput): number | null =>
  sellable === null || daily === null || daily <= 0 ? null : Math.max(0, sellable - unseen) / daily;

/** By the cap in days: what is there, comes in and is ordered lasts so long at most; a safety stock that was set by hand is never capped. */
function mostUnitsOf({ rules, now, safetyStock }: PlanInput, until: Instant, sum: Sum): number | null {
  if (rules.capDays === null || sum.sellable === null || until <= now) return null;
  const perDay = (totalOf(sum.demand) * DAY) / (until - now);
  const most = Math.max(safetyStock ?? 0, rules.capDays * perDay) - sum.sellable + sum.unseen - sum.inbound;
  return Math.max(0, Math.floor(most + 1e-6));
}

function whyOf({ zone, title }: PlanInput, { sellable, ...parts }: PlanParts, until: Instant): Phrase {
  const values = { title, until: wallClock(until, zone).slice(0, 10), ...parts, inbound: 0 - parts.inbound };
  return sellable === null
    ? phrase('restock:why.noStock', values)
    : phrase('restock:why.plan', { ...values, sellable: 0 - sellable });
}
