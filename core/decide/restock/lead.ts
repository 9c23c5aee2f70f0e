import { DAY, type Instant, type Zone } from '../../domain/instant.ts';
import { LEAD_PARTS, type LeadPart, type Mode, type Peak } from '../../domain/shipping.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import { dateOf, instantOf, lastCutOff, nextCutOff, shifted } from './dates.ts';

/** Days that the SKU itself takes to be made and labelled: before the mode's own. */
export type OwnDays = Pick<SupplyFacts, 'productionDays' | 'labellingDays'>;

/** One way of goods from the order to the shelf, by the means of its parts. `spread`: standard deviation of the whole, days. */
export type Trip = {
  /** The last moment to order for this departure. */
  readonly orderBy: Instant;
  /** Null: the mode leaves at any time. */
  readonly cutOff: Instant | null;
  readonly arrivesAt: Instant;
  readonly putAwayAt: Instant;
  readonly spread: number;
};

const BEFORE: readonly LeadPart[] = ['production', 'labelling', 'domestic'];
const AFTER: readonly LeadPart[] = LEAD_PARTS.filter((part) => !BEFORE.includes(part));
/** As long as a year's peaks may make us look back for a departure. */
const MOST_STEPS = 400;

/** Whether anybody said how long its main leg takes: without it there is no date to give. */
export const hasLead = ({ parts }: Mode): boolean => parts.main !== undefined;

type Way = { readonly mode: Mode; readonly own: OwnDays | null; readonly zone: Zone };

/** Goods that are there need not be made or labelled again. */
function daysOf({ mode, own }: Way, part: LeadPart): { readonly days: number; readonly spread: number } {
  const said = mode.parts[part] ?? { days: 0, spread: 0 };
  if (part !== 'production' && part !== 'labelling') return said;
  if (mode.kind === 'transfer') return { days: 0, spread: 0 };
  const days = (part === 'production' ? own?.productionDays : own?.labellingDays) ?? said.days;
  return { days, spread: said.spread };
}

/** A peak that names no part is one of all parts. */
const peaksOf = ({ peaks }: Mode, part: LeadPart): readonly Peak[] =>
  peaks.filter(({ parts }) => parts.length === 0 || parts.includes(part));

const zoneOf = ({ mode, zone }: Way): Zone => mode.cutOff?.zone ?? zone;

/** How many times as long a part takes that begins then; where peaks overlap the worst holds. */
function factorAt(way: Way, part: LeadPart, at: Instant): number {
  const peaks = peaksOf(way.mode, part);
  if (peaks.length === 0) return 1;
  const date = dateOf(at, zoneOf(way));
  const here = peaks.filter(({ from, to }) => from <= date && date <= to);
  return here.length === 0 ? 1 : Math.max(...here.map(({ factor }) => factor));
}

/** No part takes longer than ten years, whatever is typed: what lies beyond all calendars would be no date. */
const MOST_DAYS = 3_650;
const lengthOf = (days: number, factor: number): number => Math.min(MOST_DAYS, days * factor) * DAY;
const endOf = (way: Way, part: LeadPart, at: Instant): Instant => at + lengthOf(daysOf(way, part).days, factorAt(way, part, at));

/** The last moment at which a part may begin so that it ends by then: by each pace that it may have, or just before a peak. */
function lastStart(way: Way, part: LeadPart, end: Instant): Instant {
  const peaks = peaksOf(way.mode, part);
  const { days } = daysOf(way, part);
  const starts = [1, ...peaks.map(({ factor }) => factor)].map((factor) => end - lengthOf(days, factor));
  for (const { from, to } of peaks)
    starts.push(instantOf(from, '00:00', zoneOf(way)) - 1, instantOf(shifted(to, 1), '00:00', zoneOf(way)) - 1);
  const good = starts.filter((start) => start <= end && endOf(way, part, start) <= end);
  return Math.max(...good, end - lengthOf(days, Math.max(1, ...peaks.map(({ factor }) => factor))));
}

const through = (way: Way, parts: readonly LeadPart[], at: Instant): Instant =>
  parts.reduce((start, part) => endOf(way, part, start), at);
const back = (way: Way, parts: readonly LeadPart[], end: Instant): Instant =>
  parts.reduceRight((until, part) => lastStart(way, part, until), end);

/** The last moment to order so that all is ready by the departure: a part that ends early may bring the next one into a peak. */
function lastOrder(way: Way, departs: Instant): Instant {
  let at = Math.floor(back(way, BEFORE, departs));
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const late = through(way, BEFORE, at) - departs;
    if (late <= 0) break;
    at -= Math.ceil(late);
  }
  return at;
}

/** From the departure on; the order must be in by then at the latest. */
function leaving(way: Way, departs: Instant, cutOff: Instant | null): Trip {
  let [at, variance] = [departs, 0];
  const arrives = through(way, AFTER.slice(0, -1), departs);
  for (const part of LEAD_PARTS) {
    const { days, spread } = daysOf(way, part);
    const factor = BEFORE.includes(part) ? 1 : factorAt(way, part, at);
    if (!BEFORE.includes(part)) at += lengthOf(days, factor);
    variance += (spread * factor) ** 2;
  }
  const whole = { arrivesAt: Math.round(arrives), putAwayAt: Math.round(at), spread: Math.sqrt(variance) };
  return { orderBy: lastOrder(way, departs), cutOff, ...whole };
}

/** The next departure that goods ordered at an instant make. */
export function tripFrom(mode: Mode, own: OwnDays | null, at: Instant, zone: Zone): Trip {
  const way = { mode, own, zone };
  const ready = through(way, BEFORE, at);
  const cutOff = mode.cutOff === null ? null : nextCutOff(mode.cutOff, ready);
  const trip = leaving(way, cutOff ?? ready, cutOff);
  // A peak that is about to begin may leave no later moment than this one.
  return { ...trip, orderBy: Math.max(at, trip.orderBy) };
}

/** The last departure that still puts away by `neededAt` what is ordered from `at` on: null where none does. */
export function lastTrip(mode: Mode, own: OwnDays | null, at: Instant, neededAt: Instant, zone: Zone): Trip | null {
  const way = { mode, own, zone };
  const first = tripFrom(mode, own, at, zone);
  let departs = back(way, AFTER, neededAt);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const cutOff = mode.cutOff === null ? null : lastCutOff(mode.cutOff, departs);
    const trip = leaving(way, cutOff ?? departs, cutOff);
    if (trip.orderBy < at) break;
    if (trip.putAwayAt <= neededAt) return trip;
    departs = cutOff === null ? departs - DAY : cutOff - 1;
  }
  return first.putAwayAt <= neededAt ? first : null;
}

/** Mean days from an order now until it can be sold. */
export const leadOf = (mode: Mode, own: OwnDays | null, at: Instant, zone: Zone): number =>
  (tripFrom(mode, own, at, zone).putAwayAt - at) / DAY;
