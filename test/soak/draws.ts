import { between, chanceOf } from '../../core/edge/source/simulation/chance.ts';

/** Draws from a seed: the same seed gives the same run. */
export function drawsFrom(seed: number) {
  const chance = chanceOf(seed, 'soak');
  function of<T>(all: readonly T[]): T {
    const one = all[between(chance, 0, all.length - 1)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  }
  return {
    under: (share: number): boolean => chance() < share,
    below: (most: number): number => between(chance, 0, most - 1),
    of,
    /** So many different ones. */
    some<T>(all: readonly T[], count: number): T[] {
      const left = [...all];
      return Array.from({ length: count }, () => left.splice(between(chance, 0, left.length - 1), 1)).flat();
    },
  };
}
