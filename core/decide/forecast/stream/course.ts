import { MINUTE } from '../../../domain/instant.ts';
import { BINS, type Learned } from './learned.ts';
import { pullOf } from './pull.ts';
import type { Course } from './stage.ts';

/** Lifts before anything is known of them, and the units that each guess is worth. */
const GUESS = { shown: 8, after: 3, offer: 1.5 };
const WORTH = 30;
const MOST = 300;
/** Streams that ended as planned, which the first guess is worth. */
const ENDS_WORTH = 1;
const ENDS_SPREAD = 5 * MINUTE;
/** Twice the advertising brings a seventh more people; a tenth off the price a sixth more units: guesses until streams tell. */
const SPEND = { guess: 0.2, worth: 1 };
const PRICE = { guess: -1.5, worth: 0.5 };
/** Streams with an audience that stays the same, which the first guess is worth. */
const CROWD_WORTH = 1;
/** Units a twentieth that an even course is worth. */
const EVEN = 15;

/** How streams run, from those that are over; shrunk to a plain guess where little is known. */
export function courseOf(learned: Learned): Course {
  const { stood, offer, viewers } = learned;
  const late = learned.late / (learned.weight + ENDS_WORTH);
  const squares = (learned.lateSquares + ENDS_WORTH * ENDS_SPREAD ** 2) / (learned.weight + ENDS_WORTH);
  const base = stood.idle.worth === 0 ? 0 : (stood.idle.units + 1) / (stood.idle.worth + 1);
  const lift = (stands: 'shown' | 'after') => {
    const { units, worth } = stood[stands];
    if (worth === 0 || base === 0) return GUESS[stands];
    // The guess is worth so many units at its own pace.
    return Math.min(MOST, Math.max(1, (units + WORTH) / (worth * base + WORTH / GUESS[stands])));
  };
  return {
    shape: shapeOf(learned),
    shown: lift('shown'),
    after: lift('after'),
    offer: Math.min(10, Math.max(0.8, (offer.units + WORTH * GUESS.offer) / (offer.worth + WORTH))),
    viewers: viewers.weight === 0 ? null : viewers.sum / viewers.weight,
    crowd: crowdOf(learned),
    late,
    spend: {
      usual: learned.spend.weight > 0 ? learned.spend.sum / learned.spend.weight : null,
      pull: Math.min(1, Math.max(0, pullOf(learned.spend, SPEND.guess, SPEND.worth))),
    },
    pricePull: Math.min(0, Math.max(-4, pullOf(learned.prices, PRICE.guess, PRICE.worth))),
    lateSpread: Math.sqrt(Math.max(0, squares - late * late)),
  };
}

/** How the audience usually comes and goes, mean 1; even where little is known. */
function crowdOf({ crowd }: Learned): readonly number[] {
  const raw = crowd.map(({ units, worth }) => (units + CROWD_WORTH) / (worth + CROWD_WORTH));
  const mean = raw.reduce((sum, one) => sum + one, 0) / BINS;
  return raw.map((one) => one / mean);
}

function shapeOf({ units, even }: Learned): readonly number[] {
  const raw = units.map((one, bin) => (one + EVEN) / ((even[bin] ?? 0) + EVEN));
  const mean = raw.reduce((sum, one) => sum + one, 0) / BINS;
  return raw.map((one) => one / mean);
}
