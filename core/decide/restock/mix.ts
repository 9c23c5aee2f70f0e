import type { Instant } from '../../domain/instant.ts';
import type { Lot } from '../../domain/restock.ts';
import { isSea } from '../../domain/shipping.ts';
import { guarded } from './guard.ts';
import type { PlanInput } from './input.ts';
import { type Course, fallsBelow, missingBy, withArrivals } from './level.ts';
import { lotOf } from './lots.ts';
import { inSteps, orderable, stepOf, wholeUp } from './quantity.ts';
import type { Route, Routes } from './routes.ts';

export type Mixing = {
  readonly input: PlanInput;
  readonly routes: Routes;
  readonly course: Course;
  readonly until: Instant;
  /** Before rounding. */
  readonly need: number;
  readonly safety: number;
};
/** What is wanted before any cap: transfers first, then what is bought; units that nothing brings in time. */
export type Mix = {
  readonly lots: readonly Lot[];
  readonly gapUnits: number;
  /** The level with what is transferred, and what is still needed. */
  readonly course: Course;
};

/** Less than this is what sums of decimals are off by. */
const NEARLY = 1e-6;

/** Units missing before something that is put away at an instant. */
const missingBefore = (course: Course, at: Instant): number => missingBy(course, at - 1);

/** Whatever can be transferred comes before any purchase; the rest by the cheapest mode, and by faster ones as far as that is too late. */
export function mixOf(mixing: Mixing): Mix {
  const moved = transfersIn(mixing);
  const bought = purchasesIn({ ...mixing, course: moved.course, need: moved.need });
  return { lots: [...moved.lots, ...bought.lots], gapUnits: bought.gapUnits, course: moved.course };
}

function transfersIn({ input, routes, course, until, need, safety }: Mixing) {
  const left = new Map(input.reserves.map(({ place, units }) => [keyOf(place), units]));
  const lots: Lot[] = [];
  let [level, open] = [course, need];
  const regularAt = routes.base?.next.putAwayAt ?? until;
  for (const route of routes.transfers) {
    const from = route.mode.from === null ? '' : keyOf(route.mode.from);
    const at = route.next.putAwayAt;
    // What is there only after all that is planned for is none of it.
    if (at >= until) continue;
    const lost = missingBefore(level, Math.min(at, regularAt));
    const safe = guarded(level, input);
    const wanted = wholeUp(Math.max(open - lost, missingBefore(safe, Math.max(at, regularAt)) - missingBefore(safe, at)));
    const units = Math.min(left.get(from) ?? 0, wanted);
    if (units <= 0) continue;
    left.set(from, (left.get(from) ?? 0) - units);
    const isSoonest = [...routes.fast, ...(routes.base === null ? [] : [routes.base])].every((one) => at <= one.next.putAwayAt);
    const lot =
      isSoonest && lost > NEARLY
        ? late(input, route, units, level, until)
        : regular(input, route, units, above(level, lost), safety, until);
    lots.push(lot);
    level = withArrivals(level, [{ at: lot.putAwayAt, units }]);
    open -= units;
  }
  return { lots, course: level, need: open };
}
const keyOf = ({ source, location }: { source: string; location: string }): string => `${source} ${location}`;
/** The level as if so many more units were there. */
const above = (course: Course, units: number): Course => ({ ...course, room: course.room + units });

/** In time for the safety stock where that can be; else by the next departure, and needed when nothing is left. */
function regular(input: PlanInput, route: Route, units: number, course: Course, safety: number, until: Instant): Lot {
  const low = fallsBelow(course, safety, until);
  const aim = low === null ? until : low >= route.next.putAwayAt ? low : null;
  return lotOf(input, route, units, aim, aim === null ? outFrom(course, route, until) : low);
}
/** When nothing is left: not before it can be there, since what is missing until then is not counted on it. */
function outFrom(course: Course, { next }: Route, until: Instant): Instant | null {
  const out = fallsBelow(course, 0, until);
  return out === null ? null : Math.max(out, next.putAwayAt);
}
/** The soonest there is, and too late: needed when nothing is left, and to be sent at once. */
const late = (input: PlanInput, route: Route, units: number, course: Course, until: Instant): Lot =>
  lotOf(input, route, units, null, fallsBelow(course, 0, until));

function purchasesIn({ input, routes, course, until, need, safety }: Mixing) {
  const { base, fast } = routes;
  if (base === null) return { lots: [], gapUnits: wholeUp(missingBefore(course, until)) };
  const step = stepOf(input.supply);
  const soonest = fast.at(-1) ?? base;
  const lost = missingBefore(course, soonest.next.putAwayAt);
  const isLate = (route: Route): boolean => route === soonest && lost > NEARLY;
  const safe = guarded(course, input);
  const wants = flown(input, { base, fast, course: safe, need: need - lost });
  const lots = fast.flatMap((route, index): Lot[] => {
    const units = inSteps(wholeUp(wants[index] ?? 0), step);
    if (units === 0) return [];
    if (isLate(route)) return [late(input, route, units, course, until)];
    const out = outFrom(above(safe, missingBefore(safe, route.next.putAwayAt)), route, until);
    return [lotOf(input, route, units, out, out)];
  });
  const sum = lots.reduce((total, { units }) => total + units, 0);
  const rest = orderable(Math.max(wholeUp(need - lost), sum), input.supply, step) - sum;
  if (rest > 0) {
    const filled = withArrivals(
      above(course, lost),
      lots.map(({ putAwayAt, units }) => ({ at: putAwayAt, units })),
    );
    lots.unshift(isLate(base) ? late(input, base, rest, course, until) : regular(input, base, rest, filled, safety, until));
  }
  return { lots, gapUnits: wholeUp(lost) };
}

type Flying = { readonly base: Route; readonly fast: readonly Route[]; readonly course: Course; readonly need: number };

/**
 * What goes by each faster mode. 海运主补、空运补差量: what is missing from when it can be there until the next slower one is.
 * Regular by sea and streams by air: all of the scheduled streams that it is in time for, besides.
 */
function flown({ rules }: PlanInput, { base, fast, course, need }: Flying): readonly number[] {
  const slower = [base, ...fast];
  const gaps = fast.map(
    ({ next }, index) => missingBefore(course, (slower[index] ?? base).next.putAwayAt) - missingBefore(course, next.putAwayAt),
  );
  const [air] = fast;
  if (rules.policy !== 'regularAndStreams' || air === undefined || !isSea(base.mode.kind)) return gaps;
  let streams = 0;
  for (const { at, units } of course.demand.streams) if (at >= air.next.putAwayAt) streams += units;
  const others = gaps.slice(1).reduce((sum, units) => sum + units, 0);
  return gaps.map((units, index) => (index === 0 ? Math.max(units, Math.min(need, streams) - others) : units));
}
