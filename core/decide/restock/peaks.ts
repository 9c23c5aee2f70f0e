import type { Instant, Zone } from '../../domain/instant.ts';
import { type DaySold, quietDays } from './base.ts';
import { type Cadence, ratioOf, rhythmOf } from './cadence.ts';
import { instantOf } from './dates.ts';
import type { BaseDemand } from './demand.ts';

/** A day so many times the days without streams, and so many units, is a peak. */
const PEAK_TIMES = 3;
const PEAK_UNITS = 10;
/** So many days before and after tell whether a day stands alone. */
const AROUND = 3;

const standsOut = ({ net }: DaySold, usual: number): boolean => net >= PEAK_UNITS && net > PEAK_TIMES * usual;

/** Days that stand out, whether a stream made them or a topic. Streams that sell as they usually do make none. */
export function peaksOf(days: readonly DaySold[]): readonly DaySold[] {
  // Middle ones: no peak lifts them.
  const usual = middleOf(quietDays(days));
  const stream = days.filter((one) => one.stream);
  const evening = stream.length > 1 ? middleOf(stream) : 0;
  return days.filter((one) => standsOut(one, Math.max(usual, one.stream ? evening : 0)));
}

/**
 * Days on which no stream is known, and which look like one: peaks among all days, and among the few around them. A level that rises and stays is none.
 * Source: the Hampel identifier, an outlier against the median of a moving window (Davies and Gather, JASA 88, 1993), with the peak's own line in
 * place of the median deviation, which is nought where most days sell nothing.
 */
export function streamLike(days: readonly DaySold[]): readonly DaySold[] {
  const told = days.filter(({ out, stream }) => !out && !stream).toSorted((a, b) => (a.day < b.day ? 1 : -1));
  const peaks = new Set(peaksOf(days).map(({ day }) => day));
  return told.filter(
    (one, index) =>
      peaks.has(one.day) && standsOut(one, lowerMiddleOf(told.slice(Math.max(0, index - AROUND), index + AROUND + 1))),
  );
}

/** The same days, with those that look like streams counted as such. */
export function withoutLike(days: readonly DaySold[], like: readonly DaySold[]): readonly DaySold[] {
  if (like.length === 0) return days;
  const dates = new Set(like.map(({ day }) => day));
  return days.map((one) => (dates.has(one.day) ? { ...one, stream: true } : one));
}

/** How streams come and what they take, from days that look like them, where no stream is known; null until there is a rhythm. */
export function cadenceLike(like: readonly DaySold[], base: BaseDemand | null, zone: Zone, now: Instant): Cadence | null {
  const rhythm = rhythmOf(
    like.map(({ day }) => instantOf(day, '12:00', zone)),
    now,
  );
  if (rhythm === null) return null;
  const units = like.map(({ net }) => Math.max(0, net - (base?.perDay ?? 0)));
  return { ...rhythm, units: units.reduce((sum, one) => sum + one, 0) / units.length, ratio: ratioOf(units) };
}

const inOrder = (days: readonly DaySold[]): readonly number[] => days.map(({ net }) => net).toSorted((a, b) => a - b);
const middleOf = (days: readonly DaySold[]): number => inOrder(days)[Math.floor(days.length / 2)] ?? 0;
/** At the edge of what is known there may be as many peaks as other days. */
const lowerMiddleOf = (days: readonly DaySold[]): number => inOrder(days)[Math.floor((days.length - 1) / 2)] ?? 0;
