import type { Forecast } from '../../domain/forecast.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuStock } from '../../domain/stock.ts';
import { endOf, type Stream, startOf } from '../../domain/stream.ts';
import { distributionOf, onTopOf, quantileOf, type Units } from './negative-binomial.ts';
import { outOf } from './stock-out.ts';

/** Mean units of a whole stream before it starts, and whose they are. */
export type Prior = { readonly mean: number; readonly from: 'planned' | 'daily' | 'line' };

export type ForecastInput = {
  readonly sku: Sku;
  readonly stream: Stream;
  readonly asOf: Instant;
  readonly sales: SkuSales;
  readonly stock: SkuStock;
  readonly prior: Prior;
  /** Units a day that other channels take from the pool. */
  readonly otherDaily: number;
  /** Chance of stock-out from which a SKU is called short. */
  readonly threshold: number;
};

/** A prior worth one and a half observed units: a seller's plan is a hint, a quarter of an hour of sales outweighs it. */
const SHAPE = 1.5;
const PACE_WINDOW = 10 * MINUTE;
/** Minutes on air that a prior weighs at least: else the first silent seconds of a large plan would halve it. */
const CALM = 15;

/**
 * Gamma-Poisson on time on air: the rate of net units a minute has a gamma prior from the SKU's planned units or the
 * line's; units so far in the minutes so far update it; the rest of the stream is negative binomial ahead.
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6 (conjugate update of a Poisson rate with exposure).
 */
export function forecastOf(input: ForecastInput): Forecast {
  const { sku, stream, asOf, sales, stock, threshold } = input;
  const { total, elapsed, left } = minutesOf(input);
  const rest = unitsIn(input, total, elapsed, left);
  const soldSoFar = Math.max(0, sales.net);
  const other = (input.otherDaily / (24 * 60)) * left;
  const drain: Units = { size: rest.size, mean: rest.mean + other };
  const ahead = distributionOf(rest);
  const pace = paceOf(sales, elapsed, knownUntil(input));
  const room = stock.available === null ? null : stock.available - stock.unseen;
  return {
    sku,
    stream: stream.id,
    asOf,
    soldSoFar,
    net: onTopOf(soldSoFar, ahead),
    drain: other === 0 ? ahead : distributionOf(drain),
    pace,
    stockOut: outOf({ drain, room, inbound: stock.inboundInTime, asOf, left, threshold, pace: pace * keptShare(sales) }),
    why: whyOf(input, rest, left, pace),
  };
}

/** Units that a late source has not told of: its 90 % quantile is taken off what may be promised. */
export function untoldUnits(input: ForecastInput): number {
  if (input.sales.unknownSince === null) return 0;
  const { total, elapsed } = minutesOf(input);
  const untold = (input.asOf - Math.max(input.sales.unknownSince, startOf(input.stream))) / MINUTE;
  return untold <= 0 ? 0 : quantileOf(unitsIn(input, total, elapsed, untold), 0.9);
}

/** Until when sales are known: now, or where a late source stops. */
const knownUntil = ({ sales, asOf }: ForecastInput): Instant => Math.min(asOf, sales.unknownSince ?? asOf);

function minutesOf(input: ForecastInput) {
  const { stream, asOf } = input;
  const start = startOf(stream);
  const end = endOf(stream);
  return {
    total: Math.max(1, (end - start) / MINUTE),
    elapsed: Math.max(0, (Math.min(knownUntil(input), end) - start) / MINUTE),
    // What a late source has not told of is still to come, as far as its numbers go.
    left: Math.max(0, (end - Math.max(start, knownUntil(input))) / MINUTE) - Math.max(0, (knownUntil(input) - asOf) / MINUTE),
  };
}

/**
 * The rest, after the update. Where a plan is large its few observed units stand for less than CALM minutes; then each unit
 * and each minute count as that much less evidence (live sales come in bursts: they are not independent), so that the mean
 * stays calm while the spread stays wide. Source: a tempered likelihood, Holmes and Walker, "Assigning a value to a power
 * likelihood in a general Bayesian model", Biometrika 104 (2017).
 */
function unitsIn({ prior, sales }: ForecastInput, total: number, elapsed: number, minutes: number): Units {
  const rate = (SHAPE * total) / Math.max(prior.mean, 0.01);
  const weight = Math.min(1, rate / CALM);
  const size = SHAPE + weight * Math.max(0, sales.net);
  return { size, mean: (size * minutes) / (rate + weight * elapsed) };
}

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

function whyOf({ prior, sales, stock, stream }: ForecastInput, rest: Units, left: number, pace: number): Phrase {
  if (stock.onSale === false) return phrase('core:why.paused');
  const values = {
    usual: round((prior.mean / Math.max(1, (endOf(stream) - startOf(stream)) / MINUTE)) * 60),
    now: round(pace * 60),
    left: Math.round(left),
    rest: Math.round(rest.mean),
  };
  if (sales.unknownSince !== null) return phrase('core:why.late', { ...values, since: { instant: sales.unknownSince } });
  return phrase(`core:why.${prior.from}`, values);
}

const round = (value: number): number => Math.round(value * 10) / 10;
