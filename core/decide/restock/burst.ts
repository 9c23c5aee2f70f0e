import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { DemandCause } from '../../domain/supply.ts';
import { type DaySold, LEAST_DAYS, meanOf, quietDays } from './base.ts';
import { shifted } from './dates.ts';
import { peaksOf } from './peaks.ts';

export type Driven = Pick<RestockPlan['demand'], 'cause' | 'said' | 'evidence'> & {
  /** Days that the base demand is to be read from: a burst leaves those of the burst out, lasting demand those before it. */
  readonly days: readonly DaySold[];
};

/** Demand has come to stay where days after the peak sell so many times those before, beyond chance (5 %, one side). */
const STAYS_TIMES = 1.5;
const BEYOND_CHANCE = 1.645;
/** Of a SKU that is new, where a tenth of the peak sells day by day. */
const NEW_STAYS = 10;
/** After a peak a burst may echo so many days. */
const ECHO_DAYS = 3;

/** What drives a SKU's demand: by the operator's word, else by the days without streams after its last peak; unknown until there are seven. */
export function drivenBy(days: readonly DaySold[], said: DemandCause | null): Driven {
  if (said !== null)
    return { cause: said, said: true, evidence: phrase(`restock:evidence.said.${said}`), days: daysFor(said, days) };
  return { said: false, ...fromDays(days) };
}

function fromDays(days: readonly DaySold[]): Omit<Driven, 'said'> {
  const quiet = quietDays(days);
  const peak = peakOf(days);
  if (peak === null) {
    if (quiet.length < LEAST_DAYS) return unknown('restock:evidence.few', { days: quiet.length, of: LEAST_DAYS }, days);
    return {
      cause: 'sustained',
      evidence: phrase('restock:evidence.steady', { perDay: tenth(meanOf(quiet)), days: quiet.length }),
      days,
    };
  }
  const after = quiet.filter(({ day }) => day > peak.day);
  const before = quiet.filter(({ day }) => day < peak.day);
  const values = { day: peak.day, units: peak.net, days: after.length, of: LEAST_DAYS };
  if (after.length < LEAST_DAYS) return unknown('restock:evidence.sincePeak', values, days);
  const [was, is] = [meanOf(before), meanOf(after)];
  const figures = { ...values, was: tenth(was), is: tenth(is) };
  const line = before.length < LEAST_DAYS ? peak.net / NEW_STAYS : STAYS_TIMES * was;
  const chance = BEYOND_CHANCE * Math.sqrt(was / Math.max(1, before.length) + is / after.length);
  const stays = is >= line && is - was > chance;
  const cause: DemandCause = stays ? 'sustained' : 'burst';
  return { cause, evidence: phrase(`restock:evidence.${stays ? 'stayed' : 'fell'}`, figures), days: daysFor(cause, days) };
}

const unknown = (key: string, values: Record<string, string | number>, days: readonly DaySold[]): Omit<Driven, 'said'> => ({
  cause: 'unknown',
  evidence: phrase(key, values),
  days,
});
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The last day that stands out; null where none does. */
const peakOf = (days: readonly DaySold[]): DaySold | null =>
  peaksOf(days).toSorted((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null;

/** The days that demand to come is like. */
function daysFor(cause: DemandCause, days: readonly DaySold[]): readonly DaySold[] {
  const peaks = peaksOf(days)
    .map(({ day }) => day)
    .toSorted();
  const last = peaks.at(-1);
  if (last === undefined) return days;
  const echoes = ({ day }: DaySold): boolean => peaks.some((peak) => day >= peak && day <= shifted(peak, ECHO_DAYS));
  const like = cause === 'burst' ? days.filter((one) => !echoes(one)) : days.filter(({ day }) => day > last);
  return quietDays(like).length >= LEAST_DAYS ? like : days;
}

/** What it means for the plan. */
export const consequenceOf = (cause: DemandCause | 'unknown'): Phrase => phrase(`restock:consequence.${cause}`);
