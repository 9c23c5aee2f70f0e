import type { Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Miss } from '../../../domain/lesson.ts';
import { type Known, shutIn } from '../../../domain/recording.ts';
import { atMost, cappedAt, quantileOf, type Units } from '../negative-binomial.ts';
import { type Counted, countOf } from './count.ts';
import { begunAt, eveningsOf, NO_TOTALS, paceOf, type Totals, withCounted } from './evidence.ts';
import type { Model } from './model.ts';
import { type Course, stageOf } from './stage.ts';
import { lineSpreadsAt, mixed, quietOf, spreadAt, type Temper, type Tempers, tempersAt, WAYS } from './tempers.ts';

/** What a stream will have sold of one SKU at its end: `sold` net of what is usually given back, and `rest` to come. */
export type Outcome = {
  readonly sku: Sku;
  readonly sold: number;
  readonly rest: Units;
  /** No more than this can be sold: what was, and what is left; null where nobody says. */
  readonly most: number | null;
  /** Units that buyers will still ask for, whatever there is; and of these the mean of those for which there is nothing. */
  readonly demand: Units;
  readonly unmet: number;
  /** Of units still to be ordered, the share that is not given back. */
  readonly kept: number;
  readonly parts: Parts;
};
/** Of what the forecast is made; kept for the sentence that explains it, and for learning. */
export type Parts = Counted & {
  /** The whole stream against the usual, and this SKU against that, as far as each is believed. */
  readonly evening: number;
  readonly pace: number;
  /** What evidence of each of FRESH says of the rest. */
  readonly said: readonly number[];
};

/** Other evenings' share of what is kept counts as so many units of tonight. */
const KEPT_WORTH = 20;
/** So little more than a Poisson's variance is none. */
const EVEN = 0.001;

/** Who had its turn is still bought a little: so much of what was expected of the rest. */
const HAD_ITS_TURN = 0.15;

/** How far a stream has come, 0 to 1, and for how long it has run, ms. */
export type Now = { readonly share: number; readonly elapsed: number };
export function nowOf({ startsAt, plannedEndsAt, at }: Pick<Known, 'startsAt' | 'plannedEndsAt' | 'at'>): Now {
  const elapsed = Math.max(0, at - startsAt);
  return { elapsed, share: Math.min(1, elapsed / Math.max(1, plannedEndsAt - startsAt)) };
}

/** When it will end, as streams usually do against their plan; while it runs, some of what is left of the plan is left always. */
export function expectedEnd({ at, plannedEndsAt }: Pick<Known, 'at' | 'plannedEndsAt'>, { late, lateSpread }: Course): Instant {
  const left = Math.max(0, plannedEndsAt - at);
  return at + Math.max(LEAST_LEFT * left, left + late, OVERRUN * lateSpread - left);
}
const LEAST_LEFT = 0.25;
/** A stream that still runs when it should have ended goes on for a part of what streams' ends vary by. */
const OVERRUN = 0.4;

/** What the stream will have sold of each of these SKUs: first how the whole evening runs, then each SKU against that. */
export function forecastStream(model: Model, known: Known, skus: readonly Sku[]): readonly Outcome[] {
  const stage = stageOf(known, model.course, expectedEnd(known, model.course));
  const shut = shutIn(known);
  const counted = skus.map((sku) =>
    countOf(model, stage, {
      sku,
      sales: known.sales[sku] ?? [],
      shut: shut.get(sku) ?? [],
      left: leftOf(known, sku),
      settled: null,
    }),
  );
  const totals = counted.reduce((sum, one) => withCounted(sum, one), NO_TOTALS);
  return outcomesOf(model, nowOf(known), totals, counted);
}

/**
 * What its last reading said, less what was sold since. Null where nobody says, and where more was sold than there was: some came
 * in that was not told.
 */
function leftOf({ stock, sales }: Known, sku: Sku): number | null {
  const seen = stock.findLast((one) => one.sku === sku);
  if (seen === undefined || seen.available === null) return null;
  if (seen.available <= 0) return 0;
  let left = seen.available;
  for (const { at, units } of sales[sku] ?? []) if (at >= seen.at) left -= units;
  return left < 0 ? null : left;
}

export function outcomesOf(
  model: Model,
  { share, elapsed }: Now,
  totals: Totals,
  counted: readonly Counted[],
): readonly Outcome[] {
  const { misses } = model.learned;
  const evenings = eveningsOf(totals, lineSpreadsAt(misses, share), begunAt(elapsed));
  const tempers = tempersAt(misses, share);
  return counted.map((one) => outcomeOf({ kept: model.kept, evenings, tempers, begun: begunAt(elapsed) }, one));
}

type Frame = {
  readonly kept: number;
  readonly evenings: readonly number[];
  readonly tempers: Tempers;
  readonly begun: number;
};
function outcomeOf({ kept, evenings, tempers, begun }: Frame, one: Counted): Outcome {
  const spreads = { between: tempers.between + one.doubt, within: tempers.within };
  const runs = one.lately.map(({ sold, expected }, way) => {
    const evening = evenings[way] ?? 1;
    return evening * paceOf(sold, expected * evening, spreads, begun);
  });
  const quiet = quietOf({ seen: one.sold, seenPrior: one.seenPrior * (evenings[1] ?? 1) });
  const both = (of: (temper: Temper) => number) => quiet * of(tempers.quiet) + (1 - quiet) * of(tempers.brisk);
  const ways = WAYS.map((way) => both((temper) => temper.ways[way] ?? 0));
  const turns = runs.map((_, way) => ways[way] ?? 0);
  const all = Math.max(
    1e-9,
    turns.reduce((sum, way) => sum + way, 0),
  );
  const evening = mixed(evenings, turns) / all;
  const pace = mixed(runs, turns) / all / Math.max(1e-9, evening);
  const said = [
    ...runs.map((run) => one.restPrior * run),
    Math.max(one.wholePrior * evening - one.sold, HAD_ITS_TURN * one.restPrior),
  ];
  const expected = both((temper) => temper.bias * mixed(said, temper.ways));
  const size = Math.exp(both((temper) => Math.log(temper.size)));
  const demand = ifPresent(one.presence, spreadAt({ bias: 1, size }, expected, one.loose));
  return { sku: one.sku, ...withGivenBack(one, kept, demand), demand, parts: { ...one, evening, pace, said } };
}

/** What it would come to if all that buyers ask for were there. */
export const wantedOf = ({ parts: { sold, settled }, kept, demand }: Outcome): number =>
  (settled ?? sold * kept) + kept * demand.mean;

/** The same with another mean of what buyers ask for; what can be sold of it follows. */
export function withDemand({ kept }: Pick<Model, 'kept'>, { sku, demand, parts }: Outcome, mean: number): Outcome {
  const asked = { ...demand, mean };
  return { sku, ...withGivenBack(parts, kept, asked), demand: asked, parts };
}

/** Nothing at all where it is not there: as wide as both cases together. `units` has the mean of both already. */
const ifPresent = (presence: number, { size, mean }: Units): Units => ({
  size: presence / (1 / size + 1 - presence),
  mean,
});

/**
 * Of what is sold some is still given back: how many is chance, too; and no more can be sold than is left. As units that are
 * certain and a negative binomial of the same mean and variance.
 */
function withGivenBack(
  { sold, left, settled }: Counted,
  usual: number,
  demand: Units,
): Pick<Outcome, 'sold' | 'rest' | 'most' | 'unmet' | 'kept'> {
  const ahead = cappedAt(demand, left);
  // What was given back tonight says more of tonight than other evenings do.
  const kept = settled === null ? usual : Math.min(1, Math.max(0, (settled + KEPT_WORTH * usual) / (sold + KEPT_WORTH)));
  const stays = settled ?? sold * kept;
  const open = settled === null ? sold : 0;
  const mean = stays + kept * ahead.mean;
  const variance = kept * (1 - kept) * (open + ahead.mean) + kept * kept * ahead.variance;
  // As much as is nearly certain, and so much that what is left varies at least as a Poisson does.
  const certain = Math.max(
    settled ?? 0,
    Math.floor(stays - 2 * Math.sqrt(kept * (1 - kept) * open)),
    Math.min(Math.floor(mean), Math.ceil(mean - variance)),
  );
  const rest = Math.max(0, mean - certain);
  const beyond = Math.max(EVEN * rest, variance - rest);
  return {
    sold: certain,
    unmet: Math.max(0, demand.mean - ahead.mean),
    most: left === null ? null : (settled ?? sold) + left,
    kept,
    rest: { mean: rest, size: rest === 0 ? demand.size : (rest * rest) / beyond },
  };
}

/** So many SKUs tell how wrong we were in a stream, large and small alike. */
const SAMPLE = 60;
function sampled(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length <= SAMPLE) return outcomes;
  const bySize = outcomes.toSorted((a, b) => expectedOf(b) - expectedOf(a) || (a.sku < b.sku ? -1 : 1));
  const step = outcomes.length / SAMPLE;
  return Array.from({ length: SAMPLE }, (_, index) => bySize[Math.floor((index + 0.5) * step)]).filter(
    (one) => one !== undefined,
  );
}
const expectedOf = ({ parts }: Outcome): number => parts.seenPrior + parts.restPrior;
/** To a thousandth of a unit: it is kept. */
const brief = (miss: Miss): Miss => ({
  ...miss,
  said: miss.said.map(rounded),
  rest: rounded(miss.rest),
  seen: rounded(miss.seen),
  seenPrior: rounded(miss.seenPrior),
  restPrior: rounded(miss.restPrior),
  doubt: rounded(miss.doubt),
  loose: rounded(miss.loose),
});
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** What is hardly there says nothing of how a SKU sells. */
const LIKELY = 0.5;

/** What was said against what came, for learning. `net`: units net at the end, by SKU. */
export function missesOf(
  { kept }: Model,
  outcomes: readonly Outcome[],
  share: number,
  net: (sku: Sku) => number,
): readonly Miss[] {
  const misses = sampled(outcomes.filter(({ parts }) => parts.presence >= LIKELY)).map(
    ({ sku, parts: { sold, said, seenPrior, restPrior, evening, doubt, loose } }): Miss => ({
      share,
      line: false,
      said: said.map((units) => units * kept),
      rest: Math.max(0, net(sku) - sold * kept),
      seen: sold,
      seenPrior: seenPrior * evening,
      restPrior: restPrior * evening,
      doubt,
      loose,
    }),
  );
  const total = (of: (one: Outcome) => number) => outcomes.reduce((sum, one) => sum + of(one), 0);
  const line: Miss = {
    share,
    line: true,
    said: WAYS.map((way) => kept * total(({ parts }) => parts.said[way] ?? 0)),
    rest: total(({ sku, parts }) => Math.max(0, net(sku) - parts.sold * kept)),
    seen: total(({ parts }) => parts.sold),
    seenPrior: total(({ parts }) => parts.seenPrior),
    restPrior: total(({ parts }) => parts.restPrior),
    doubt: 0,
    loose: outcomes[0]?.parts.loose ?? 0,
  };
  return outcomes.length === 0 ? [] : [...misses, line].map(brief);
}

/** P(units at the end <= x), and the quantiles. */
export const totalAtMost = ({ sold, rest, most }: Outcome, x: number): number =>
  most !== null && x >= most ? 1 : atMost(rest, x - sold);
export const totalQuantile = ({ sold, rest, most }: Outcome, share: number): number =>
  Math.min(most ?? Number.POSITIVE_INFINITY, sold + quantileOf(rest, share));
export const totalMean = ({ sold, rest }: Outcome): number => sold + rest.mean;
