import type { RoleInStream } from '../../../domain/expected.ts';
import type { Sku } from '../../../domain/ids.ts';
import type { Lesson, Miss, Pace, Presence, SkuLesson } from '../../../domain/lesson.ts';
import { NOTHING_SEEN, type Seen, withSeen } from './pull.ts';
import type { Standing } from './spans.ts';

export const LEARNED_VERSION = 1;
/** A stream half so old again counts twice. */
const HALF_LIFE = 16;
const FADE = 0.5 ** (1 / HALF_LIFE);
/** Newest first kept: what was said of the rest of a stream, and what came. */
const KEPT_MISSES = 3_750;
/** A SKU that counts less than this is forgotten: a new one starts from its group, and so does it. */
const LEAST_WEIGHT = 0.02;
export const BINS = 20;
/** No stream says more of the course than one of so many units: a loud evening is not the course of all. */
const LOUD = 400;

/** Of one SKU: sums, and its last role. `prices` and `priced`: sum and weight of what it cost. */
type Learnt = Omit<SkuLesson, 'price'> & {
  readonly weight: number;
  readonly since: number;
  readonly prices: number;
  readonly priced: number;
};

/** A sum over past streams, each half as old again counting twice; plain data, bounded, kept from stream to stream. */
export type Learned = {
  readonly v: typeof LEARNED_VERSION;
  /** Streams that were learned from, and what they weigh together. */
  readonly streams: number;
  readonly weight: number;
  /** `weight`: what the streams that it was in weigh; `since`: all since it was first seen. */
  readonly skus: Readonly<Record<Sku, Learnt>>;
  /** Of the SKUs known before that a rundown left out, those that sold all the same. */
  readonly unplanned: Presence;
  /** How the last evenings ran against what was usual, as logarithms; only the last few count. */
  readonly lately: { readonly sum: number; readonly weight: number };
  readonly stood: Readonly<Record<Standing, Pace>>;
  readonly offer: Pace;
  readonly units: readonly number[];
  readonly even: readonly number[];
  /** Sum of the streams' mean viewers, and what those that were counted weigh. */
  readonly viewers: { readonly sum: number; readonly weight: number };
  /** How the audience came and went, by twentieths against its mean: sums, and what the streams that were counted weigh. */
  readonly crowd: readonly Pace[];
  /** Sum of how much later than planned the streams ended, ms. */
  readonly late: number;
  /** The same, squared. */
  readonly lateSquares: number;
  /** Sum and weight of what was spent on advertising, and how the audience followed; how units followed prices. */
  readonly spend: Seen & { readonly sum: number; readonly weight: number };
  readonly prices: Seen;
  readonly ordered: number;
  readonly released: number;
  readonly together: Pace;
  readonly misses: readonly Miss[];
};

const NO_PACE: Pace = { units: 0, worth: 0 };
export const NOTHING_LEARNED: Learned = {
  v: LEARNED_VERSION,
  streams: 0,
  weight: 0,
  skus: {},
  stood: { unknown: NO_PACE, shown: NO_PACE, after: NO_PACE, idle: NO_PACE },
  unplanned: { present: 0, all: 0 },
  lately: { sum: 0, weight: 0 },
  offer: NO_PACE,
  units: new Array<number>(BINS).fill(0),
  even: new Array<number>(BINS).fill(0),
  viewers: { sum: 0, weight: 0 },
  crowd: new Array<Pace>(BINS).fill(NO_PACE),
  late: 0,
  lateSquares: 0,
  spend: { ...NOTHING_SEEN, sum: 0, weight: 0 },
  prices: NOTHING_SEEN,
  ordered: 0,
  released: 0,
  together: NO_PACE,
  misses: [],
};

/** A stream is over, and this is what it taught. */
export function learn(learned: Learned, lesson: Lesson): Learned {
  const pace = (old: Pace, one: Pace): Pace => ({ units: faded(old.units, one.units), worth: faded(old.worth, one.worth) });
  const loud = loudness(lesson);
  return {
    v: LEARNED_VERSION,
    streams: learned.streams + 1,
    weight: faded(learned.weight, 1),
    skus: skusOf(learned, lesson),
    unplanned: {
      present: faded(learned.unplanned.present, lesson.unplanned.present),
      all: faded(learned.unplanned.all, lesson.unplanned.all),
    },
    lately: latelyOf(learned, lesson),
    stood: {
      shown: pace(learned.stood.shown, lesson.stood.shown),
      after: pace(learned.stood.after, lesson.stood.after),
      idle: pace(learned.stood.idle, lesson.stood.idle),
      unknown: pace(learned.stood.unknown, lesson.stood.unknown),
    },
    offer: pace(learned.offer, lesson.offer),
    units: learned.units.map((units, bin) => faded(units, loud.units * (lesson.units[bin] ?? 0))),
    even: learned.even.map((even, bin) => faded(even, loud.even * (lesson.even[bin] ?? 0))),
    viewers: {
      sum: faded(learned.viewers.sum, lesson.viewers ?? 0),
      weight: faded(learned.viewers.weight, lesson.viewers === null ? 0 : 1),
    },
    crowd: learned.crowd.map((old, bin) => {
      const part = lesson.crowd[bin] ?? null;
      return pace(old, part === null ? NO_PACE : { units: part, worth: 1 });
    }),
    late: faded(learned.late, lesson.late),
    lateSquares: faded(learned.lateSquares, lesson.late ** 2),
    spend: spendOf(learned, lesson),
    prices: { xx: faded(learned.prices.xx, lesson.prices.xx), xy: faded(learned.prices.xy, lesson.prices.xy) },
    ordered: faded(learned.ordered, lesson.ordered),
    released: faded(learned.released, lesson.released),
    together: pace(learned.together, lesson.together),
    misses: [...learned.misses, ...lesson.misses].slice(-KEPT_MISSES),
  };
}

/** A shop that grows or shrinks does so faster than all that is usual in it is forgotten. */
const LATELY = 0.5 ** (1 / 3);
const ODD = Math.log(4);
const latelyOf = ({ lately, streams }: Learned, { evening }: Lesson): Learned['lately'] =>
  streams === 0
    ? lately
    : {
        sum: LATELY * lately.sum + Math.max(-ODD, Math.min(ODD, Math.log(evening))),
        weight: LATELY * lately.weight + 1,
      };

/** Against what is usually spent: how the audience followed. */
function spendOf({ spend }: Learned, { adSpend, audience }: Lesson): Learned['spend'] {
  const old = { xx: FADE * spend.xx, xy: FADE * spend.xy };
  if (adSpend === null || adSpend <= 0) return { ...old, sum: FADE * spend.sum, weight: FADE * spend.weight };
  const usual = spend.weight > 0 ? spend.sum / spend.weight : adSpend;
  return { ...withSeen(old, adSpend / usual, audience), sum: faded(spend.sum, adSpend), weight: faded(spend.weight, 1) };
}
const roleOf = (role: RoleInStream | undefined) => (role === undefined ? {} : { role });

const faded = (old: number, one: number): number => FADE * old + one;

/** Its course counts as that of so many units at most, and what came as much as what an even course would have brought. */
function loudness({ units, even }: Lesson): { readonly units: number; readonly even: number } {
  const [total, worth] = [add(units), add(even)];
  if (total === 0 || worth === 0) return { units: 0, even: 0 };
  const scale = Math.min(total, LOUD) / total;
  return { units: scale, even: (scale * total) / worth };
}
const add = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

const NEW: Learned['skus'][Sku] = {
  net: 0,
  idle: 0,
  shown: 0,
  after: 0,
  unknown: 0,
  ordered: 0,
  orderedShown: 0,
  pinned: 0,
  weight: 0,
  since: 0,
  prices: 0,
  priced: 0,
};

function skusOf(learned: Learned, { skus }: Lesson): Learned['skus'] {
  const next: Record<Sku, Learned['skus'][Sku]> = {};
  for (const [sku, old] of Object.entries(learned.skus)) {
    const sum = plus(old, skus[sku]);
    if (sum.weight >= LEAST_WEIGHT) next[sku] = sum;
  }
  for (const [sku, one] of Object.entries(skus)) next[sku] ??= plus(NEW, one);
  return next;
}

const plus = (old: Learned['skus'][Sku], one?: SkuLesson): Learned['skus'][Sku] => ({
  net: faded(old.net, one?.net ?? 0),
  idle: faded(old.idle, one?.idle ?? 0),
  shown: faded(old.shown, one?.shown ?? 0),
  after: faded(old.after, one?.after ?? 0),
  unknown: faded(old.unknown, one?.unknown ?? 0),
  ordered: faded(old.ordered, one?.ordered ?? 0),
  orderedShown: faded(old.orderedShown, one?.orderedShown ?? 0),
  pinned: faded(old.pinned, one?.pinned ?? 0),
  weight: faded(old.weight, one === undefined ? 0 : 1),
  since: faded(old.since, 1),
  prices: faded(old.prices, one?.price ?? 0),
  priced: faded(old.priced, one?.price === undefined ? 0 : 1),
  ...roleOf(one?.role ?? old.role),
});
