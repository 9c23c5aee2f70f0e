import { randomFrom } from '../../core/app/backtest/measures.ts';

/** Chance that is the same at each run: everything is drawn from a seed. */
export type Chance = {
  /** 0 to 1. */
  readonly unit: () => number;
  readonly between: (from: number, to: number) => number;
  readonly whole: (from: number, to: number) => number;
  readonly happens: (share: number) => boolean;
  /** Around 1; `spread` is the standard deviation of its logarithm. */
  readonly factor: (spread: number) => number;
  readonly poisson: (mean: number) => number;
};

export function chanceFrom(seed: number): Chance {
  const unit = randomFrom(seed);
  const between = (from: number, to: number) => from + unit() * (to - from);
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  function poisson(mean: number): number {
    // Knuth's product, in parts that do not underflow.
    let [left, count] = [mean, 0];
    for (; left > 0; left -= 20) {
      const limit = Math.exp(-Math.min(20, left));
      for (let product = unit(); product > limit; product *= unit()) count += 1;
    }
    return count;
  }
  return {
    unit,
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    happens: (share) => unit() < share,
    factor: (spread) => Math.exp(spread * normal() - (spread * spread) / 2),
    poisson,
  };
}
