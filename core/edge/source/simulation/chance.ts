/**
 * Chance without state: every draw is named by the seed and by what it is for, so that a write of ours changes the
 * draws of nothing else, and the same question has the same answer in any order.
 */
export type Chance = () => number;

/** A generator of numbers from 0 to below 1. mulberry32; source: Tommy Ettinger, public domain, 2017. */
export function chanceOf(seed: number, ...names: readonly (string | number)[]): Chance {
  let state = hashOf(`${seed}/${names.join('/')}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits; source: Fowler, Noll, Vo. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** A Poisson draw of this mean. Source: Knuth, TAOCP vol. 2, 3.4.1, algorithm Q; for means below a few dozen. */
export function poisson(chance: Chance, mean: number): number {
  const limit = Math.exp(-Math.min(mean, 50));
  let product = chance();
  let count = 0;
  while (product > limit) {
    product *= chance();
    count += 1;
  }
  return count;
}

export const between = (chance: Chance, low: number, high: number): number => low + Math.floor(chance() * (high - low + 1));
