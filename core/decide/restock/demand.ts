import { DAY, type Instant } from '../../domain/instant.ts';
import type { Cadence } from './cadence.ts';

/** Units of days without stream effect: mean a day, and spread ÷ mean of one day. */
export type BaseDemand = { readonly perDay: number; readonly ratio: number };
/** What one stream will take of a SKU, from its start: mean, and spread ÷ mean. One that runs takes its rest from now. */
export type StreamDemand = { readonly id: string; readonly at: Instant; readonly units: number; readonly ratio: number };
/** Streams to be expected and not yet scheduled, spread evenly over a stretch. */
type Stretch = { readonly from: Instant; readonly to: Instant; readonly streams: number; readonly units: number };

/** What will be asked for from `from` on, whatever there is. */
export type Demand = {
  readonly from: Instant;
  readonly base: BaseDemand;
  readonly streams: readonly StreamDemand[];
  readonly cadence: readonly Stretch[];
  /** Of one stream that is not yet scheduled: squared spread ÷ mean, with how their number varies. */
  readonly looseness: number;
};
export type DemandParts = { readonly base: number; readonly scheduled: number; readonly cadence: number };

type Given = {
  readonly now: Instant;
  readonly until: Instant;
  readonly base: BaseDemand | null;
  readonly streams: readonly StreamDemand[];
  /** Starts of all streams that are scheduled, whether they offer this SKU or not: each stands for one of the usual. */
  readonly starts: readonly Instant[];
  readonly cadence: Cadence | null;
};

/** Each week expects its usual streams less those that are scheduled in it, so that none is counted twice. */
export function demandOf({ now, until, base, streams, starts, cadence }: Given): Demand {
  const stretches: Stretch[] = [];
  if (cadence !== null) {
    for (let from = now; from < until; from += 7 * DAY) {
      const to = Math.min(until, from + 7 * DAY);
      const scheduled = starts.filter((start) => Math.max(now, start) >= from && start < to).length;
      const count = Math.max(0, (cadence.perWeek * (to - from)) / (7 * DAY) - scheduled);
      if (count > 0) stretches.push({ from, to, streams: count, units: count * cadence.units });
    }
  }
  return {
    from: now,
    base: base ?? { perDay: 0, ratio: 0 },
    streams: streams.filter(({ at, units }) => at < until && units > 0).toSorted((a, b) => a.at - b.at),
    cadence: stretches,
    looseness: cadence === null ? 0 : cadence.ratio ** 2 + cadence.countRatio,
  };
}

/** Mean units until an instant, with the streams that have begun by then. */
export function unitsUntil({ from, base, streams, cadence }: Demand, until: Instant): DemandParts {
  const days = Math.max(0, until - from) / DAY;
  let [scheduled, expected] = [0, 0];
  for (const stream of streams) if (Math.max(from, stream.at) <= until) scheduled += stream.units;
  for (const stretch of cadence) expected += stretch.units * shareOf(stretch, until);
  return { base: base.perDay * days, scheduled, cadence: expected };
}

export const totalOf = ({ base, scheduled, cadence }: DemandParts): number => base + scheduled + cadence;

/** The part of a stretch that is over by then. */
export const shareOf = ({ from, to }: Pick<Stretch, 'from' | 'to'>, until: Instant): number =>
  Math.min(1, Math.max(0, (until - from) / (to - from)));
