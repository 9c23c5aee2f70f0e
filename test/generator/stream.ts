import { MINUTE } from '../../core/domain/instant.ts';
import type { OfferSpan, Recording, Sale, Span, StockSeen, Viewers } from '../../core/domain/recording.ts';
import { type Chance, chanceFrom } from './random.ts';
import { catalogue, type Product } from './shop.ts';

/** A stream, and what really drove it, minute by minute: for the oracle. `rates`: buyers a minute before stock stops them. */
export type Made = {
  readonly recording: Recording;
  readonly rates: ReadonlyMap<string, readonly number[]>;
  readonly offered: readonly Product[];
};

const DAY = 24 * 60 * MINUTE;
const FIRST = Date.UTC(2026, 4, 4, 11);
/** People who saw it presented buy for some minutes more: this much of it is left each minute. */
const LINGERS = 0.72;

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
  const offered = products.filter(({ from, to }) => index >= from && index <= to).filter(() => chance.happens(0.75));
  const rundown = makeRundown(chance, offered, planned).map(moved(startsAt));
  const shown = makePins(chance, rundown, startsAt);
  const last = shown.at(-1)?.endsAt ?? startsAt;
  // Nearly always as planned; now and then it overruns or breaks off.
  const minutes = chance.happens(0.15)
    ? Math.round(planned * chance.between(0.7, 1.2))
    : Math.max(30, Math.min(planned + 12, Math.round((last - startsAt) / MINUTE) + 3));
  const endsAt = startsAt + minutes * MINUTE;
  const viewers = makeViewers(chance, minutes, planned);
  const offers = makeOffers(chance, shown);
  const pins = shown.filter((pin) => pin.startsAt < endsAt).map((pin) => ({ ...pin, endsAt: Math.min(pin.endsAt, endsAt) }));
  const rates = new Map<string, readonly number[]>();
  const sales: Record<string, Sale[]> = {};
  const stock: StockSeen[] = [];
  const evening = chance.factor(0.3) * (chance.happens(0.1) ? 0.5 : 1);
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
  return { recording, rates, offered };
}

const moved =
  (by: number) =>
  (span: Span): Span => ({ ...span, startsAt: span.startsAt + by, endsAt: span.endsAt + by });

/** Every product once, the better ones again, until the evening is full. Minutes from the start. */
function makeRundown(chance: Chance, offered: readonly Product[], planned: number): readonly Span[] {
  const turns = [...offered, ...offered.filter(({ buys }) => buys > 0.006)]
    .map((product) => ({ product, at: chance.unit() }))
    .toSorted((a, b) => a.at - b.at);
  const slots: Span[] = [];
  let minute = chance.whole(2, 6);
  for (const { product } of turns) {
    const length = chance.whole(3, 7);
    if (minute + length > planned - 2) break;
    slots.push({ sku: product.sku, startsAt: minute * MINUTE, endsAt: (minute + length) * MINUTE });
    minute += length + (chance.happens(0.2) ? chance.whole(1, 3) : 0);
  }
  return slots;
}

/** What was really presented: slots run long or short, some are left out, two change places. */
function makePins(chance: Chance, rundown: readonly Span[], startsAt: number): readonly Span[] {
  const order = rundown.filter(() => !chance.happens(0.08));
  for (let at = 1; at < order.length; at += 1) {
    const [one, other] = [order[at - 1], order[at]];
    if (one !== undefined && other !== undefined && chance.happens(0.06)) [order[at - 1], order[at]] = [other, one];
  }
  const pace = chance.factor(0.12);
  let at = startsAt + chance.whole(1, 6) * MINUTE;
  return order.map(({ sku, startsAt: from, endsAt: to }) => {
    const length = Math.max(1, Math.round(((to - from) / MINUTE) * pace * chance.factor(0.3))) * MINUTE;
    const pin = { sku, startsAt: at, endsAt: at + length };
    at += length + (chance.happens(0.25) ? MINUTE : 0);
    return pin;
  });
}

/** They trickle in, stay, drift, and leave; a raid brings many at once, most of whom go again. */
function makeViewers(chance: Chance, minutes: number, planned: number): readonly number[] {
  const usual = 900 * chance.factor(0.35);
  const raidAt = chance.happens(0.3) ? chance.whole(20, planned) : -1;
  let [drift, raid] = [1, 0];
  return Array.from({ length: minutes }, (_, minute) => {
    drift = Math.max(0.3, drift * chance.factor(0.03) + 0.02 * (1 - drift));
    raid = minute === raidAt ? usual * chance.between(0.8, 3) : raid * 0.93;
    const arrived = 1 - 0.75 * Math.exp(-minute / 12);
    return Math.round(usual * drift * arrived * (1 - 0.25 * (minute / planned)) + raid);
  });
}

const makeOffers = (chance: Chance, pins: readonly Span[]): readonly OfferSpan[] =>
  pins.filter(() => chance.happens(0.1)).map((pin) => ({ ...pin, kind: 'flashPrice', endsAt: pin.endsAt + 4 * MINUTE }));

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
  const mood = evening * chance.factor(0.35);
  const viralFrom = chance.happens(0.03) ? chance.whole(10, minutes) : Number.POSITIVE_INFINITY;
  let warm = 0;
  return Array.from({ length: minutes }, (_, minute) => {
    const at = startsAt + minute * MINUTE;
    const within = ({ sku, startsAt: from, endsAt: to }: Span) => sku === product.sku && at >= from && at < to;
    const isShown = pins.some(within);
    warm = isShown ? Math.min(1, warm + 0.5) : warm * LINGERS;
    const look = product.idleLook + warm * (product.shownLook - product.idleLook);
    const price = offers.some(within) ? 2.2 : 1;
    return (viewers[minute] ?? 0) * look * product.buys * mood * price * (minute >= viralFrom ? 3 : 1);
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
