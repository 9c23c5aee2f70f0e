import type { Sku } from '../../domain/ids.ts';
import { HOUR } from '../../domain/instant.ts';
import type { EmergencyBody, EmergencySource, EmergencyStep, RestockPlan } from '../../domain/restock.ts';

/** A call for emergency supply is to be sellable within so many hours of the first asking. */
export const WITHIN_HOURS = 72;
const FURTHEST: readonly (EmergencyStep | null)[] = ['sellable', 'shipped', 'confirmed', 'asked', null];

/** The named sources that can bring a SKU within 72 h, how far each call has come, and by when; those that came furthest first. */
export function emergencyOf(
  sku: Sku,
  sources: readonly EmergencySource[],
  said: readonly EmergencyBody[],
): RestockPlan['emergency'] {
  return sourcesFor(sku, sources)
    .map((source) => {
      const last = said.find((one) => one.sku === sku && one.source === source.id);
      if (last === undefined || last.step === 'dropped') return { source, step: null, since: null, units: null, dueAt: null };
      const dueAt = last.step === 'sellable' ? null : (last.askedAt ?? last.at) + WITHIN_HOURS * HOUR;
      return { source, step: last.step, since: last.at, units: last.units, dueAt };
    })
    .toSorted((a, b) => FURTHEST.indexOf(a.step) - FURTHEST.indexOf(b.step) || a.source.hours - b.source.hours);
}

export const sourcesFor = (sku: Sku, sources: readonly EmergencySource[]): readonly EmergencySource[] =>
  sources.filter((source) => (source.sku === null || source.sku === sku) && source.hours <= WITHIN_HOURS);
