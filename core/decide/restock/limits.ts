import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Lot, Refused, RestockPlan } from '../../domain/restock.ts';
import { isSea } from '../../domain/shipping.ts';
import { dateOf, wallClock } from './dates.ts';
import { guarded } from './guard.ts';
import type { PlanInput } from './input.ts';
import { type Course, fallsBelow, missingBy } from './level.ts';
import type { Mix } from './mix.ts';
import { type Route, type Routes, refuse } from './routes.ts';

/** Sea is too late where units are missing before the soonest of it; all is, where even the soonest of all brings some too late. */
export function tooLateOf(
  input: PlanInput,
  { gapUnits, course }: Mix,
  { able, base }: Routes,
  until: Instant,
): RestockPlan['tooLate'] {
  const missing = (routes: readonly Route[], by = course): boolean =>
    missingBy(by, Math.min(until, ...routes.map(({ next }) => next.putAwayAt - 1))) > 1e-6;
  const bought = able.filter(({ mode }) => mode.kind !== 'transfer');
  if (base === null) return gapUnits > 0 ? 'all' : 'none';
  if (missing(bought)) return 'all';
  const sea = bought.filter(({ mode }) => isSea(mode.kind));
  // What a burst is not flown for is missing, too.
  return gapUnits > 0 || (sea.length > 0 && missing(sea, guarded(course, input))) ? 'sea' : 'none';
}

/** Modes that may carry it and are not taken: too late, dearer or slower. */
export function passedOver(
  input: PlanInput,
  { able, refused }: Routes,
  lots: readonly Lot[],
  course: Course,
): readonly Refused[] {
  const taken = new Set([...lots, ...refused].map(({ mode }) => mode));
  if (lots.length === 0) return [];
  return able
    .filter(({ mode }) => !taken.has(mode.id))
    .map(({ mode, next }) => {
      const out = fallsBelow(course, 0, next.putAwayAt - 1);
      if (mode.kind === 'transfer') return refuse(mode, phrase('restock:refused.nothingThere'));
      if (out === null) return refuse(mode, phrase('restock:refused.dearer'));
      const [arrives, needed] = [wallClock(next.putAwayAt, input.zone), wallClock(out, input.zone)];
      return refuse(mode, phrase('restock:refused.late', { arrives, needed }));
    });
}

/** What nobody said, and what is lost without it. */
export function unknowns(input: PlanInput, { able }: Routes): readonly Phrase[] {
  const { sellable, base, streams, cadence, modes, sku } = input;
  const said: Phrase[] = [];
  if (sellable === null) said.push(phrase('restock:warning.noStock', { sku }));
  if (base === null)
    said.push(phrase(streams.length > 0 || cadence !== null ? 'restock:warning.noBase' : 'restock:warning.noDemand'));
  said.push(...likeStreams(input));
  if (modes.length === 0) said.push(phrase('restock:warning.noModes'));
  else if (able.length === 0) said.push(phrase('restock:warning.noneFit'));
  return said;
}

/** What was left out of the base, and what it is counted as instead. */
function likeStreams({ streamLike, cadence, driven }: PlanInput): readonly Phrase[] {
  if (streamLike === null) return [];
  const { days: count, last, asUsual } = streamLike;
  if (driven.cause === 'burst') return [phrase('restock:warning.streamLikeBurst', { count, last })];
  if (!asUsual || cadence === null) return [phrase('restock:warning.streamLike', { count, last })];
  const figures = { perWeek: Math.round(cadence.perWeek * 10) / 10, units: Math.round(cadence.units) };
  return [phrase('restock:warning.streamLikeUsual', { count, last, ...figures })];
}

/** Units that nothing brings in time are said, and what can be done instead. */
export function gapWarnings(mix: Mix, routes: Routes): readonly Phrase[] {
  if (mix.gapUnits <= 0) return [];
  const isHeld = routes.refused.some(({ why }) => why.key === 'restock:refused.burst');
  return [phrase(isHeld ? 'restock:warning.gapBurst' : 'restock:warning.gap', { units: mix.gapUnits })];
}

/** A putaway that nobody said is counted as done at once, and said. */
export const noPutaway = ({ modes }: PlanInput, lots: readonly Lot[]): readonly Phrase[] =>
  lots.flatMap(({ mode, name }) =>
    modes.find(({ id }) => id === mode)?.parts.putaway === undefined ? phrase('restock:warning.noPutaway', { mode: name }) : [],
  );

/** Peaks that a consignment falls into: its dates have them in. */
export const peaksMet = ({ modes, zone }: PlanInput, lots: readonly Lot[]): readonly Phrase[] =>
  lots.flatMap(({ mode, name, orderBy, putAwayAt }) => {
    const found = modes.find(({ id }) => id === mode);
    const [first, last] = [orderBy, putAwayAt].map((at) => dateOf(at, found?.cutOff?.zone ?? zone));
    return (found?.peaks ?? [])
      .filter(({ from, to, factor }) => factor > 1 && from <= (last ?? from) && to >= (first ?? to))
      .map(({ why, from, to, factor }) => phrase('restock:warning.peak', { mode: name, why, from, to, factor }));
  });
