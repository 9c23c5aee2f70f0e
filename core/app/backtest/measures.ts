import type { PointScore, SpreadScore } from '../../domain/backtest.ts';

/** What a method said of one SKU in one stream, and what came. Units. */
export type Point = { readonly mean: number; readonly median: number; readonly fact: number };
/** What a method with a distribution said: `below` and `upTo` are P(units < fact) and P(units <= fact). */
export type Spread = Point & { readonly p10: number; readonly p90: number; readonly below: number; readonly upTo: number };

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

/** wape = sum |median - fact| / sum fact; bias = sum (mean - fact) / sum fact. */
export function pointScore(points: readonly Point[]): PointScore {
  const units = sum(points, ({ fact }) => fact);
  return {
    wape: sum(points, ({ median, fact }) => Math.abs(median - fact)) / units,
    bias: sum(points, ({ mean, fact }) => mean - fact) / units,
  };
}

/**
 * `pinball`: mean loss at 10, 50 and 90 % over the mean fact. `coverage80`: the share of facts within the middle 80 %, by a
 * place drawn evenly between P(< fact) and P(<= fact), so that any calibrated forecast of counts has 0.8. `width80`: mean
 * p90 - p10 over the mean fact. Sources: Koenker and Bassett, "Regression Quantiles", Econometrica 46 (1978); Czado, Gneiting
 * and Held, "Predictive Model Assessment for Count Data", Biometrics 65 (2009).
 */
export function spreadScore(spreads: readonly Spread[]): SpreadScore {
  const units = sum(spreads, ({ fact }) => fact);
  const random = randomFrom(SEED);
  const covered = sum(spreads, ({ below, upTo }) => {
    const u = below + random() * (upTo - below);
    return u >= 0.1 && u <= 0.9 ? 1 : 0;
  });
  const loss = (share: number, said: number, fact: number) =>
    fact >= said ? share * (fact - said) : (1 - share) * (said - fact);
  return {
    ...pointScore(spreads),
    pinball:
      sum(spreads, ({ p10, median, p90, fact }) => (loss(0.1, p10, fact) + loss(0.5, median, fact) + loss(0.9, p90, fact)) / 3) /
      units,
    coverage80: covered / spreads.length,
    width80: sum(spreads, ({ p10, p90 }) => p90 - p10) / units,
  };
}

const SEED = 20_261_123;
/** The same numbers at each run. Source: Steele and Vigna, "Computationally easy, spectrally good multipliers" (mulberry32's step). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let next = Math.imul(state ^ (state >>> 15), 1 | state);
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
    return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32;
  };
}
