import type { BaseDemand } from './demand.ts';

/** A whole day of the market of one SKU: net units; whether it ran out in it, and whether a stream of it was on. */
export type DaySold = { readonly day: string; readonly net: number; readonly out: boolean; readonly stream: boolean };

/** So many days without streams tell what they are like; more than so many are too long ago. */
export const LEAST_DAYS = 7;
const MOST_DAYS = 28;

/** Days that tell of demand without streams, newest first. */
export const quietDays = (days: readonly DaySold[]): readonly DaySold[] =>
  days
    .filter(({ out, stream }) => !out && !stream)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, MOST_DAYS);

export const meanOf = (days: readonly DaySold[]): number =>
  days.length === 0 ? 0 : Math.max(0, days.reduce((sum, { net }) => sum + net, 0) / days.length);

/** What a day without streams sells; null until there are seven. */
export function baseFrom(days: readonly DaySold[]): BaseDemand | null {
  const quiet = quietDays(days);
  if (quiet.length < LEAST_DAYS) return null;
  const perDay = meanOf(quiet);
  return { perDay, ratio: ratioOf(quiet, perDay) };
}

/** Spread ÷ mean of a day, beyond a Poisson's, which is added where units are drawn. */
function ratioOf(days: readonly DaySold[], mean: number): number {
  if (mean <= 0) return 0;
  const variance = days.reduce((sum, { net }) => sum + (net - mean) ** 2, 0) / (days.length - 1);
  return Math.sqrt(Math.max(0, variance - mean)) / mean;
}
/** A day's spread ÷ mean where only its mean is set. */
export const USUAL_RATIO = 0.5;
