import { Temporal } from 'temporal-polyfill';

/**
 * What a wall clock of the market means. `twice`: clocks go back and it shows this time two times, the second of them at
 * `later`. `skipped`: clocks go forward over it, and it is taken as moved on by as much (RFC 5545).
 */
export type Moment =
  | { readonly kind: 'plain'; readonly at: number }
  | { readonly kind: 'twice'; readonly at: number; readonly later: number }
  | { readonly kind: 'skipped'; readonly at: number };

/** `2026-11-23T20:00` in a zone; null where it is not a time, or not a zone. */
export function momentIn(zone: string, local: string): Moment | null {
  try {
    const wall = Temporal.PlainDateTime.from(local);
    const at = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
    const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
    if (!at.toPlainDateTime().equals(wall)) return { kind: 'skipped', at: at.epochMilliseconds };
    if (later.epochMilliseconds === at.epochMilliseconds) return { kind: 'plain', at: at.epochMilliseconds };
    return { kind: 'twice', at: at.epochMilliseconds, later: later.epochMilliseconds };
  } catch {
    return null;
  }
}

/** As the wall clock of a zone shows an instant, for a field: `2026-11-23T20:00`. */
export const localIn = (zone: string, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

export const zones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
export const isZone = (zone: string): boolean => momentIn(zone, '2026-01-01T00:00') !== null;
