import { Temporal } from 'temporal-polyfill';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { DateOrder, Table } from '../../domain/table.ts';
import { columnsOf } from './csv.ts';

type Wall = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};
/** A wall clock as it stands in a file. `offset`: minutes from UTC where it names one. `dateOnly`: no time was written. */
export type Written = { readonly wall: Wall; readonly offset: number | null; readonly dateOnly: boolean };

const CLOCK = String.raw`(?:[T\s,]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:[.,]\d+)?)?\s*(am|pm|上午|下午)?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${CLOCK}${ZONE}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${CLOCK}${ZONE}$`, 'i');
const NAMED = new RegExp(String.raw`^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})${CLOCK}${ZONE}$`, 'i');
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads a date or a time of a file; null where it is none, or no day of the calendar. */
export function writtenIn(text: string, order: DateOrder): Written | null {
  const plain = text.normalize('NFKC').trim();
  const first = YEAR_FIRST.exec(plain);
  if (first !== null) return written(first, Number(first[1]), Number(first[2]), Number(first[3]));
  const last = YEAR_LAST.exec(plain);
  if (last !== null) {
    const [a, b] = [Number(last[1]), Number(last[2])];
    const [month, day] = (order === 'mdy' && a <= 12) || b > 12 ? [a, b] : [b, a];
    return written(last, Number(last[3]), month, day);
  }
  const named = NAMED.exec(plain);
  return named === null
    ? null
    : written(named, Number(named[3]), MONTHS.indexOf((named[1] ?? '').toLowerCase()) + 1, Number(named[2]));
}

function written(match: RegExpExecArray, year: number, month: number, day: number): Written | null {
  const [, , , , hour, minute, second, half, zone] = match;
  let hours = Number(hour ?? 0);
  if (half !== undefined && hours > 12) return null;
  if (/^(pm|下午)$/i.test(half ?? '') && hours < 12) hours += 12;
  if (/^(am|上午)$/i.test(half ?? '') && hours === 12) hours = 0;
  const wall = { year, month, day, hour: hours, minute: Number(minute ?? 0), second: Number(second ?? 0) };
  if (!isOfCalendar(wall)) return null;
  return { wall, offset: offsetOf(zone), dateOnly: hour === undefined };
}

function isOfCalendar({ year, month, day, hour, minute, second }: Wall): boolean {
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Zones are slow to ask, and a file asks for the same hours again and again; no zone's clocks change within a quarter of an hour. */
const BLOCK = 900_000;
const MOST_KEPT = 50_000;
function remembered<T>() {
  const known = new Map<string, T>();
  return {
    get(key: string, ask: () => T): T {
      const found = known.get(key);
      if (found !== undefined) return found;
      if (known.size >= MOST_KEPT) known.clear();
      const answer = ask();
      known.set(key, answer);
      return answer;
    },
  };
}
const instants = remembered<Instant>();
const days = remembered<string>();

function instantBy({ year, month, day, hour, minute, second }: Wall, zone: Zone): Instant {
  const quarter = minute - (minute % 15);
  const start = instants.get(`${year}-${month}-${day} ${hour}:${quarter} ${zone}`, () => {
    const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute: quarter });
    return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  });
  return start + (minute - quarter) * 60_000 + second * 1_000;
}

/** Its instant: by its own offset, else by the zone's clock. An hour that comes twice is the first; one that is skipped moves on. */
export function instantOf({ wall, offset }: Written, zone: Zone): Instant {
  if (offset !== null) {
    const { year, month, day, hour, minute, second } = wall;
    return Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000;
  }
  return instantBy(wall, zone);
}

/** A date without a time as the end of that day: what is promised for a day is there when it is over. */
export function endOfDay({ wall }: Written, zone: Zone): Instant {
  return Temporal.PlainDate.from(wall).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 60_000;
}

/** As it is read back: `2026-11-23 20:00`. */
export const wallIn = (at: Instant, zone: Zone): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

/** The day of an instant in a zone: `2026-11-23`. */
export const dayIn = (at: Instant, zone: Zone): string =>
  days.get(`${Math.floor(at / BLOCK)} ${zone}`, () =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );

/** What the dates of a column say of their own order. `none`: none is written so that it matters. */
function orderIn(cells: readonly string[]): DateOrder | 'unclear' | 'none' {
  let seen = false;
  for (const cell of cells) {
    const match = YEAR_LAST.exec(cell.normalize('NFKC').trim());
    if (match === null) continue;
    seen = true;
    if (Number(match[1]) > 12) return 'dmy';
    if (Number(match[2]) > 12) return 'mdy';
  }
  return seen ? 'unclear' : 'none';
}

/** In which order a table's dates are read: as they tell themselves, all columns of one file alike, else as a person says. */
export function datesOf<F extends string>(
  { header, rows }: Table,
  names: Readonly<Record<F, readonly string[]>>,
  fields: readonly F[],
  asked: DateOrder,
): { readonly order: DateOrder; readonly unclearDates: boolean } {
  const { at } = columnsOf(header, names);
  const columns = fields.flatMap((field) => at.get(field) ?? []);
  const told = orderIn(rows.flatMap(({ cells }) => columns.map((column) => cells[column] ?? '')));
  return { order: told === 'mdy' || told === 'dmy' ? told : asked, unclearDates: told === 'unclear' };
}
