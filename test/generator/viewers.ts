import type { Chance } from './random.ts';

/** Each minute so much of a crowd that came at once is left; and so much of a drift away from the usual goes back. */
export const RAID_STAYS = 0.93;
export const RETURNS = 0.02;
export const RAIDS = 0.3;

/** What is there of the evening's usual viewers: they trickle in, and leave. */
export const crowdAt = (minute: number, planned: number): number =>
  (1 - 0.75 * Math.exp(-minute / 12)) * (1 - 0.25 * (minute / planned));

/** They trickle in, stay, drift, and leave; a raid brings many at once, most of whom go again. */
export function makeViewers(chance: Chance, minutes: number, planned: number): readonly number[] {
  const usual = 900 * chance.factor(0.35);
  const raidAt = chance.happens(RAIDS) ? chance.whole(20, planned) : -1;
  let [drift, raid] = [1, 0];
  return Array.from({ length: minutes }, (_, minute) => {
    drift = Math.max(0.3, drift * chance.factor(0.03) + RETURNS * (1 - drift));
    raid = minute === raidAt ? usual * chance.between(0.8, 3) : raid * RAID_STAYS;
    return Math.round(usual * drift * crowdAt(minute, planned) + raid);
  });
}
