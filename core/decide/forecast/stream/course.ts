import type { Course, Standing } from './exposure.ts';
import { aged, BINS, type Learned, type StreamLearned } from './learned.ts';

/** Lifts before anything is known of them, and the units that each guess is worth. */
const GUESS = { shown: 8, after: 3, offer: 1.5 };
const WORTH = 30;
const MOST = 300;
/** Units a twentieth that an even course is worth. */
const EVEN = 15;
/** No stream says more of the course than one of so many units: a loud evening is not the course of all. */
const LOUD = 400;

type Aged = readonly { readonly stream: StreamLearned; readonly weight: number }[];

/** How streams run, from those that are over; shrunk to a plain guess where little is known. */
export function courseOf({ streams }: Learned): Course {
  const known = aged(streams);
  const base = paceOf(known, 'idle');
  return {
    shape: shapeOf(known),
    shown: liftOf(known, 'shown', base, GUESS.shown),
    after: liftOf(known, 'after', base, GUESS.after),
    offer: offerOf(known),
    viewers: viewersOf(known),
  };
}

const sum = (known: Aged, of: (stream: StreamLearned) => number): number =>
  known.reduce((total, { stream, weight }) => total + weight * of(stream), 0);

/** Units for each of worth while it stood so: 1 is what is expected of a plain minute. */
function paceOf(known: Aged, stands: Standing): number {
  const [units, worth] = [sum(known, ({ stood }) => stood[stands].units), sum(known, ({ stood }) => stood[stands].worth)];
  return worth === 0 ? 0 : (units + 1) / (worth + 1);
}

function liftOf(known: Aged, stands: 'shown' | 'after', base: number, guess: number): number {
  const worth = sum(known, ({ stood }) => stood[stands].worth);
  const units = sum(known, ({ stood }) => stood[stands].units);
  if (worth === 0 || base === 0) return guess;
  // The guess is worth so many units at its own pace.
  const lift = (units + WORTH) / (worth * base + WORTH / guess);
  return Math.min(MOST, Math.max(1, lift));
}

function offerOf(known: Aged): number {
  const [units, expected] = [sum(known, ({ offer }) => offer.units), sum(known, ({ offer }) => offer.expected)];
  return Math.min(10, Math.max(0.8, (units + WORTH * GUESS.offer) / (expected + WORTH)));
}

function viewersOf(known: Aged): number | null {
  const counted = known.filter(({ stream }) => stream.viewers !== null);
  const weights = counted.reduce((total, { weight }) => total + weight, 0);
  return weights === 0 ? null : sum(counted, ({ viewers }) => viewers ?? 0) / weights;
}

function shapeOf(known: Aged): readonly number[] {
  const [units, even] = [new Array<number>(BINS).fill(EVEN), new Array<number>(BINS).fill(EVEN)];
  for (const { stream, weight } of known) {
    const [total, worth] = [add(stream.units), add(stream.even)];
    if (total === 0 || worth === 0) continue;
    const scale = (weight * Math.min(total, LOUD)) / total;
    for (let bin = 0; bin < BINS; bin += 1) {
      units[bin] = (units[bin] ?? 0) + scale * (stream.units[bin] ?? 0);
      even[bin] = (even[bin] ?? 0) + (scale * total * (stream.even[bin] ?? 0)) / worth;
    }
  }
  const raw = units.map((one, bin) => one / (even[bin] ?? 1));
  const mean = add(raw) / BINS;
  return raw.map((one) => one / mean);
}
const add = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
