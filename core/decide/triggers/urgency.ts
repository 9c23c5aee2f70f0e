import { DAY, MINUTE } from '../../domain/instant.ts';

/** What is at stake. `minutes` until the harm comes; null: not to be foreseen. Units that are at stake, and what one is worth. */
export type Risk = {
  /** Harm that comes while a stream runs, or that an open channel does now: before all that has days. */
  readonly onAir?: boolean;
  readonly minutes: number | null;
  readonly chance?: number;
  readonly units?: number;
  readonly worth?: number | null;
};

/** Farther away all is alike. */
const FAR = (90 * DAY) / MINUTE;
const ON_AIR = 500;
const NEAR = 400;
const MONEY = 100;

/**
 * How urgent an alert is: the one scale of all triggers, 0 to 1,000 in whole points.
 *
 *   500 for what is live (stale, stock-out, can't buy, capacity, oversell on air): it stands before all that has days
 *   0 to 400 for the minutes until the harm comes: 400 now, 306 in a quarter of an hour, 223 in three hours, 153 in a day, 87 in
 *     a week, 0 from 90 days on: 24 for each time it is half as far; a harm that is half as likely counts as twice as far
 *   0 to 100 for the money at risk, in the home currency: 20 for each tenfold, 100 from a hundred thousand on; none where no price is set
 *
 * So ten times the money weighs about as much as half the time. What each trigger takes for its minutes and its units, it says itself.
 */
export function urgencyOf({ onAir = false, minutes, chance = 1, units = 0, worth = null }: Risk): number {
  const far = minutes === null || chance <= 0 ? FAR : Math.min(FAR, Math.max(0, minutes) / Math.min(1, chance));
  const near = 1 - Math.log2(1 + far) / Math.log2(1 + FAR);
  const money = worth === null || worth <= 0 || units <= 0 ? 0 : Math.min(MONEY, 20 * Math.log10(1 + units * worth));
  return Math.round((onAir ? ON_AIR : 0) + NEAR * near + money);
}

/** Where nothing that is shown can be trusted, everything is at risk, now. */
export const ALL_AT_RISK = urgencyOf({ onAir: true, minutes: 0, units: Number.POSITIVE_INFINITY, worth: 1 });
export const minutesOf = (days: number): number => (days * DAY) / MINUTE;
