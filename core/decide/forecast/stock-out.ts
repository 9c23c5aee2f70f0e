import type { Forecast } from '../../domain/forecast.ts';
import type { Instant } from '../../domain/instant.ts';
import { atMost, type Units } from './negative-binomial.ts';

type Input = {
  /** Drain from now to the planned end. */
  readonly drain: Units;
  /** What is there to be drained: available less unseen; null where unknown. */
  readonly room: number | null;
  readonly inbound: number;
  readonly asOf: Instant;
  /** From where the drain is counted, until when, and which part of it has gone by an instant between. */
  readonly from: Instant;
  readonly until: Instant;
  readonly partBy: (at: Instant) => number;
  readonly threshold: number;
  /** Net units a minute. */
  readonly pace: number;
};
/** Below this a time of stock-out is not worth a word. */
const WORTH_SAYING = 0.05;
const STEPS = 8;

/** Chance and time of running out before the planned end, and by how much it is short. */
export function outOf(input: Input): Forecast['stockOut'] {
  const { drain, room, inbound, asOf, threshold, pace } = input;
  if (room === null) return { chance: 0, at: null, minutesLeft: null, shortBy: null };
  const stock = room + inbound;
  if (stock <= 0) {
    return { chance: 1, at: asOf, minutesLeft: 0, shortBy: shortBy(drain, stock) };
  }
  const chance = chanceBy(drain, stock);
  return {
    chance,
    at: chance >= WORTH_SAYING ? medianTime(input, stock, chance) : null,
    minutesLeft: pace > 0 ? stock / pace : null,
    shortBy: chance >= threshold ? shortBy(drain, stock) : null,
  };
}

const chanceBy = (drain: Units, stock: number): number => 1 - atMost(drain, stock - 1);
const shortBy = (drain: Units, stock: number): number => Math.max(1, Math.ceil(drain.mean - stock));

/** The time by which half of the cases that run out at all have run out, by bisection over the drain's course. */
function medianTime({ drain, asOf, from, until, partBy }: Input, stock: number, chance: number): Instant {
  let [before, by] = [from, Math.max(from, until)];
  for (let step = 0; step < STEPS; step += 1) {
    const at = (before + by) / 2;
    if (chanceBy({ size: drain.size, mean: drain.mean * partBy(at) }, stock) >= chance / 2) by = at;
    else before = at;
  }
  return Math.max(asOf, by);
}
