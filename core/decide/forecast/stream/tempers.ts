import { MINUTE } from '../../../domain/instant.ts';
import { atMost, type Units } from '../negative-binomial.ts';
import type { Miss } from './learned.ts';

/** What past streams' own errors say of a share elapsed. */
export type Tempers = {
  /** How much streams differ from what is usual, as a squared ratio. */
  readonly between: number;
  /** How unevenly one stream runs: what was seen by now against its own end, as a squared ratio. */
  readonly within: number;
  /** What came against what was expected. */
  readonly bias: number;
  /** Shape of the gamma that what is to come varies by: small is wide. */
  readonly size: number;
  /** Which of FRESH served best. */
  readonly fresh: number;
};

/** After so long what was seen counts half: in some shops a topic catches on and passes, in others an evening is one. */
export const FRESH: readonly number[] = [15 * MINUTE, 40 * MINUTE, 150 * MINUTE];
const FIRST_FRESH = 1;
/** Errors at shares this near count; each by how near. */
const NEAR = 0.16;
/** What the first guesses are worth, in misses. */
const WORTH = 25;
const GUESS = { between: 0.5, within: 0.15, size: 2 };
const LINE_GUESS = { between: 0.15, within: 0.05, size: 4 };
/** How many times the size may double or halve before that is odd. */
const DOUBLINGS = 1.5;
const SIZES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 12, 18, 30, 60];
/** The middle that an interval is to hold. */
const HELD = 0.8;

const kept = new WeakMap<readonly Miss[], Map<number, Tempers>>();
/** Of one SKU, or (line) of the whole stream. */
export function tempersAt(misses: readonly Miss[], share: number, line: boolean): Tempers {
  const known = kept.get(misses) ?? new Map<number, Tempers>();
  kept.set(misses, known);
  const step = Math.round(share * 50);
  const name = line ? -1 - step : step;
  let tempers = known.get(name);
  if (tempers === undefined) {
    tempers = tempersFrom(
      misses.filter((miss) => miss.line === line),
      step / 50,
      line ? LINE_GUESS : GUESS,
    );
    known.set(name, tempers);
  }
  return tempers;
}

type Near = { readonly miss: Miss; readonly weight: number };
function tempersFrom(misses: readonly Miss[], share: number, guess: typeof GUESS): Tempers {
  const near: Near[] = misses.flatMap((miss) => {
    const apart = Math.abs(miss.share - share) / NEAR;
    return apart < 1 ? [{ miss, weight: 1 - apart }] : [];
  });
  const between = shrunk(near, guess.between, ({ seen, rest, seenPrior, restPrior }) => {
    const expected = seenPrior + restPrior;
    return { squared: (seen + rest - expected) ** 2 - expected, base: expected ** 2 };
  });
  const within = shrunk(near, (guess.within * (1 - share)) / Math.max(0.05, share), ({ seen, rest, seenPrior, restPrior }) => {
    const part = (seen + rest) * (seenPrior / Math.max(1e-9, seenPrior + restPrior));
    return { squared: (seen - part) ** 2 - part, base: part ** 2 };
  });
  const bias = biasOf(near);
  return {
    between: Math.max(0.02, between),
    within: Math.max(0.005, within),
    bias,
    size: sizeOf(near, bias),
    fresh: freshOf(near),
  };
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
  return base === 0 ? guess : (squared + WORTH * mean * guess) / (base + WORTH * mean);
}

/** Which half-life missed least; the first guess where little is known. */
function freshOf(near: readonly Near[]): number {
  if (near.length < WORTH) return FIRST_FRESH;
  const missed = FRESH.map((_, fresh) =>
    near.reduce((sum, { miss, weight }) => sum + weight * Math.abs(miss.rest - (miss.expectedBy[fresh] ?? miss.expected)), 0),
  );
  return missed.indexOf(Math.min(...missed));
}

function biasOf(near: readonly Near[]): number {
  let [came, said] = [0, 0];
  for (const { miss, weight } of near) {
    came += weight * miss.rest;
    said += weight * miss.expected;
  }
  const worth = near.length === 0 ? 1 : (WORTH * said) / near.length;
  return Math.min(2, Math.max(0.5, (came + worth) / (said + worth)));
}

/**
 * The size at which the middle holds what it is to hold over past errors; few errors leave it near the guess. The least of a
 * chi-square for the share held and a normal prior of the size's logarithm.
 */
function sizeOf(near: readonly Near[], bias: number): number {
  let [best, least] = [GUESS.size, Number.POSITIVE_INFINITY];
  for (const size of SIZES) {
    let [held, all] = [0, 0];
    for (const { miss, weight } of near) {
      held += weight * heldBy({ size, mean: Math.max(0.01, miss.expected * bias) }, miss.rest);
      all += weight;
    }
    const chi = all === 0 ? 0 : (all * (held / all - HELD) ** 2) / (HELD * (1 - HELD));
    const off = chi + (Math.log2(size / GUESS.size) / DOUBLINGS) ** 2;
    if (off < least) [best, least] = [size, off];
  }
  return best;
}

/** The share of [P(< fact), P(<= fact)] that lies in the middle. */
function heldBy(rest: Units, fact: number): number {
  const [below, upTo] = [atMost(rest, fact - 1), atMost(rest, fact)];
  return Math.max(0, Math.min(upTo, 0.9) - Math.max(below, 0.1)) / Math.max(1e-9, upTo - below);
}

export const spreadAt = ({ bias, size }: Tempers, expected: number): Units => ({ size, mean: Math.max(0, expected * bias) });
