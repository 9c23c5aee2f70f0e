/**
 * How strongly one thing follows another, as the slope of logarithms (an elasticity), from what was seen; a first guess where
 * little was. Source: ridge regression about a prior, Hoerl and Kennard, Technometrics 12 (1970).
 */
export type Seen = { readonly xx: number; readonly xy: number };
export const NOTHING_SEEN: Seen = { xx: 0, xy: 0 };

export const pullOf = ({ xx, xy }: Seen, guess: number, worth: number): number => (xy + worth * guess) / (xx + worth);

/** One more observation: what it was against the usual, and what followed; `weight` 0 to 1. */
export function withSeen({ xx, xy }: Seen, cause: number, effect: number, weight = 1): Seen {
  if (cause <= 0 || effect <= 0) return { xx, xy };
  const [x, y] = [Math.log(cause), Math.log(effect)];
  return { xx: xx + weight * x * x, xy: xy + weight * x * y };
}
