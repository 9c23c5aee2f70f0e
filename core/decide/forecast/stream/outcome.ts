import type { Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Known } from '../../../domain/recording.ts';
import { atMost, quantileOf, type Units } from '../negative-binomial.ts';
import { courseOf } from './course.ts';
import { type Course, exposureOf, type Stage, stageOf } from './exposure.ts';
import { aged, type Learned, type Miss } from './learned.ts';
import { FRESH, spreadAt, type Tempers, tempersAt } from './tempers.ts';

/** What a stream will have sold of one SKU at its end: `sold` net of what is usually given back, and `rest` to come. */
export type Outcome = { readonly sku: Sku; readonly sold: number; readonly rest: Units; readonly parts: Parts };
/** Of what the forecast is made; kept for the sentence that explains it, and for learning. */
export type Parts = {
  readonly seen: number;
  readonly seenPrior: number;
  readonly restPrior: number;
  /** The whole stream against the usual, and this SKU against that, as far as each is believed. */
  readonly evening: number;
  readonly pace: number;
  readonly expected: number;
  /** The same by each half-life of evidence. */
  readonly expectedBy: readonly number[];
};

/** So little more than a Poisson's variance is none. */
const EVEN = 0.001;

export type Model = { readonly learned: Learned; readonly course: Course; readonly line: Line; readonly kept: number };
export function modelOf(learned: Learned): Model {
  return { learned, course: courseOf(learned), line: lineOf(learned), kept: keptShare(learned) };
}

/** A SKU before this stream's own pace is weighed: units, and units expected by its usual rate. */
type Lately = { readonly sold: number; readonly expected: number };
type Counted = {
  readonly sku: Sku;
  readonly sold: number;
  /** Sold and expected so far, old evidence counting less: by each of FRESH. */
  readonly lately: readonly Lately[];
  readonly seenPrior: number;
  readonly restPrior: number;
};

/** What the stream will have sold of each of these SKUs: first how the whole evening runs, then each SKU against that. */
export function forecastStream(model: Model, known: Known, skus: readonly Sku[]): readonly Outcome[] {
  const { startsAt, plannedEndsAt, at } = known;
  const share = Math.min(1, Math.max(0, (at - startsAt) / (plannedEndsAt - startsAt)));
  const stage = stageOf(known, model.course, Math.max(at, plannedEndsAt));
  const counted = skus.map((sku) => countedOf(model, known, stage, sku));
  const line = tempersAt(model.learned.misses, share, true);
  const evenings = FRESH.map((_, fresh) => eveningOf(counted, fresh, line));
  const tempers = tempersAt(model.learned.misses, share, false);
  return counted.map((one) => outcomeOf(model, known, one, evenings, tempers));
}

function countedOf(model: Model, known: Known, stage: Stage, sku: Sku): Counted {
  const { course } = model;
  const { startsAt, plannedEndsAt, at } = known;
  const rate = rateOf(model, sku);
  const soldOutAt = outSince(known, sku);
  // While sold out there is nothing that could be bought.
  const until = Math.min(at, soldOutAt);
  const sales = known.sales[sku] ?? [];
  const lately = (halfLife: number): Lately => {
    const fresh = (then: Instant) => 0.5 ** ((at - then) / halfLife);
    const sold = sales.reduce((units, sale) => units + sale.units * fresh(sale.at), 0);
    return { sold, expected: rate * exposureOf(stage, sku, course, startsAt, until, fresh) };
  };
  return {
    sku,
    sold: sales.reduce((units, sale) => units + sale.units, 0),
    lately: FRESH.map(lately),
    seenPrior: rate * exposureOf(stage, sku, course, startsAt, until),
    restPrior: soldOutAt <= at ? 0 : rate * exposureOf(stage, sku, course, at, Math.max(at, plannedEndsAt)),
  };
}

/** How the whole stream runs against the usual. */
function eveningOf(counted: readonly Counted[], fresh: number, tempers: Tempers): number {
  let [sold, expected] = [0, 0];
  for (const { lately } of counted) {
    sold += lately[fresh]?.sold ?? 0;
    expected += lately[fresh]?.expected ?? 0;
  }
  return paceOf(sold, expected, tempers);
}

function outcomeOf({ kept }: Model, known: Known, one: Counted, evenings: readonly number[], tempers: Tempers): Outcome {
  const by = evenings.map((evening, fresh) => {
    const pace = paceOf(one.lately[fresh]?.sold ?? 0, (one.lately[fresh]?.expected ?? 0) * evening, tempers);
    return { evening, pace, expected: one.restPrior * evening * pace };
  });
  const { evening, pace, expected } = by[tempers.fresh] ?? { evening: 1, pace: 1, expected: one.restPrior };
  const left = availableAt(known, one.sku);
  const spread = spreadAt(tempers, expected * kept);
  const rest = left === null ? spread : { ...spread, mean: Math.min(spread.mean, left) };
  const prior = { seenPrior: one.seenPrior * evening, restPrior: one.restPrior * evening };
  const parts = { seen: one.sold, ...prior, evening, pace, expected, expectedBy: by.map((each) => each.expected) };
  return { sku: one.sku, ...withGivenBack(one.sold, kept, rest), parts };
}

/**
 * Of what is sold some is still given back: how many is chance, too. The sum of a binomial and what is to come, as units that
 * are certain and a negative binomial of the same mean and variance.
 */
function withGivenBack(sold: number, kept: number, rest: Units): { readonly sold: number; readonly rest: Units } {
  const stays = sold * kept;
  const variance = stays * (1 - kept);
  const extra = variance + (rest.mean * rest.mean) / rest.size;
  // As much as is nearly certain, and so much that what is left varies at least as a Poisson does.
  const certain = Math.max(0, Math.floor(stays - 2 * Math.sqrt(variance)), Math.ceil(stays - extra));
  const mean = rest.mean + stays - certain;
  const beyond = Math.max(EVEN * mean, rest.mean + extra - mean);
  return { sold: certain, rest: { mean, size: mean === 0 ? rest.size : (mean * mean) / beyond } };
}

/**
 * How something runs against the usual: a compromise of 1 and what was seen, by how much streams differ (between), how
 * unevenly one runs (within), and chance. Source: Buehlmann and Gisler, A Course in Credibility Theory (2005), 3.1.
 */
function paceOf(sold: number, expected: number, { between, within }: Tempers): number {
  if (expected <= 0) return 1;
  const belief = between / (between + within + 1 / expected);
  return 1 - belief + belief * (sold / expected);
}

/** Units per minute of exposure: the SKU's own past streams, shrunk to the line's by so many units as the line is worth. */
function rateOf({ learned, line }: Model, sku: Sku): number {
  let [units, exposure] = [0, 0];
  for (const { stream, weight } of aged(learned.streams)) {
    const own = stream.skus[sku];
    if (own === undefined) continue;
    units += weight * own.net;
    exposure += weight * own.exposure;
  }
  return (units + line.worth) / (exposure + line.worth / line.rate);
}

/** All SKUs' rates as a gamma: its mean, and its shape, which is what it is worth in units. */
type Line = { readonly rate: number; readonly worth: number };
const NO_LINE: Line = { rate: 0.05, worth: 0.7 };
const WORTH_FROM = 0.15;
const WORTH_TO = 6;

/**
 * The gamma that SKUs' rates come from, by moments; a new SKU may be any of them. Source: the empirical Bayes estimate of a
 * gamma-Poisson, Carlin and Louis, Bayesian Methods for Data Analysis, 3rd ed., section 5.2.
 */
function lineOf({ streams }: Learned): Line {
  const bySku = new Map<Sku, { units: number; exposure: number; weight: number }>();
  for (const { stream, weight } of aged(streams))
    for (const [sku, { net, exposure }] of Object.entries(stream.skus)) {
      if (exposure <= 0) continue;
      const own = bySku.get(sku) ?? { units: 0, exposure: 0, weight: 0 };
      bySku.set(sku, {
        units: own.units + weight * net,
        exposure: own.exposure + weight * exposure,
        weight: own.weight + weight,
      });
    }
  if (bySku.size === 0) return NO_LINE;
  let [rates, squares, chance, weights] = [0, 0, 0, 0];
  for (const { units, exposure, weight } of bySku.values()) {
    const [rate, trust] = [units / exposure, Math.min(1, weight)];
    rates += trust * rate;
    squares += trust * rate * rate;
    chance += (trust * rate) / exposure;
    weights += trust;
  }
  const rate = rates / weights;
  if (rate <= 0) return { rate: NO_LINE.rate / 10, worth: NO_LINE.worth };
  const spread = (squares - chance) / weights - rate * rate;
  return { rate, worth: Math.min(WORTH_TO, Math.max(WORTH_FROM, (rate * rate) / Math.max(spread, 1e-12))) };
}

/** Of ordered units, those that are not given back. */
function keptShare({ streams }: Learned): number {
  let [ordered, released] = [20, 0];
  for (const { stream, weight } of aged(streams)) {
    ordered += weight * stream.ordered;
    released += weight * stream.released;
  }
  return 1 - released / ordered;
}

const availableAt = ({ stock }: Known, sku: Sku): number | null => stock.findLast((one) => one.sku === sku)?.available ?? null;
/** Since when there is nothing left of it; never, where nobody says so. */
function outSince({ stock }: Known, sku: Sku): Instant {
  let since = Number.POSITIVE_INFINITY;
  for (const one of stock) {
    if (one.sku !== sku) continue;
    if (one.available > 0) since = Number.POSITIVE_INFINITY;
    else since = Math.min(since, one.at);
  }
  return since;
}

/** What was said against what came, for learning. `net`: units net at the end, by SKU. */
export function missesOf(
  { kept }: Model,
  outcomes: readonly Outcome[],
  share: number,
  net: (sku: Sku) => number,
): readonly Miss[] {
  const misses = outcomes.map(
    ({ sku, parts }): Miss => ({
      share,
      line: false,
      expected: parts.expected,
      expectedBy: parts.expectedBy,
      rest: Math.max(0, net(sku) - parts.seen * kept),
      seen: parts.seen,
      seenPrior: parts.seenPrior,
      restPrior: parts.restPrior,
    }),
  );
  const total = (of: (miss: Miss) => number) => misses.reduce((sum, miss) => sum + of(miss), 0);
  const evening = outcomes[0]?.parts.evening ?? 1;
  const line: Miss = {
    share,
    line: true,
    expected: total((miss) => miss.expected),
    expectedBy: [],
    rest: total((miss) => miss.rest),
    seen: total((miss) => miss.seen),
    seenPrior: total((miss) => miss.seenPrior) / evening,
    restPrior: total((miss) => miss.restPrior) / evening,
  };
  return outcomes.length === 0 ? [] : [...misses, line];
}

/** P(units at the end <= x), and the quantiles. */
export const totalAtMost = ({ sold, rest }: Outcome, x: number): number => atMost(rest, x - sold);
export const totalQuantile = ({ sold, rest }: Outcome, share: number): number => sold + quantileOf(rest, share);
export const totalMean = ({ sold, rest }: Outcome): number => sold + rest.mean;
