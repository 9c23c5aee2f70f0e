import { MINUTE } from '../../core/domain/instant.ts';
import type { OfferSpan, Recording, Sale, Span, StockSeen, Viewers } from '../../core/domain/recording.ts';
import { makePins, makeRundown } from './pins.ts';
import { type Chance, chanceFrom } from './random.ts';
import { catalogue, type Product } from './shop.ts';
import { makeViewers } from './viewers.ts';

/** A stream, and what really drove it, minute by minute: for the oracle. `rates`: buyers a minute before stock stops them. */
export type Made = {
  readonly recording: Recording;
  readonly rates: ReadonlyMap<string, readonly number[]>;
  readonly offered: readonly Product[];
  /** What the shop has, on offer this evening or not. */
  readonly products: readonly Product[];
};

const DAY = 24 * 60 * MINUTE;
const FIRST = Date.UTC(2026, 4, 4, 11);
/** People who saw it presented buy for some minutes more: this much of it is left each minute. */
const LINGERS = 0.72;
/** A product the shop has is on offer. */
export const ON_OFFER = 0.75;
/** How evenings differ, and products within one: standard deviations of logarithms; some evenings are quiet. */
export const EVENINGS = 0.3;
export const MOODS = 0.35;
export const QUIET = { share: 0.1, times: 0.5 };
/** A product may go viral at some minute from the tenth on. */
export const VIRAL = { share: 0.03, from: 10, times: 3 };
/** Some of what is presented gets a flash price, which lasts so many minutes longer. */
export const FLASH = { share: 0.1, times: 2.2, minutes: 4 };
/** Some streams end at any share of the plan; the others when all was presented, or a little over the plan. */
export const ODD_ENDS = { share: 0.15, from: 0.7, to: 1.2 };

/** A shop's evenings, one after the other. */
export function streamsOf(seed: number, streams: number): readonly Made[] {
  const chance = chanceFrom(seed);
  const products = catalogue(chance, streams);
  return Array.from({ length: streams }, (_, index) => makeStream(chance, products, index));
}

/** One evening. Its mechanism: viewers come, look, and some buy; nothing of it is a rate by exposure. */
function makeStream(chance: Chance, products: readonly Product[], index: number): Made {
  const startsAt = FIRST + index * 2 * DAY;
  const planned = chance.whole(10, 16) * 15;
  const alive = products.filter(({ from, to }) => index >= from && index <= to);
  const offered = alive.filter(() => chance.happens(ON_OFFER));
  const rundown = makeRundown(chance, offered, planned).map(moved(startsAt));
  const shown = makePins(chance, rundown, startsAt);
  const last = shown.at(-1)?.endsAt ?? startsAt;
  // Nearly always as planned; now and then it overruns or breaks off.
  const minutes = minutesOf(chance, planned, (last - startsAt) / MINUTE);
  const endsAt = startsAt + minutes * MINUTE;
  const viewers = makeViewers(chance, minutes, planned);
  const offers = makeOffers(chance, shown);
  const pins = shown.filter((pin) => pin.startsAt < endsAt).map((pin) => ({ ...pin, endsAt: Math.min(pin.endsAt, endsAt) }));
  const rates = new Map<string, readonly number[]>();
  const sales: Record<string, Sale[]> = {};
  const stock: StockSeen[] = [];
  const evening = chance.factor(EVENINGS) * (chance.happens(QUIET.share) ? QUIET.times : 1);
  for (const product of offered) {
    const rate = makeRates(chance, product, { startsAt, minutes, viewers, pins, offers, evening });
    rates.set(product.sku, rate);
    const sold = makeSales(chance, rate, startsAt, chance.happens(0.12) ? chance.whole(3, 40) : Number.POSITIVE_INFINITY);
    if (sold.sales.length > 0) sales[product.sku] = sold.sales;
    for (const seen of sold.seen) stock.push({ sku: product.sku, ...seen });
  }
  const told: Viewers[] = viewers.map((count, minute) => ({ at: startsAt + minute * MINUTE, viewers: count }));
  const recording = {
    id: `E${index}`,
    startsAt,
    endsAt,
    plannedEndsAt: startsAt + planned * MINUTE,
    sales,
    rundown,
    pins,
    viewers: told,
    stock,
    offers,
  };
  return { recording, rates, offered, products: alive };
}

/** How long it is on air, `shown` being the minute at which all was presented. */
export const minutesOf = (chance: Chance, planned: number, shown: number): number =>
  chance.happens(ODD_ENDS.share)
    ? Math.round(planned * chance.between(ODD_ENDS.from, ODD_ENDS.to))
    : Math.max(30, Math.min(planned + 12, Math.round(shown) + 3));

const moved =
  (by: number) =>
  (span: Span): Span => ({ ...span, startsAt: span.startsAt + by, endsAt: span.endsAt + by });

const makeOffers = (chance: Chance, pins: readonly Span[]): readonly OfferSpan[] =>
  pins
    .filter(() => chance.happens(FLASH.share))
    .map((pin) => ({ ...pin, kind: 'flashPrice', endsAt: pin.endsAt + FLASH.minutes * MINUTE }));

type Evening = {
  readonly startsAt: number;
  readonly minutes: number;
  readonly viewers: readonly number[];
  readonly pins: readonly Span[];
  readonly offers: readonly OfferSpan[];
  readonly evening: number;
};
function makeRates(
  chance: Chance,
  product: Product,
  { startsAt, minutes, viewers, pins, offers, evening }: Evening,
): readonly number[] {
  const mood = evening * chance.factor(MOODS);
  const viralFrom = chance.happens(VIRAL.share) ? chance.whole(VIRAL.from, minutes) : Number.POSITIVE_INFINITY;
  const worth = worthOf(product, { startsAt, minutes, pins, offers });
  return worth.map((one, minute) => (viewers[minute] ?? 0) * one * mood * (minute >= viralFrom ? VIRAL.times : 1));
}

/** What a viewer buys of a product, minute by minute, on a usual evening. */
export function worthOf(
  product: Product,
  { startsAt, minutes, pins, offers }: Pick<Evening, 'startsAt' | 'minutes' | 'pins' | 'offers'>,
): readonly number[] {
  const [shown, offered] = [pins, offers].map((spans) => spans.filter(({ sku }) => sku === product.sku));
  const within = (spans: readonly Span[] | undefined, at: number) =>
    spans?.some((one) => at >= one.startsAt && at < one.endsAt) === true;
  let warm = 0;
  return Array.from({ length: minutes }, (_, minute) => {
    const at = startsAt + minute * MINUTE;
    warm = within(shown, at) ? Math.min(1, warm + 0.5) : warm * LINGERS;
    const look = product.idleLook + warm * (product.shownLook - product.idleLook);
    return look * product.buys * (within(offered, at) ? FLASH.times : 1);
  });
}

function makeSales(chance: Chance, rates: readonly number[], startsAt: number, stocked: number) {
  const sales: Sale[] = [];
  const seen: { at: number; available: number }[] = [];
  let left = stocked;
  for (const [minute, rate] of rates.entries()) {
    for (let buyers = chance.poisson(rate); buyers > 0 && left > 0; buyers -= 1) {
      const units = Math.min(left, chance.happens(0.1) ? 2 : 1);
      left -= units;
      sales.push({ at: startsAt + Math.floor((minute + chance.unit()) * MINUTE), units, released: chance.happens(0.07) });
    }
    if (Number.isFinite(stocked)) seen.push({ at: startsAt + (minute + 1) * MINUTE, available: left });
  }
  return { sales: sales.toSorted((a, b) => a.at - b.at), seen };
}
