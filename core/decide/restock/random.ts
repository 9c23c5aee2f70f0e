/** A uniform number in (0, 1) for each run and each thing that varies in it: the same question has the same answer, in any order. */
export type Chance = (run: number, which: number) => number;

/** From a seed. Source: the finalizer of MurmurHash3, Appleby (2011), over a counter, as in Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011). */
export const chanceFrom =
  (seed: number): Chance =>
  (run, which) =>
    (mixed(mixed(seed ^ Math.imul(run + 1, 0x9e3779b1)) ^ Math.imul(which + 1, 0x85ebca6b)) + 0.5) / 2 ** 32;

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A number from a name (FNV-1a): a seed, or which thing it is that varies. */
export function numberFrom(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** A polynomial at x, lowest power first. Asked for some thousand times a plan: a plain loop. */
function at(by: readonly number[], x: number): number {
  let sum = 0;
  for (let power = by.length - 1; power >= 0; power -= 1) sum = sum * x + (by[power] ?? 0);
  return sum;
}
const MIDDLE = [
  [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
  [1, 17.895169469, 78.757757664, 67.1875636],
] as const;
const NEAR = [
  [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  [1, 0.7370016425, 0.12021132975],
] as const;
const FAR = [
  [6.657905115, 3.081226386, 0.42868294337, 0.017337203997],
  [1, 0.24197894225, 0.012258202635],
] as const;

/** The standard normal's quantile, to seven digits. Source: Wichura, "Algorithm AS 241", Applied Statistics 37 (1988), PPND7. */
export function normalAt(share: number): number {
  const off = share - 0.5;
  if (Math.abs(off) <= 0.425) {
    const x = 0.180625 - off * off;
    return (off * at(MIDDLE[0], x)) / at(MIDDLE[1], x);
  }
  const tail = Math.sqrt(-Math.log(off < 0 ? share : 1 - share));
  const x = tail <= 5 ? tail - 1.6 : tail - 5;
  const [over, under] = tail <= 5 ? NEAR : FAR;
  return (Math.sign(off) * at(over, x)) / at(under, x);
}

/** Units of which to draw. */
export type Spread = { readonly mean: number; readonly centre: number; readonly slope: number };
/** `wide`: squared spread ÷ mean; a Poisson's own is added. */
export function spreadOf(mean: number, wide: number): Spread {
  if (mean <= 0) return { mean: 0, centre: 0, slope: 0 };
  const all = wide + 1 / mean;
  return { mean, centre: 1 - all / 9, slope: Math.sqrt(all) / 3 };
}
/** The gamma's quantile that is as wide, at a standard normal's `z`. Source: Wilson and Hilferty, PNAS 17 (1931). */
export function unitsAt({ mean, centre, slope }: Spread, z: number): number {
  const root = Math.max(0, centre + slope * z);
  return mean * root * root * root;
}
