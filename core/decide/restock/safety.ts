import { DAY, type Instant } from '../../domain/instant.ts';
import type { SafetySource } from '../../domain/restock.ts';
import { type Demand, shareOf, totalOf, unitsUntil } from './demand.ts';
import { type Chance, normalAt, numberFrom, spreadOf, unitsAt } from './random.ts';

/** So many lead times are lived through. */
const RUNS = 400;
/** However lucky, a lead time is not shorter than this share of its mean. */
const LEAST_LEAD = 0.25;
const [LEAD, DAYS, CADENCE] = [0, 1, 2];

type Given = {
  readonly demand: Demand;
  readonly arrivesAt: Instant;
  /** Standard deviation of the lead time, days. */
  readonly spread: number;
  readonly serviceLevel: number;
  readonly chance: Chance;
};

/** Units beyond the mean demand until the order is there, so that it holds out with this chance; and how they were found. */
export function safetyOf(given: Given): { readonly units: number; readonly source: SafetySource } {
  const { demand, arrivesAt, serviceLevel: level } = given;
  const mean = totalOf(unitsUntil(demand, arrivesAt));
  const streams = streamsIn(demand, arrivesAt);
  if (demand.streams.length === 0 && demand.cadence.length === 0)
    return { units: byFormula(given), source: { by: 'formula', level } };
  const units = Math.max(0, quantileOf(simulated(given), level) - mean);
  return { units, source: { by: 'simulated', streams, runs: RUNS, level } };
}

/** Scheduled and usual streams until an instant. */
function streamsIn({ streams, cadence, from }: Demand, until: Instant): number {
  const scheduled = streams.filter(({ at }) => Math.max(from, at) <= until).length;
  return Math.round(cadence.reduce((sum, stretch) => sum + stretch.streams * shareOf(stretch, until), scheduled));
}

/**
 * Lead-time demand, run by run: the lead time, the days in it, each stream and the usual ones are drawn. Streams come at once and
 * lie far apart, so no formula fits. Source: Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains,
 * 4th ed., chapter 6, on simulating lead-time demand; the usual streams as a compound sum (Ross, Introduction to Probability Models, 3.4).
 */
function simulated({ demand, arrivesAt, spread, chance }: Given): Float64Array {
  const { from, base, streams, cadence, looseness } = demand;
  const lead = Math.max(0, arrivesAt - from);
  const drawn = streams.map(({ id, at, units, ratio }) => ({
    which: numberFrom(id),
    at: Math.max(from, at),
    of: spreadOf(units, ratio ** 2),
  }));
  return Float64Array.from({ length: RUNS }, (_, run) => {
    const z = (which: number) => normalAt(chance(run, which));
    const until = from + Math.max(LEAST_LEAD * lead, spread === 0 ? lead : lead + z(LEAD) * spread * DAY);
    const days = (until - from) / DAY;
    let units = days > 0 && base.perDay > 0 ? unitsAt(spreadOf(base.perDay * days, base.ratio ** 2 / days), z(DAYS)) : 0;
    for (const { which, at, of } of drawn) if (at <= until) units += unitsAt(of, z(which));
    let [count, expected] = [0, 0];
    for (const stretch of cadence) {
      const share = shareOf(stretch, until);
      count += stretch.streams * share;
      expected += stretch.units * share;
    }
    return count > 0 ? units + unitsAt(spreadOf(expected, looseness / count), z(CADENCE)) : units;
  });
}

function quantileOf(units: Float64Array, share: number): number {
  return units.sort()[Math.min(units.length - 1, Math.max(0, Math.ceil(share * units.length) - 1))] ?? 0;
}

/** z·σ of demand over the lead time, with the lead time's own spread. Source: Silver, Pyke and Thomas, as above, section 6.10. */
function byFormula({ demand, arrivesAt, spread, serviceLevel }: Given): number {
  const { perDay, ratio } = demand.base;
  const days = Math.max(0, arrivesAt - demand.from) / DAY;
  const variance = days * (perDay + (ratio * perDay) ** 2) + (perDay * spread) ** 2;
  return Math.max(0, normalAt(Math.min(0.999, Math.max(0.5, serviceLevel))) * Math.sqrt(variance));
}
