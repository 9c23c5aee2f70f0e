import { EVENINGS, MOODS, QUIET, VIRAL } from './stream.ts';

/** Buyers of one product that came, and those expected on a usual evening, minute by minute. */
export type Happened = { readonly buyers: readonly number[]; readonly expected: readonly number[] };
type Seen = Happened & { /** The chance that it is on offer at all. */ readonly onOffer: number };

/** A way in which one product may run: its mood against the evening's, when it went viral, and how likely that is beforehand. */
type Way = { readonly times: number; readonly weight: number };

const GRID = 13;
/** Minutes at which it may have gone viral are looked at in steps of so many. */
const STEP = 5;
const WIDEST = 3;
/** A lognormal of mean 1, as so many points and their weights. */
const lognormal = (spread: number): readonly Way[] =>
  Array.from({ length: GRID }, (_, index) => {
    const z = WIDEST * ((2 * index) / (GRID - 1) - 1);
    return { times: Math.exp(spread * z - (spread * spread) / 2), weight: Math.exp((-z * z) / 2) };
  });

const PRODUCT = lognormal(MOODS);
const EVENING: readonly Way[] = lognormal(EVENINGS).flatMap(({ times, weight }) => [
  { times, weight: weight * (1 - QUIET.share) },
  { times: times * QUIET.times, weight: weight * QUIET.share },
]);

/** A product's rate to come against a usual evening's, if it is on offer: its mean, and the mean of its square. */
export type Mood = { readonly mean: number; readonly square: number; readonly onOffer: number };

/**
 * What each product's rate to come is against a usual evening's, and whether it is on offer, after what was seen: by Bayes's
 * rule over a grid of evenings, and for each of them over a grid of the product's moods and the minutes at which it went viral.
 */
export function moodsOf(all: readonly Seen[], planned: number): readonly Mood[] {
  const parts = all.map((one) => partsOf(one, planned));
  const logs = EVENING.map(({ weight }, evening) =>
    parts.reduce((sum, part) => sum + (part[evening]?.log ?? 0), Math.log(weight)),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = add(weights);
  return parts.map((part) => {
    const over = (of: (one: Part) => number) => weights.reduce((sum, weight, at) => sum + weight * of(part[at] ?? NO_PART), 0);
    const onOffer = over((one) => one.onOffer) / total;
    const each = Math.max(1e-9, onOffer * total);
    return { mean: over((one) => one.mean) / each, square: over((one) => one.square) / each, onOffer };
  });
}

type Part = Mood & { readonly log: number };
const NO_PART: Part = { log: 0, mean: 0, square: 0, onOffer: 0 };
/** By evening: how likely what was seen of a product is, and its rate to come (nought where it is not on offer). */
function partsOf({ buyers, expected, onOffer }: Seen, planned: number): readonly Part[] {
  const virals = viralsOf(buyers, expected, planned);
  const came = add(buyers);
  return EVENING.map((evening) => {
    let [likely, mean, square, all] = [0, 0, 0, 0];
    for (const { times, weight } of PRODUCT) {
      const rate = evening.times * times;
      all += weight;
      for (const viral of virals) {
        // Counts of a Poisson process; the powers of what is the same for all ways are left out.
        const one = weight * viral.weight * Math.exp(came * Math.log(rate) + viral.log - rate * viral.expected);
        likely += one;
        mean += one * rate * viral.ahead;
        square += one * (rate * viral.ahead) ** 2;
      }
    }
    const absent = came === 0 ? (1 - onOffer) * all : 0;
    const either = onOffer * likely + absent;
    const part = onOffer / either;
    return { log: Math.log(either), mean: mean * part, square: square * part, onOffer: likely * part };
  });
}

type Viral = { readonly weight: number; readonly expected: number; readonly log: number; readonly ahead: number };
/** Never or later, and at each minute that is over. */
function viralsOf(buyers: readonly number[], expected: readonly number[], planned: number): readonly Viral[] {
  const now = buyers.length;
  const minutes = Math.max(1, planned - VIRAL.from);
  const due = (VIRAL.share * Math.max(0, planned - Math.max(now, VIRAL.from))) / minutes;
  const not = 1 - VIRAL.share + due;
  const all = add(expected);
  // It comes in the middle of what is left, on average.
  const later = 1 + ((VIRAL.times - 1) * due) / not / 2;
  const ways: Viral[] = [{ weight: not, expected: all, log: 0, ahead: later }];
  let [after, came] = [0, 0];
  for (let minute = now - 1; minute >= VIRAL.from; minute -= 1) {
    after += expected[minute] ?? 0;
    came += buyers[minute] ?? 0;
    if (minute % STEP > 0) continue;
    ways.push({
      weight: (STEP * VIRAL.share) / minutes,
      expected: all + (VIRAL.times - 1) * after,
      log: came * Math.log(VIRAL.times),
      ahead: VIRAL.times,
    });
  }
  return ways;
}

const add = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);
