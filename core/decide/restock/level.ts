import type { Instant } from '../../domain/instant.ts';
import { type Demand, totalOf, unitsUntil } from './demand.ts';
import { type Arrival, arrivedBy } from './inflow.ts';

/** What there is, what comes in and what is asked for: below nought units are missing. */
export type Course = { readonly room: number; readonly demand: Demand; readonly arrivals: readonly Arrival[] };

/** Mean units left at an instant. */
const levelAt = ({ room, demand, arrivals }: Course, at: Instant): number =>
  room + arrivedBy(arrivals, at) - totalOf(unitsUntil(demand, at));

/** Where the level may turn: in between it falls evenly. */
const turnsOf = ({ demand, arrivals }: Course, until: Instant): readonly Instant[] =>
  [
    ...demand.streams.map(({ at }) => Math.max(demand.from, at)),
    ...demand.cadence.flatMap(({ from, to }) => [from, to]),
    ...arrivals.map(({ at }) => at),
    until,
  ]
    .filter((at) => at > demand.from && at <= until)
    .toSorted((a, b) => a - b);

/** Units that are missing at the worst until an instant: so many are lost, whatever comes later. */
export function missingBy(course: Course, until: Instant): number {
  let worst = Math.min(0, levelAt(course, course.demand.from));
  for (const at of turnsOf(course, until)) worst = Math.min(worst, levelAt(course, at - 1), levelAt(course, at));
  return -worst;
}

/** Less than this below a line is what sums of decimals are off by. */
const NEARLY = 1e-5;

/** When the level first falls below a line; null where it does not until then. */
export function fallsBelow(course: Course, line: number, until: Instant): Instant | null {
  let [from, level] = [course.demand.from, levelAt(course, course.demand.from)];
  if (level < line - NEARLY) return from;
  for (const at of turnsOf(course, until)) {
    // Evenly, by days and usual streams; then at once, by a stream, held against what comes in at the same moment.
    const end = levelAt(course, at - 1);
    if (end < line - NEARLY) return Math.ceil(from + (Math.max(0, level - line) / (level - end)) * (at - 1 - from));
    if (levelAt(course, at) < line - NEARLY) return at;
    [from, level] = [at, levelAt(course, at)];
  }
  return null;
}

export const withArrivals = (course: Course, arrivals: readonly Arrival[]): Course =>
  arrivals.length === 0 ? course : { ...course, arrivals: [...course.arrivals, ...arrivals].toSorted((a, b) => a.at - b.at) };
