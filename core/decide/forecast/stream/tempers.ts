import type { Miss } from '../../../domain/lesson.ts';
import { atMost, type Units } from '../negative-binomial.ts';
import type { Spreads } from './evidence.ts';
import { FRESH } from './stage.ts';

/** What past streams' own errors say of a share elapsed: how streams run, and how to take a SKU that is quiet so far, or brisk. */
export type Tempers = Spreads & { readonly quiet: Temper; readonly brisk: Temper };
export type Temper = {
  /** What came against what was expected. */
  readonly bias: number;
  /** Shape of the gamma that what is to come varies by: small is wide. */
  readonly size: number;
  /** How far each of WAYS is believed; 1 together. */
  readonly ways: readonly number[];
};

/** Errors at shares this near count; each by how near. */
const NEAR = 0.16;
/** What the first guesses are worth, in misses. */
const WORTH = 25;
const SPREAD_WORTH = 4;
const GUESS = { between: 0.5, within: 0.15, size: 2 };
const LINE_GUESS = { between: 0.15, within: 0.05 };
/** How many times the size may double or halve before that is odd. */
const DOUBLINGS = 2.5;
/** The newest errors tell of the size; to look at all of them would take as long as all else. */
const MOST_SIZED = 500;
const SIZES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 12, 18, 30, 60, 120, 250, 500, 1000];
/** The middle that an interval is to hold. */
const HELD = 0.8;

type Kept = { readonly line: Map<number, Spreads>; readonly skus: Map<number, Tempers> };
const kept = new WeakMap<readonly Miss[], Kept>();
const STEPS = 50;
/** Looked up once for each fiftieth of a stream. */
function keptAt<T>(misses: readonly Miss[], share: number, of: (kept: Kept) => Map<number, T>, make: (share: number) => T): T {
  const known = kept.get(misses) ?? { line: new Map(), skus: new Map() };
  kept.set(misses, known);
  const step = Math.round(share * STEPS);
  const found = of(known).get(step) ?? make(step / STEPS);
  of(known).set(step, found);
  return found;
}

/** How much whole streams differ from what is usual, and how unevenly one runs. */
export const lineSpreadsAt = (misses: readonly Miss[], share: number): Spreads =>
  keptAt(
    misses,
    share,
    ({ line }) => line,
    (at) => spreadsFrom(nearTo(misses, at, true), at, LINE_GUESS),
  );

/** The same of SKUs, and how those that are quiet so far go on, and those that are brisk. */
export const tempersAt = (misses: readonly Miss[], share: number): Tempers =>
  keptAt(
    misses,
    share,
    ({ skus }) => skus,
    (at) => {
      const near = nearTo(misses, at, false);
      const part = (of: (miss: Miss) => number) =>
        temperOf(near.map(({ miss, weight }) => ({ miss, weight: weight * of(miss) })));
      return { ...spreadsFrom(near, at, GUESS), quiet: part(quietOf), brisk: part((miss) => 1 - quietOf(miss)) };
    },
  );

const ROUNDS = 2;
type Near = { readonly miss: Miss; readonly weight: number };
function nearTo(misses: readonly Miss[], share: number, line: boolean): readonly Near[] {
  return misses.flatMap((miss) => {
    const apart = Math.abs(miss.share - share) / NEAR;
    // Before anything is sold a forecast errs in another way than after.
    return miss.line === line && apart < 1 && (miss.share === 0) === (share === 0) ? [{ miss, weight: 1 - apart }] : [];
  });
}

function spreadsFrom(near: readonly Near[], share: number, guess: Spreads): Spreads {
  const between = shrunk(near, guess.between, ({ seen, rest, seenPrior, restPrior, doubt }) => {
    const expected = seenPrior + restPrior;
    return { squared: (seen + rest - expected) ** 2 - expected - doubt * expected ** 2, base: expected ** 2 };
  });
  const within = shrunk(near, (guess.within * (1 - share)) / Math.max(0.05, share), ({ seen, rest, seenPrior, restPrior }) => {
    const part = (seen + rest) * (seenPrior / Math.max(1e-9, seenPrior + restPrior));
    return { squared: (seen - part) ** 2 - part, base: part ** 2 };
  });
  return { between: Math.max(0.005, between), within: Math.max(0.002, within) };
}

/** Less than so much of what was expected is quiet. */
const QUIET = 0.3;
/**
 * How far a SKU has sold less than was expected of it by now, 0 to 1. Who is quiet may have its turn to come, who is brisk may have
 * had it: past streams tell how each went on.
 */
export const quietOf = ({ seen, seenPrior }: Pick<Miss, 'seen' | 'seenPrior'>): number =>
  1 / (1 + ((seen + 0.5) / (seenPrior + 0.5) / QUIET) ** 6);

function temperOf(near: readonly Near[]): Temper {
  const ways = waysOf(near);
  const told: Told[] = near.map(({ miss, weight }) => ({
    rest: miss.rest,
    loose: miss.loose,
    said: mixed(miss.said, ways),
    weight,
  }));
  const usual = biasOf(told);
  const sized = told.slice(-MOST_SIZED);
  // Where the middle lies depends on how wide it is, and the other way round.
  let size = sizeOf(sized, usual);
  let bias = usual;
  for (let round = 0; round < ROUNDS; round += 1) {
    bias = usual * centreOf(told, usual, size);
    size = sizeOf(sized, bias);
  }
  return { bias: usual * centreOf(told, usual, size), size, ways };
}

/** A squared ratio, its chance part taken off. Misses of many units do not outweigh all others: each counts by its size's root. */
function shrunk(
  near: readonly Near[],
  guess: number,
  of: (miss: Miss) => { readonly squared: number; readonly base: number },
): number {
  let [squared, base] = [0, 0];
  for (const { miss, weight } of near) {
    const one = of(miss);
    if (one.base <= 0) continue;
    const scale = weight / (1 + Math.sqrt(one.base));
    squared += scale * Math.min(one.squared, 9 * one.base);
    base += scale * one.base;
  }
  const mean = near.length === 0 ? 0 : base / near.length;
  return base === 0 ? guess : (squared + SPREAD_WORTH * mean * guess) / (base + SPREAD_WORTH * mean);
}

/** What was said by all ways together, and what came. */
type Told = Pick<Miss, 'rest' | 'loose'> & { readonly said: number; readonly weight: number };
export const mixed = (said: readonly number[], ways: readonly number[]): number =>
  said.reduce((sum, units, way) => sum + units * (ways[way] ?? 0), 0);

/** Evidence of each of FRESH goes on; or a SKU has its turn once, and sells what it usually does in a whole stream. */
export const WAYS: readonly number[] = [...FRESH.keys(), FRESH.length];
const FIRST_FRESH = 1;
/** How sharply evidence that missed less is preferred. */
const SHARP = 40;
/**
 * Evidence of each half-life counts by how little it missed; a first guess where little is known. Source: combined
 * forecasts, Bates and Granger, "The Combination of Forecasts", Operational Research Quarterly 20 (1969).
 */
function waysOf(near: readonly Near[]): readonly number[] {
  const missed = WAYS.map((way) =>
    near.reduce((sum, { miss, weight }) => sum + weight * Math.abs(miss.rest - (miss.said[way] ?? 0)), 0),
  );
  const least = Math.min(...missed);
  const all = near.reduce((sum, { weight }) => sum + weight, 0);
  const known = all / (all + WORTH);
  const raw = missed.map(
    (one, way) => (least === 0 ? 1 : (least / one) ** (SHARP * known)) * (known + (1 - known) * (way === FIRST_FRESH ? 1 : 0)),
  );
  const total = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / total);
}

/** What came against what was said, by all of it. */
function biasOf(told: readonly Told[]): number {
  let [came, said] = [0, 0];
  for (const one of told) {
    came += one.weight * one.rest;
    said += one.weight * one.said;
  }
  const worth = told.length === 0 ? 1 : (WORTH * said) / told.length;
  return Math.min(2, Math.max(0.5, (came + worth) / (said + worth)));
}

const CENTRES = [1, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2];
/** The factor at which the median missed least; few errors leave it at 1. */
function centreOf(told: readonly Told[], bias: number, size: number): number {
  let [best, least] = [1, Number.POSITIVE_INFINITY];
  const mean = told.length === 0 ? 0 : told.reduce((sum, { said }) => sum + said, 0) / told.length;
  for (const centre of CENTRES) {
    let missed = WORTH * mean * Math.abs(centre - 1);
    for (const { rest, said, loose, weight } of told)
      missed += weight * Math.abs(rest - nearMedian(said * bias * centre, sizeWith(size, loose)));
    if (missed < least) [best, least] = [centre, missed];
  }
  return best;
}

/** Of a negative binomial, nearly: by the cube root of the gamma that is as wide. Source: Wilson and Hilferty, PNAS 17 (1931). */
const nearMedian = (mean: number, size: number): number =>
  mean <= 0 ? 0 : mean * Math.max(0, 1 - (1 / mean + 1 / size) / 9) ** 3;

/**
 * The size at which the middle holds what it is to hold over past errors; few errors leave it near the guess. The least of a
 * chi-square for the share held and a normal prior of the size's logarithm.
 */
function sizeOf(told: readonly Told[], bias: number): number {
  const offs = new Map<number, number>();
  const off = (index: number): number => {
    const size = SIZES[index];
    if (size === undefined) return Number.POSITIVE_INFINITY;
    const known = offs.get(index) ?? offAt(told, bias, size);
    offs.set(index, known);
    return known;
  };
  // The best of every fourth, then its neighbours: the rest need no look.
  let best = SIZES.indexOf(GUESS.size);
  for (let index = best % 4; index < SIZES.length; index += 4) if (off(index) < off(best)) best = index;
  for (const step of [2, 1]) for (const next of [best - step, best + step]) if (off(next) < off(best)) best = next;
  return SIZES[best] ?? GUESS.size;
}

function offAt(told: readonly Told[], bias: number, size: number): number {
  let [held, all] = [0, 0];
  for (const { rest, said, loose, weight } of told) {
    held += weight * heldBy({ size: sizeWith(size, loose), mean: Math.max(0.01, said * bias) }, rest);
    all += weight;
  }
  const chi = all === 0 ? 0 : (all * (held / all - HELD) ** 2) / (HELD * (1 - HELD));
  return chi + (Math.log2(size / GUESS.size) / DOUBLINGS) ** 2;
}

/** The share of [P(< fact), P(<= fact)] that lies in the middle. */
function heldBy(rest: Units, fact: number): number {
  const [below, upTo] = [atMost(rest, fact - 1), atMost(rest, fact)];
  return Math.max(0, Math.min(upTo, 0.9) - Math.max(below, 0.1)) / Math.max(1e-9, upTo - below);
}

/** `loose`: how unsure the end makes the time that is left, as a squared ratio. */
export const spreadAt = (size: number, expected: number, loose: number): Units => ({
  size: sizeWith(size, loose),
  mean: Math.max(0, expected),
});
/** Squared ratios of what varies apart add up. */
const sizeWith = (size: number, loose: number): number => 1 / (1 / size + loose);
