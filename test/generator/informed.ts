import { quantileOf } from '../../core/decide/forecast/negative-binomial.ts';
import { MINUTE } from '../../core/domain/instant.ts';
import type { Known, OfferSpan, Span } from '../../core/domain/recording.ts';
import { type Course, courseFrom, crowdFrom } from './ahead.ts';
import { type Happened, type Mood, moodsOf } from './moods.ts';
import { KEPT, leftAt, UNITS } from './oracle.ts';
import { chanceFrom } from './random.ts';
import type { Product } from './shop.ts';
import { FLASH, type Made, ON_OFFER, worthOf } from './stream.ts';

/** So many ways in which the evening may go on are looked at. */
const COURSES = 40;

/**
 * What somebody would say who knows every parameter and the plan, and of this evening only what everybody knows by then: not
 * the viewers to come, nor what will really be presented, nor how this evening and each product run. By SKU.
 */
export function informedOf({ products }: Pick<Made, 'products'>, known: Known): ReadonlyMap<string, number> {
  const { startsAt, plannedEndsAt, at } = known;
  const chance = chanceFrom(Math.round(at / MINUTE));
  const courses = Array.from({ length: COURSES }, () => courseFrom(chance, known));
  const longest = Math.max(...courses.map(({ minutes }) => minutes));
  const viewers = crowdFrom(known, Math.max(longest, Math.ceil((plannedEndsAt - startsAt) / MINUTE)));
  const planned = new Set(known.rundown.map(({ sku }) => sku));
  const unplanned = chanceUnplanned(products, planned);
  const happened = products.map((product) => ({
    product,
    seen: happenedTo(product, known, viewers),
    ahead: aheadOf(product, known, viewers, courses),
    onOffer: planned.has(product.sku) ? 1 : unplanned,
  }));
  const moods = moodsOf(
    happened.map(({ seen, onOffer }) => ({ ...seen, onOffer })),
    (plannedEndsAt - startsAt) / MINUTE,
  );
  const loose = known.viewers.length === 0 ? UNCOUNTED : COUNTED;
  return new Map(
    happened.map(({ product: { sku }, ahead }, index) => {
      let sold = 0;
      for (const sale of known.sales[sku] ?? []) sold += sale.units;
      const left = leftAt(known.stock, sku, at);
      const rest = medianOf(ahead, moods[index] ?? NO_MOOD, loose);
      return [sku, Math.round(KEPT * sold + Math.min(rest, KEPT * left))];
    }),
  );
}
const NO_MOOD: Mood = { mean: 0, square: 0, onOffer: 0 };
/** How unsure the viewers to come are, as squared ratios. */
const UNCOUNTED = 0.16;
const COUNTED = 0.015;

type Ahead = { readonly mean: number; readonly square: number };
/** The median of units that stay: none where it is not on offer, else as a gamma-Poisson of the same mean and variance. */
function medianOf(ahead: Ahead, { mean, square, onOffer }: Mood, loose: number): number {
  const rate = UNITS * KEPT * ahead.mean * mean;
  const share = (0.5 - (1 - onOffer)) / onOffer;
  if (rate <= 0 || !(share > 0)) return 0;
  const spread = ((square * ahead.square) / (mean * ahead.mean) ** 2) * (1 + loose) - 1;
  return quantileOf({ mean: rate, size: 1 / Math.max(1e-3, spread) }, share);
}

/** What is planned is on offer; of the rest, as many as are not planned though they are. */
function chanceUnplanned(products: readonly Product[], planned: ReadonlySet<string>): number {
  const rest = products.filter(({ sku }) => !planned.has(sku)).length;
  return rest === 0 ? 0 : Math.max(0.02, Math.min(0.98, (ON_OFFER * products.length - planned.size) / rest));
}

/** Buyers that came, and those expected on a usual evening, minute by minute while it could be bought. */
function happenedTo(product: Product, known: Known, viewers: readonly number[]): Happened {
  const { startsAt, at, sales, stock } = known;
  const elapsed = (at - startsAt) / MINUTE;
  const minutes = Math.ceil(elapsed);
  const out = stock.find(({ sku, available }) => sku === product.sku && available === 0)?.at ?? Number.POSITIVE_INFINITY;
  const worth = worthOf(product, { ...known, minutes });
  const expected = worth.map((one, minute) =>
    startsAt + minute * MINUTE >= out ? 0 : one * (viewers[minute] ?? 0) * Math.min(1, elapsed - minute),
  );
  const buyers = new Array<number>(minutes).fill(0);
  for (const sale of sales[product.sku] ?? []) {
    const minute = Math.floor((sale.at - startsAt) / MINUTE);
    buyers[minute] = (buyers[minute] ?? 0) + 1;
  }
  return { buyers, expected };
}

/** Buyers to come on a usual evening, over its courses. */
function aheadOf(product: Product, known: Known, viewers: readonly number[], courses: readonly Course[]): Ahead {
  const { startsAt, at } = known;
  const elapsed = (at - startsAt) / MINUTE;
  const sums = courses.map(() => 0);
  const own = <T extends Span>(spans: readonly T[]) => spans.filter(({ sku }) => sku === product.sku);
  const offers = own(known.offers);
  for (const [course, { pins: all, minutes }] of courses.entries()) {
    const pins = own(all);
    const plain = worthOf(product, { startsAt, minutes, pins, offers });
    const flash = worthOf(product, { startsAt, minutes, pins, offers: [...offers, ...offersOf(pins, at)] });
    for (let minute = Math.floor(elapsed); minute < minutes; minute += 1) {
      const one = (1 - FLASH.share) * (plain[minute] ?? 0) + FLASH.share * (flash[minute] ?? 0);
      sums[course] = (sums[course] ?? 0) + one * (viewers[minute] ?? 0) * Math.min(1, minute + 1 - elapsed);
    }
  }
  const mean = (of: (one: number) => number) => sums.reduce((sum, one) => sum + of(one), 0) / courses.length;
  return { mean: mean((one) => one), square: mean((one) => one * one) };
}

/** What may yet get a flash price. */
const offersOf = (pins: Course['pins'], at: number): readonly OfferSpan[] =>
  pins
    .filter((pin) => pin.startsAt > at)
    .map((pin) => ({ ...pin, kind: 'flashPrice', endsAt: pin.endsAt + FLASH.minutes * MINUTE }));
