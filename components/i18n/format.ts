import type { Instant, Zone } from '../../core/domain/instant.ts';
import type { Money } from '../../core/domain/money.ts';
import { digitsOf } from '../../core/domain/money-text.ts';
import { type Language, TAGS } from './i18n.ts';

/** The market's zone (of the stream) and the team's: times show in both where they differ. */
export type Zones = { readonly market: Zone; readonly team: Zone };

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  return found as T;
}

/** A number by locale; `digits` after the point at most. */
export function formatNumber(language: Language, value: number, digits = 0): string {
  const format = () => new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: digits });
  return once(`n${language}${digits}`, format).format(value);
}

/** Money by locale, with its currency's own digits and its code where a sign would be one of several currencies'. */
export function formatMoney(language: Language, { minor, currency }: Money): string {
  const format = () => new Intl.NumberFormat(TAGS[language], { style: 'currency', currency });
  return once(`m${language}${currency}`, format).format(minor / 10 ** digitsOf(currency));
}

/** A share of 1 as per cent. */
export function formatShare(language: Language, share: number): string {
  const format = () => new Intl.NumberFormat(TAGS[language], { style: 'percent', maximumFractionDigits: 0 });
  return once(`%${language}`, format).format(share);
}

/** hh:mm on the 24-hour clock, with seconds where asked for. An unknown zone is shown as UTC, and says so. */
export function formatClock(at: Instant, zone: Zone, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (seconds) options.second = '2-digit';
  try {
    return once(`t${zone}${seconds}`, () => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone })).format(at);
  } catch {
    return `${once(`tUTC${seconds}`, () => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })).format(at)} UTC`;
  }
}

/** Market time, and team time in brackets where it differs: `21:14 (09:14)`. */
export function formatTime(at: Instant, zones: Zones, seconds = false): string {
  const market = formatClock(at, zones.market, seconds);
  const team = formatClock(at, zones.team, seconds);
  return market === team ? market : `${market} (${team})`;
}

/** Day and time in the market's zone: `24 Nov, 21:14`. */
export function formatDay(language: Language, at: Instant, zone: Zone): string {
  const format = () =>
    new Intl.DateTimeFormat(TAGS[language], { timeZone: zone, month: 'short', day: 'numeric', weekday: 'short' });
  try {
    return once(`d${language}${zone}`, format).format(at);
  } catch {
    return formatDay(language, at, 'UTC');
  }
}

/** The words of an age, as a key of `common` and its figure. `null`, or an age below nought (a clock set back), is unknown. */
export function ageOf(ms: number | null): { readonly key: string; readonly n: number } {
  if (ms === null || !Number.isFinite(ms) || ms < -2_000) return { key: 'common:age.unknown', n: 0 };
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 90) return { key: 'common:age.seconds', n: seconds };
  if (seconds < 5_400) return { key: 'common:age.minutes', n: Math.floor(seconds / 60) };
  if (seconds < 172_800) return { key: 'common:age.hours', n: Math.floor(seconds / 3_600) };
  return { key: 'common:age.days', n: Math.floor(seconds / 86_400) };
}
