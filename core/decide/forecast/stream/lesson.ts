import type { Sku } from '../../../domain/ids.ts';
import type { Lesson, Miss, Presence, SkuLesson } from '../../../domain/lesson.ts';
import { knownAt, netOf, type Recording, shutIn } from '../../../domain/recording.ts';
import { BINS } from './learned.ts';
import type { Model } from './model.ts';
import { NOTHING_SEEN, type Seen, withSeen } from './pull.ts';
import { exposureBy, priceFactor } from './rates.ts';
import { isUnknown, type Piece, type Standing, standing } from './spans.ts';
import { exposureOf, liftsOf, pieces, type Stage, stageOf } from './stage.ts';
import { worthBetween } from './worth.ts';

/** A SKU that sold nothing is taken to have sold this much: it could have. */
const LEAST_UNITS = 0.2;
/** However odd an evening was, each SKU's usual rate learns of it as of one so many times the usual at most. */
const ODD = 3;
/** So many streams make a usual evening. */
const USUAL_FROM = 3;

type Sums = {
  readonly stood: Readonly<Record<Standing, { units: number; worth: number }>>;
  readonly offer: { units: number; worth: number };
  readonly units: number[];
  readonly even: number[];
  ordered: number;
  released: number;
  readonly together: { units: number; worth: number };
};

/** The stream is over: what it taught. `misses`: how wrong we were in it. */
export function lessonOf(model: Model, recording: Recording, misses: readonly Miss[]): Lesson {
  const { endsAt, rundown, viewers } = recording;
  const known = knownAt(recording, endsAt);
  const stage = stageOf(known, model.course, endsAt);
  const shut = shutIn({ stock: known.stock, at: endsAt });
  const sums = emptySums();
  const skus: Record<Sku, SkuLesson> = {};
  for (const sku of new Set([...Object.keys(recording.sales), ...rundown.map((slot) => slot.sku)])) {
    const of = pieces(stage, sku, recording.startsAt, endsAt, shut.get(sku));
    skus[sku] = skuLesson(model, stage, recording, sku, of);
    addWorth(sums, stage, of, Math.max(netOf(recording, sku), LEAST_UNITS));
    addUnits(sums, stage, recording, sku);
  }
  const counted = viewers.length === 0 ? null : viewers.reduce((sum, one) => sum + one.viewers, 0) / viewers.length;
  const evening = eveningIn(model, skus);
  return {
    skus: calm(model, skus, evening),
    evening,
    viewers: calmCrowd(model, counted),
    crowd: crowdIn(stage, viewers, counted),
    adSpend: recording.expected?.adSpend ?? null,
    audience: counted !== null && model.course.viewers !== null ? counted / model.course.viewers : evening,
    prices: pricesIn(model, skus, evening),
    late: lateness(recording),
    unplanned: unplannedIn(model, recording),
    ...sums,
    misses,
  };
}

/** A raid, or bots, are not the usual audience: what is kept of a stream is so many times that at most, or at least. */
const ODD_CROWD = 2;
function calmCrowd({ learned, course }: Model, counted: number | null): number | null {
  const usual = course.viewers;
  if (counted === null || usual === null || learned.viewers.weight < USUAL_FROM * 0.9) return counted;
  return Math.max(usual / ODD_CROWD, Math.min(usual * ODD_CROWD, counted));
}

/** How the audience came and went: by twentieths against its mean. */
function crowdIn(stage: Stage, viewers: Recording['viewers'], mean: number | null): Lesson['crowd'] {
  const bins = Array.from({ length: BINS }, () => ({ sum: 0, count: 0 }));
  for (const { at, viewers: there } of viewers) {
    const bin = bins[binOf(stage, at)];
    if (bin === undefined) continue;
    bin.sum += there;
    bin.count += 1;
  }
  return bins.map(({ sum, count }) => (count === 0 || mean === null || mean <= 0 ? null : sum / count / mean));
}

/** Of the SKUs that are known, those that the rundown left out and that sold all the same; nothing without a rundown. */
function unplannedIn({ learned }: Model, { rundown, sales }: Recording): Presence {
  if (rundown.length === 0) return { present: 0, all: 0 };
  const planned = new Set(rundown.map(({ sku }) => sku));
  const others = Object.keys(learned.skus).filter((sku) => !planned.has(sku));
  return { present: others.filter((sku) => (sales[sku]?.length ?? 0) > 0).length, all: others.length };
}

/** A stream that broke off, or went on for hours, says no more of the next one's end than one a little early or late. */
const ODD_END = 0.15;
function lateness({ startsAt, plannedEndsAt, endsAt }: Recording): number {
  const most = ODD_END * (plannedEndsAt - startsAt);
  return Math.max(-most, Math.min(most, endsAt - plannedEndsAt));
}

const emptySums = (): Sums => ({
  stood: {
    unknown: { units: 0, worth: 0 },
    shown: { units: 0, worth: 0 },
    after: { units: 0, worth: 0 },
    idle: { units: 0, worth: 0 },
  },
  offer: { units: 0, worth: 0 },
  units: new Array<number>(BINS).fill(0),
  even: new Array<number>(BINS).fill(0),
  ordered: 0,
  released: 0,
  together: { units: 0, worth: 0 },
});

function skuLesson(model: Model, stage: Stage, recording: Recording, sku: Sku, of: readonly Piece[]): SkuLesson {
  const { course } = stage;
  const { prices, roles } = recording.expected ?? {};
  const [price, role] = [prices?.[sku], roles?.[sku]];
  const factor = priceFactor(model.learned, course, sku, price);
  const stood = (stands: Standing) =>
    factor * exposureOf(of, stage.worth, (piece) => (piece.stands === stands ? (piece.offered ? course.offer : 1) : 0));
  const spans = stage.spans.get(sku) ?? [];
  let [ordered, orderedShown] = [0, 0];
  for (const { at, units } of recording.sales[sku] ?? []) {
    ordered += units;
    if (standing(spans, at) !== 'idle') orderedShown += units;
  }
  const pinned = of.reduce((sum, piece) => (piece.stands === 'shown' ? sum + piece.to - piece.from : sum), 0);
  return {
    net: netOf(recording, sku),
    idle: stood('idle'),
    shown: stood('shown'),
    after: stood('after'),
    unknown: stood('unknown'),
    ordered,
    orderedShown,
    pinned: pinned / (recording.plannedEndsAt - recording.startsAt),
    ...(price === undefined ? {} : { price }),
    ...(role === undefined ? {} : { role }),
  };
}

/** What each moment of a SKU would be worth but for the very thing that is learned from it; each SKU by its own size. */
function addWorth(sums: Sums, stage: Stage, of: readonly Piece[], units: number): void {
  const { course } = stage;
  const lifts = liftsOf(course);
  const full = (piece: Piece) => lifts[piece.stands] * (piece.offered ? course.offer : 1);
  const exposure = exposureOf(of, stage.worth, full);
  if (exposure <= 0) return;
  const rate = units / exposure;
  for (const piece of of) {
    const worth = rate * worthBetween(stage.worth, piece.from, piece.to);
    sums.stood[piece.stands].worth += worth * (piece.offered ? course.offer : 1);
    if (piece.offered) sums.offer.worth += worth * lifts[piece.stands];
    addEven(sums, stage, piece, rate * full(piece));
  }
}

function addEven({ even }: Sums, stage: Stage, { from, to }: Piece, rate: number): void {
  const { startsAt, plannedEndsAt } = stage.show;
  const width = (plannedEndsAt - startsAt) / BINS;
  const first = binOf(stage, from);
  const last = binOf(stage, to - 1);
  for (let bin = first; bin <= last; bin += 1) {
    const start = bin === first ? from : startsAt + bin * width;
    const end = bin === last ? to : startsAt + (bin + 1) * width;
    even[bin] = (even[bin] ?? 0) + rate * worthBetween(stage.even, start, end);
  }
}

function addUnits(sums: Sums, stage: Stage, recording: Recording, sku: Sku): void {
  const spans = stage.spans.get(sku) ?? [];
  const offers = stage.offers.get(sku) ?? [];
  const sales = recording.sales[sku] ?? [];
  if (sales.length > 0) {
    sums.together.units += sales.reduce((sum, { units }) => sum + units, 0) / sales.length;
    sums.together.worth += 1;
  }
  for (const { at, units, released } of sales) {
    sums.ordered += units;
    if (released) sums.released += units;
    const bin = binOf(stage, at);
    sums.units[bin] = (sums.units[bin] ?? 0) + units;
    const stands = standing(spans, at);
    sums.stood[stands === 'idle' && isUnknown(stage.unknown, at) ? 'unknown' : stands].units += units;
    if (offers.some((offer) => at >= offer.startsAt && at < offer.endsAt)) sums.offer.units += units;
  }
}

function binOf({ show: { startsAt, plannedEndsAt } }: Stage, at: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor(((at - startsAt) / (plannedEndsAt - startsAt)) * BINS)));
}

/** How units followed prices in this stream, each SKU against its own usual price and what it would have sold at that. */
function pricesIn({ usual, course, learned, level }: Model, skus: Readonly<Record<Sku, SkuLesson>>, evening: number): Seen {
  let seen = NOTHING_SEEN;
  for (const [sku, { price, net, ...exposure }] of Object.entries(skus)) {
    const own = learned.skus[sku];
    if (price === undefined || own === undefined || own.priced <= 0) continue;
    const { rate, own: lift, unknown } = usual(sku);
    const plain = exposureBy(exposure, liftsOf(course, lift, unknown)) / priceFactor(learned, course, sku, price);
    const expected = (rate / level) * evening * plain;
    seen = withSeen(seen, price / (own.prices / own.priced), (net + 1) / (expected + 1), Math.min(1, expected / TELLING));
  }
  return seen;
}
/** So many units tell of a price in full. */
const TELLING = 10;

/** Units against what was usual, all SKUs together. */
function eveningIn({ usual, course, level }: Model, skus: Readonly<Record<Sku, SkuLesson>>): number {
  let [units, expected] = [1, 1];
  for (const [sku, one] of Object.entries(skus)) {
    const { rate, own, unknown } = usual(sku);
    const lifts = liftsOf(course, own, unknown);
    units += one.net;
    expected += (rate / level) * exposureBy(one, lifts);
  }
  return units / expected;
}

/** One odd stream must not spoil the next: its exposure counts as if the evening had been ODD times the usual at most, or at least. */
function calm({ learned }: Model, skus: Readonly<Record<Sku, SkuLesson>>, evening: number): Lesson['skus'] {
  const odd = evening > ODD ? evening / ODD : Math.min(evening * ODD, 1);
  if (odd === 1 || learned.streams < USUAL_FROM) return skus;
  return Object.fromEntries(
    Object.entries(skus).map(([sku, one]) => [
      sku,
      { ...one, idle: one.idle * odd, shown: one.shown * odd, after: one.after * odd, unknown: one.unknown * odd },
    ]),
  );
}
