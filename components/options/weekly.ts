import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE } from '../../core/domain/instant.ts';
import { rundownLater, type Stream, startOf } from '../../core/domain/stream.ts';

const MOST = 52;
const zoned = (at: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
/** So many weeks later by the market's clock: the same time of day, whatever the clocks do between. */
const later = (at: number, zone: string, weeks: number): number => zoned(at, zone).add({ weeks }).epochMilliseconds;

/**
 * The same stream in the weeks after it: a stream of its own each, planned alike, and started by nobody yet. An account goes live once
 * at a time: a week in which it has a stream then already is left as it is.
 */
export function repeated(stream: Stream, weeks: number, newId: () => string, known: readonly Stream[] = []): readonly Stream[] {
  const { uid: _, ...plain } = stream;
  const others = known.filter(({ id }) => id !== stream.id);
  return Array.from({ length: Math.min(weeks, MOST) }, (_each, index) => {
    const at = later(stream.plannedStart, stream.zone, index + 1);
    const shift = at - stream.plannedStart;
    return {
      ...plain,
      id: newId(),
      plannedStart: at,
      // By its length, not by its clock: a stream in the night of the change lasts as long as the others.
      plannedEnd: stream.plannedEnd + shift,
      actualStart: null,
      actualEnd: null,
      rundown: rundownLater(stream.rundown, shift),
    };
  }).filter((one) => !others.some((other) => overlaps(one, other)));
}

const overlaps = (a: Stream, b: Stream): boolean =>
  a.account === b.account && a.plannedStart < b.plannedEnd && b.plannedStart < a.plannedEnd;

/** How often a stream repeats until a day, that day included; 0 where the day is before the next. */
export function weeksUntil(stream: Pick<Stream, 'plannedStart' | 'zone'>, day: string): number {
  const last = Temporal.PlainDate.from(day);
  let weeks = 0;
  while (
    weeks < MOST &&
    Temporal.PlainDate.compare(zoned(later(stream.plannedStart, stream.zone, weeks + 1), stream.zone).toPlainDate(), last) <= 0
  )
    weeks += 1;
  return weeks;
}

/** A time of the week at which an account usually goes live. */
export type Cadence = {
  readonly account: string;
  /** 1 is Monday, by the market's clock. */
  readonly weekday: number;
  readonly time: string;
  readonly zone: string;
  readonly weeks: number;
  /** The newest of them: what the next one is made like. */
  readonly like: Stream;
  /** When the next one would be: the first that nothing is planned near. */
  readonly next: number;
};
const LOOKED_BACK = 8 * 7 * DAY;
const OFTEN = 3;
const STEP = 30 * MINUTE;
const NEAR = 3 * HOUR;

/** Times of the week at which an account went live in at least 3 of the last 8 weeks, each to half an hour, by the market's clock. */
export function cadences(streams: readonly Stream[], now: number): readonly Cadence[] {
  const past = streams.filter((one) => one.actualStart !== null && startOf(one) < now && startOf(one) > now - LOOKED_BACK);
  const slots = new Map<string, Stream[]>();
  for (const stream of past) {
    const { weekday, time } = slotOf(stream);
    const key = [stream.account, stream.zone, weekday, time].join('\u001f');
    slots.set(key, [...(slots.get(key) ?? []), stream]);
  }
  return [...slots.values()]
    .flatMap((same): Cadence[] => {
      const like = same.toSorted((a, b) => startOf(b) - startOf(a))[0];
      const weeks = new Set(same.map((one) => Math.floor((now - startOf(one)) / (7 * DAY)))).size;
      if (like === undefined || weeks < OFTEN) return [];
      const { weekday, time } = slotOf(like);
      const next = nextFree(like, weekday, time, streams, now);
      return [{ account: like.account, weekday, time, zone: like.zone, weeks, like, next }];
    })
    .sort((a, b) => a.next - b.next);
}

/** By the planned start: people go live some minutes early or late. */
function slotOf({ plannedStart, zone }: Stream): { readonly weekday: number; readonly time: string } {
  const at = zoned(Math.round(plannedStart / STEP) * STEP, zone);
  return { weekday: at.dayOfWeek, time: at.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

function nextFree({ account, zone }: Stream, weekday: number, time: string, streams: readonly Stream[], now: number): number {
  const today = zoned(now, zone).toPlainDate();
  const first = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
  for (let weeks = 0; ; weeks += 1) {
    const at = first.add({ weeks }).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    const isTaken = streams.some((one) => one.account === account && Math.abs(one.plannedStart - at) < NEAR);
    if (at > now && !isTaken) return at;
  }
}

/** A stream like the newest of a cadence, at its next time. */
export function nextOf({ like, next }: Cadence, id: string): Stream {
  const { uid: _, ...plain } = like;
  const length = like.plannedEnd - like.plannedStart;
  return {
    ...plain,
    id,
    plannedStart: next,
    plannedEnd: next + length,
    actualStart: null,
    actualEnd: null,
    rundown: [],
    setAside: {},
  };
}
