import { Temporal } from 'temporal-polyfill';

/** `2026-11-23T20:00` as a clock on the market's wall shows it, to an instant; null where it is not a time. A time that the clock skips or shows twice is taken as the calendar standard does (RFC 5545: the earlier, or moved on). */
export function instantIn(zone: string, local: string): number | null {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

export const localIn = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

export const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
export const isZone = (zone: string): boolean => instantIn(zone, '2026-01-01T00:00') !== null;
