import type { Distribution, Forecast } from '../../domain/forecast.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import { distributionOf, type Units } from './negative-binomial.ts';
import { outOf } from './stock-out.ts';
import { type Outcome, totalMean, totalQuantile } from './stream/outcome.ts';
import { OWN, type Reasons, whyOf } from './why.ts';

export type ForecastInput = {
  readonly sku: Sku;
  readonly stream: Stream;
  readonly asOf: Instant;
  /** When the stream will end, as far as is known. */
  readonly until: Instant;
  readonly sales: SkuSales;
  readonly stock: SkuStock;
  /** What the stream's model says of the rest, from where sales are known. */
  readonly outcome: Outcome;
  /** Which part of that rest is sold by an instant. */
  readonly partBy: (at: Instant) => number;
  /** Units that other channels and other streams will take from the pool until then. */
  readonly others: number;
  /** Chance of stock-out from which a SKU is called short. */
  readonly threshold: number;
  readonly reasons: Reasons;
};

const PACE_WINDOW = 10 * MINUTE;

/** What the stream will have sold of a SKU, what will leave the pool until then, and why. */
export function forecastOf(input: ForecastInput): Forecast {
  const { sku, stream, asOf, until, sales, stock, outcome, others, threshold } = input;
  const { demand, rest, sold, parts } = outcome;
  const soldSoFar = Math.max(0, sales.net);
  const drain = drainOf(demand, outcome.kept, others);
  const pace = paceOf(sales, (Math.min(knownUntil(input), until) - startOf(stream)) / MINUTE, knownUntil(input));
  const from = Math.max(startOf(stream), knownUntil(input));
  const runs = parts.evening * parts.pace;
  const net: Distribution = {
    mean: totalMean(outcome),
    median: totalQuantile(outcome, 0.5),
    p10: totalQuantile(outcome, 0.1),
    p90: totalQuantile(outcome, 0.9),
  };
  return {
    sku,
    stream: stream.id,
    asOf,
    soldSoFar,
    net,
    // Nearly always what leaves the pool is what this stream sells, and there is enough of it.
    drain: isSame(drain, rest) ? restOf(net, sold) : distributionOf(drain),
    pace,
    lost: { soFar: parts.shutPrior * runs, toCome: outcome.unmet },
    stockOut: outOf({
      drain,
      room: roomOf(stock),
      inbound: stock.inboundInTime,
      asOf,
      from,
      until,
      partBy: drainedBy(input, from),
      threshold,
      pace: pace * keptShare(sales),
    }),
    own: OWN.includes(input.reasons.from),
    why: whyOf(input.reasons, { sales, stock, parts, rest: rest.mean + sold - soldSoFar }),
  };
}

/** What can still be taken from the pool; null where nobody says. */
export const roomOf = ({ available, unseen }: Pick<SkuStock, 'available' | 'unseen'>): number | null =>
  available === null ? null : available - unseen;

/** Until when sales are known: now, or where a late source stops, or one that was not read since. */
export const knownUntil = ({ sales, asOf }: { readonly sales: SkuSales; readonly asOf: Instant }): Instant =>
  Math.min(asOf, sales.unknownSince ?? asOf, sales.unreadSince ?? asOf);

/** Own sales that stay, and what others take, who vary as a Poisson does: means and variances add up. */
function drainOf({ size, mean }: Units, kept: number, others: number): Units {
  const own = mean * kept;
  if (others <= 0 || own <= 0) return { size: own <= 0 ? MANY : size, mean: own + others };
  return { size: size * ((own + others) / own) ** 2, mean: own + others };
}
/** Which part of the drain has gone by an instant: ours as it is presented, what others take evenly. */
function drainedBy({ outcome, others, until, partBy }: ForecastInput, from: Instant): (at: Instant) => number {
  const own = outcome.demand.mean * outcome.kept;
  const all = own + others;
  return (at) => (all <= 0 ? 0 : (own * partBy(at) + (others * (at - from)) / Math.max(1, until - from)) / all);
}
const isSame = (one: Units, other: Units): boolean =>
  Math.abs(one.mean - other.mean) <= NEARLY * one.mean && Math.abs(one.size - other.size) <= NEARLY * one.size;
const NEARLY = 1e-6;
const restOf = ({ mean, median, p10, p90 }: Distribution, sold: number): Distribution => ({
  mean: mean - sold,
  median: median - sold,
  p10: p10 - sold,
  p90: p90 - sold,
});

/** So large that a negative binomial is a Poisson. */
const MANY = 1_000;

/** Ordered units a minute over the last ten minutes that are known. */
function paceOf(sales: SkuSales, elapsed: number, until: Instant): number {
  const minutes = Math.min(PACE_WINDOW / MINUTE, elapsed);
  if (minutes < 0.5) return 0;
  let units = 0;
  for (const one of sales.byMinute) if (one.minute > until - PACE_WINDOW && one.minute <= until) units += one.units;
  return Math.max(0, units) / minutes;
}

/** The share of ordered units that is not given back, as usual in this stream. */
const keptShare = ({ ordered, net }: SkuSales): number => (ordered > 0 ? Math.max(0, net / ordered) : 1);
