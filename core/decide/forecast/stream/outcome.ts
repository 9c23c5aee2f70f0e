import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Known } from '../../../domain/recording.ts';
import { atMost, quantileOf, type Units } from '../negative-binomial.ts';
import { courseOf } from './course.ts';
import { type Course, exposureOf } from './exposure.ts';
import { type Learned, type Miss, weightOf } from './learned.ts';
import { spreadAt, type Tempers, tempersAt } from './tempers.ts';

/** What a stream will have sold of one SKU at its end: `sold` is certain, `rest` is to come. */
export type Outcome = { readonly sold: number; readonly rest: Units; readonly parts: Parts };
/** Of what the forecast is made; kept for the sentence that explains it, and for learning. */
export type Parts = {
  /** Units expected by now and after now, before this stream told anything. */
  readonly seenExpected: number;
  readonly restPrior: number;
  /** This stream against the usual, as far as it is believed. */
  readonly pace: number;
  readonly expected: number;
};

/** One SKU's history is worth so many streams of the whole line's. */
const LINE_WORTH = 0.6;
/** What was seen so long ago counts half: a raid passes, a topic catches on. */
const FRESH = 25 * MINUTE;

export type Model = { readonly learned: Learned; readonly course: Course; readonly line: number };
export function modelOf(learned: Learned): Model {
  return { learned, course: courseOf(learned), line: lineRate(learned) };
}

export function outcomeOf(model: Model, known: Known, sku: Sku): Outcome {
  const { course, learned } = model;
  const { startsAt, plannedEndsAt, at } = known;
  const share = Math.min(1, Math.max(0, (at - startsAt) / (plannedEndsAt - startsAt)));
  const rate = rateOf(model, sku);
  const past = exposureOf(known, sku, course, at, startsAt, at);
  const ahead = exposureOf(known, sku, course, at, at, Math.max(at, plannedEndsAt));
  const fresh = (then: Instant) => 0.5 ** ((at - then) / FRESH);
  const lately = exposureOf(known, sku, course, at, startsAt, at, fresh);
  let [sold, soldLately] = [0, 0];
  for (const sale of known.sales[sku] ?? []) {
    sold += sale.units;
    soldLately += sale.units * fresh(sale.at);
  }
  const tempers = tempersAt(learned.misses, share);
  const seenExpected = rate * past;
  const restPrior = rate * ahead;
  const pace = paceOf(soldLately, rate * lately, tempers);
  const expected = restPrior * pace;
  return { sold, rest: spreadAt(tempers, expected), parts: { seenExpected, restPrior, pace, expected } };
}

/**
 * How this stream runs against the usual: a compromise of 1 and what was seen, by how much streams differ (between), how
 * unevenly one runs (within), and chance. Source: Buehlmann and Gisler, A Course in Credibility Theory (2005), 3.1.
 */
function paceOf(sold: number, expected: number, { between, within }: Tempers): number {
  if (expected <= 0) return 1;
  const belief = between / (between + within + 1 / expected);
  return 1 - belief + belief * (sold / expected);
}

/** Units per minute of exposure: the SKU's own past streams, shrunk to the line's. */
function rateOf({ learned, line }: Model, sku: Sku): number {
  let [units, exposure, usual] = [0, 0, 0];
  const { streams } = learned;
  for (const [index, stream] of streams.entries()) {
    const weight = weightOf(streams.length - 1 - index);
    const own = stream.skus[sku];
    if (own === undefined) continue;
    units += weight * own.net;
    exposure += weight * own.exposure;
    usual = Math.max(usual, own.exposure);
  }
  const worth = LINE_WORTH * (usual || 60);
  return (units + worth * line) / (exposure + worth);
}

/** The mean over SKUs: a new one may be any of them. */
function lineRate({ streams }: Learned): number {
  let [rates, weights] = [0, 0];
  for (const [index, stream] of streams.entries()) {
    const weight = weightOf(streams.length - 1 - index);
    for (const { net, exposure } of Object.values(stream.skus)) {
      if (exposure <= 0) continue;
      rates += (weight * net) / exposure;
      weights += weight;
    }
  }
  return weights === 0 ? 0.05 : rates / weights;
}

/** What was said against what came, for learning. `net`: units net at the end. */
export const missOf = ({ sold, parts }: Outcome, share: number, net: number): Miss => ({
  share,
  expected: parts.expected,
  rest: Math.max(0, net - sold),
  seen: sold,
  seenExpected: parts.seenExpected,
  restPrior: parts.restPrior,
});

/** P(units at the end <= x), and the quantiles. */
export const totalAtMost = ({ sold, rest }: Outcome, x: number): number => atMost(rest, x - sold);
export const totalQuantile = ({ sold, rest }: Outcome, share: number): number => sold + quantileOf(rest, share);
export const totalMean = ({ sold, rest }: Outcome): number => sold + rest.mean;
