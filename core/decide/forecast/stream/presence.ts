import type { Learned } from './learned.ts';

/** The whole line's presence counts as that of so many streams of a SKU, and a first guess as so many SKUs' that are always there. */
const LINE_WORTH = 2;
const ALWAYS = 2;

/** The share of streams that a SKU is in, over all of them. */
export function presenceIn({ skus }: Learned): number {
  let [present, all] = [ALWAYS, ALWAYS];
  for (const { weight, since } of Object.values(skus)) {
    present += weight;
    all += since;
  }
  return present / all;
}

/** The share of streams that one SKU is in, shrunk to the line's. */
export const presenceOf = (sums: Learned['skus'][string] | undefined, line: number): number =>
  sums === undefined ? line : (sums.weight + LINE_WORTH * line) / (sums.since + LINE_WORTH);

/** How widely a SKU's demand varies, for how soon its silence tells that it is not there. */
const SIZE = 1.2;
/**
 * The chance that it is there although it has sold nothing where so much was expected: by Bayes' rule, silence being a
 * negative binomial's nought. Source: zero-inflated counts, Lambert, Technometrics 34 (1992).
 */
export function presentStill(before: number, expected: number): number {
  const silent = before * (SIZE / (SIZE + expected)) ** SIZE;
  return silent / (1 - before + silent);
}
