import type { Course } from './exposure.ts';
import { BINS, type Learned, type StreamLearned, weightOf } from './learned.ts';

/** Lift while presented before anything is known of it, and the units that this guess is worth. */
const LIFT = { mean: 4, worth: 40 };
const MOST_LIFT = 60;
/** Units a twentieth that an even course is worth. */
const EVEN = 15;

/** The stream's shape and the lift of being presented, from past streams; both shrunk to a plain guess where little is known. */
export function courseOf({ streams }: Learned): Course {
  const aged = streams.map((stream, index) => ({ stream, weight: weightOf(streams.length - 1 - index) }));
  return { shape: shapeOf(aged), lift: liftOf(aged) };
}

type Aged = { readonly stream: StreamLearned; readonly weight: number };

function liftOf(aged: readonly Aged[]): number {
  const sum = (of: (stream: StreamLearned) => number) =>
    aged.reduce((total, { stream, weight }) => total + weight * of(stream), 0);
  const shown = { units: sum(({ shown }) => shown.units), minutes: sum(({ shown }) => shown.minutes) };
  const hidden = { units: sum(({ hidden }) => hidden.units), minutes: sum(({ hidden }) => hidden.minutes) };
  if (shown.minutes === 0 || hidden.minutes === 0) return LIFT.mean;
  // Units a minute while not presented, were the guess right: what the guess is worth is so many units at its own rates.
  const base = (shown.units + hidden.units) / (LIFT.mean * shown.minutes + hidden.minutes);
  if (base === 0) return LIFT.mean;
  const guessed = LIFT.worth / (LIFT.mean * base);
  const whileShown = (shown.units + LIFT.worth) / (shown.minutes + guessed);
  const otherwise = (hidden.units + LIFT.worth / LIFT.mean) / (hidden.minutes + guessed);
  return Math.min(MOST_LIFT, Math.max(1, whileShown / otherwise));
}

/** Each stream counts alike, whatever it sold: one loud evening is not the course of all. */
function shapeOf(aged: readonly Aged[]): readonly number[] {
  const units = new Array<number>(BINS).fill(0);
  const usual = new Array<number>(BINS).fill(0);
  for (const { stream, weight } of aged) {
    const total = stream.units.reduce((sum, one) => sum + one, 0);
    const minutes = stream.minutes.reduce((sum, one) => sum + one, 0);
    if (total === 0 || minutes === 0) continue;
    // As if each had sold so much.
    const scale = (weight * Math.min(total, 400)) / total;
    for (let bin = 0; bin < BINS; bin += 1) {
      units[bin] = (units[bin] ?? 0) + scale * (stream.units[bin] ?? 0);
      usual[bin] = (usual[bin] ?? 0) + (scale * total * (stream.minutes[bin] ?? 0)) / minutes;
    }
  }
  const raw = units.map((one, bin) => (one + EVEN) / ((usual[bin] ?? 0) + EVEN));
  const mean = raw.reduce((sum, one) => sum + one, 0) / BINS;
  return raw.map((one) => one / mean);
}
