import { DAY, type Instant } from '../../domain/instant.ts';

/** How streams usually come: so many a week, and what each takes of one SKU (nothing where it is not in it). */
export type Cadence = {
  readonly perWeek: number;
  /** Variance of the number a week ÷ its mean: 0 where they come like clockwork, 1 where by chance. */
  readonly countRatio: number;
  readonly units: number;
  /** Spread ÷ mean of a stream's units. */
  readonly ratio: number;
};

const WEEK = 7 * DAY;
/** So many weeks back a rhythm is looked for, and so few streams and weeks make none. */
const WEEKS = 8;
const LEAST_STREAMS = 2;

/** Streams a week, from when past ones began; null until there is a rhythm. */
export function rhythmOf(starts: readonly Instant[], now: Instant): Pick<Cadence, 'perWeek' | 'countRatio'> | null {
  const past = starts.filter((at) => at <= now && at > now - WEEKS * WEEK);
  const first = Math.min(...past);
  if (past.length < LEAST_STREAMS || now - first < WEEK) return null;
  const weeks = Math.min(WEEKS, Math.ceil((now - first) / WEEK));
  const counts = Array.from({ length: weeks }, (_, back) => past.filter((at) => Math.floor((now - at) / WEEK) === back).length);
  const perWeek = past.length / Math.max(1, Math.min(WEEKS, (now - first) / WEEK));
  const mean = past.length / weeks;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return { perWeek, countRatio: weeks < 2 ? 1 : Math.min(2, squares / (weeks - 1) / mean) };
}

/** A stream's units vary by so much until a SKU's own tell, and that counts as so many streams. */
const RATIO = 0.8;
const RATIO_WORTH = 4;

/** Spread ÷ mean of what past streams took of a SKU, shrunk to the usual where there are few. */
export function ratioOf(units: readonly number[]): number {
  const mean = units.reduce((sum, one) => sum + one, 0) / units.length;
  if (units.length < 2 || mean <= 0) return RATIO;
  const own = units.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (units.length - 1) / mean ** 2;
  // What a Poisson varies by anyway is added where units are drawn.
  const beyond = Math.max(0, own - 1 / mean);
  return Math.sqrt((units.length * beyond + RATIO_WORTH * RATIO ** 2) / (units.length + RATIO_WORTH));
}
