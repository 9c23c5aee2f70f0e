import type { Counted } from './count.ts';
import { paceOf } from './evidence.ts';
import { mixed, quietOf, type Temper, type Tempers, WAYS } from './tempers.ts';

/** Who had its turn is still bought a little: so much of what was expected of the rest. */
const HAD_ITS_TURN = 0.15;

/** What all ways to weigh the evidence say together of what is still to come of one SKU. */
export type Blend = {
  /** Units, and the shape that they vary by. */
  readonly expected: number;
  readonly size: number;
  /** The whole stream against the usual, and this SKU against that. */
  readonly evening: number;
  readonly pace: number;
  /** What each of WAYS says, and how far the last is believed. */
  readonly said: readonly number[];
  readonly turn: number;
};

/**
 * `evenings`: how the whole stream runs by each half-life. Each half-life goes on as it ran; the last way holds that a SKU sells in a
 * whole stream what it usually does. Who is quiet so far and who is brisk are taken as past streams tell of such (Bates and Granger,
 * "The Combination of Forecasts", Operational Research Quarterly 20, 1969), anything between as a part of both.
 */
export function blendOf(
  { evenings, tempers, begun }: { readonly evenings: readonly number[]; readonly tempers: Tempers; readonly begun: number },
  one: Counted,
): Blend {
  const spreads = { between: tempers.between + one.doubt, within: tempers.within };
  const runs = one.lately.map(({ sold, expected }, way) => {
    const evening = evenings[way] ?? 1;
    return evening * paceOf(sold, expected * evening, spreads, begun);
  });
  const quiet = quietOf({ seen: one.sold, seenPrior: one.seenPrior * (evenings[MIDDLE] ?? 1) });
  const both = (of: (temper: Temper) => number) => quiet * of(tempers.quiet) + (1 - quiet) * of(tempers.brisk);
  const ways = WAYS.map((way) => both((temper) => temper.ways[way] ?? 0));
  const paced = runs.map((_, way) => ways[way] ?? 0);
  const all = Math.max(1e-9, add(paced));
  const evening = mixed(evenings, paced) / all;
  const turn = Math.max(one.wholePrior * evening - one.sold, HAD_ITS_TURN * one.restPrior);
  const said = [...runs.map((run) => one.restPrior * run), turn];
  return {
    expected: both((temper) => temper.bias * mixed(said, temper.ways)),
    size: Math.exp(both((temper) => Math.log(temper.size))),
    evening,
    pace: mixed(runs, paced) / all / Math.max(1e-9, evening),
    said,
    turn: add(ways) - add(paced),
  };
}
/** Of the half-lives. */
const MIDDLE = 1;
const add = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);
