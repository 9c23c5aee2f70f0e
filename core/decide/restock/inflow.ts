import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Inflow } from '../../domain/shipping.ts';

/** Units that can be sold from an instant on: a mean, weighted by the chance. */
export type Arrival = { readonly at: Instant; readonly units: number };

/** What comes in, by when it is put away. One that is late counts in the end, and closes no gap before; one without a date counts for nothing. */
export function arrivalsOf(inflows: readonly Inflow[], now: Instant, until: Instant): readonly Arrival[] {
  return inflows
    .flatMap(({ putAwayAt, units, chance }) =>
      putAwayAt === null ? [] : { at: putAwayAt < now ? until : putAwayAt, units: units * chance },
    )
    .filter(({ units }) => units > 0)
    .toSorted((a, b) => a.at - b.at);
}

export const arrivedBy = (arrivals: readonly Arrival[], until: Instant): number => {
  let units = 0;
  for (const one of arrivals) if (one.at <= until) units += one.units;
  return units;
};

/** What of the inbound could not be counted as it is said, and what to do about it. */
export function inflowWarnings(inflows: readonly Inflow[], now: Instant): readonly Phrase[] {
  return inflows.flatMap(({ name, units, putAwayAt }) => {
    if (units <= 0) return [];
    if (putAwayAt === null) return [phrase('restock:warning.inflowUndated', { name, units })];
    return putAwayAt < now ? [phrase('restock:warning.inflowLate', { name, units })] : [];
  });
}
