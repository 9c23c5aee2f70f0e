import type { Sku } from '../../domain/ids.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { EmergencyBody, EmergencySource, EmergencyStep, RestockPlan } from '../../domain/restock.ts';
import type { Inflow } from '../../domain/shipping.ts';

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
      if (last === undefined || last.step === 'dropped') return NOT_CALLED(source);
      const dueAt = last.step === 'sellable' ? null : (last.askedAt ?? last.at) + WITHIN_HOURS * HOUR;
      return { source, step: last.step, since: last.at, units: last.units, dueAt, sellableAt: sellableAt(source, last) };
    })
    .toSorted((a, b) => FURTHEST.indexOf(a.step) - FURTHEST.indexOf(b.step) || a.source.hours - b.source.hours);
}

const NOT_CALLED = (source: EmergencySource): RestockPlan['emergency'][number] => ({
  source,
  step: null,
  since: null,
  units: null,
  dueAt: null,
  sellableAt: null,
});

/** Where nobody says how sure it is: what was only promised may yet not come. */
const CHANCE = { confirmed: 0.9, shipped: 1 } as const;
const isSure = (step: EmergencyBody['step']): step is keyof typeof CHANCE => step in CHANCE;
/** Its hours run from when it was confirmed; what is only asked for has no date. */
const sellableAt = ({ hours }: EmergencySource, { step, confirmedAt, at }: EmergencyBody): Instant | null =>
  isSure(step) ? (confirmedAt ?? at) + hours * HOUR : null;

/** What calls bring: confirmed and shipped units are inbound like any other; asked ones are not, and sellable ones are in the stock. */
export function calledIn(
  sku: Sku,
  sources: readonly EmergencySource[],
  said: readonly EmergencyBody[],
): readonly Omit<Inflow, 'to'>[] {
  return sourcesFor(sku, sources).flatMap((source) => {
    const last = said.find((one) => one.sku === sku && one.source === source.id);
    if (last === undefined || !isSure(last.step)) return [];
    const units = last.units ?? source.units ?? 0;
    return { name: source.name, sku, units, putAwayAt: sellableAt(source, last), chance: CHANCE[last.step] };
  });
}

/** What was promised and counts for nothing, since nobody says how much it is. */
export const callWarnings = (calls: RestockPlan['emergency']): readonly Phrase[] =>
  calls.flatMap(({ source, units, sellableAt: at }) =>
    at !== null && units === null && source.units === null ? phrase('restock:warning.emergencyUnits', { name: source.name }) : [],
  );

export const sourcesFor = (sku: Sku, sources: readonly EmergencySource[]): readonly EmergencySource[] =>
  sources.filter((source) => (source.sku === null || source.sku === sku) && source.hours <= WITHIN_HOURS);
