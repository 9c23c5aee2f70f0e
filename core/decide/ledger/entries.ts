import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import type { Entry, Waiting } from './state.ts';

/** Longer than any stream and its lag. */
const KEPT = 14 * HOUR;
/** Units older than this are told by the minute. */
const FINE = 15 * MINUTE;

/** Units evenly over a time in which they were sold somewhere: no pulse, and no unit more or less. Negative units likewise. */
export function spread(from: Instant, to: Instant, units: number): readonly Waiting[] {
  const steps = Math.min(Math.ceil((to - from) / MINUTE), Math.abs(units));
  if (steps <= 1) return units === 0 ? [] : [{ at: to - from > MINUTE ? (from + to) / 2 : to, units }];
  const upTo = (step: number): number => Math.sign(units) * Math.floor((Math.abs(units) * step) / steps);
  return Array.from({ length: steps }, (_, step) => ({
    at: from + ((to - from) * (step + 0.5)) / steps,
    units: upTo(step + 1) - upTo(step),
  }));
}

/** Books units at one time; what cancels out leaves nothing behind. `told`: orders are complete up to here. */
export function book(entries: readonly Entry[], more: Entry, told: Instant | undefined): readonly Entry[] {
  const next = placed(entries, more);
  return next.length >= 64 && next.length % 16 === 0 ? compact(next, told ?? Number.POSITIVE_INFINITY) : next;
}

function placed(entries: readonly Entry[], more: Entry): readonly Entry[] {
  const { at } = more;
  const isNothing = (entry: Entry) => entry.ordered === 0 && entry.released === 0;
  // Nearly always it is the newest.
  if ((entries.at(-1)?.at ?? 0) < at) return isNothing(more) ? entries : [...entries, more];
  const index = entries.findLastIndex((entry) => entry.at <= at);
  const before = entries[index];
  const joins = before !== undefined && before.at === at;
  const entry = joins ? { at, ordered: before.ordered + more.ordered, released: before.released + more.released } : more;
  return [...entries.slice(0, joins ? index : index + 1), ...(isNothing(entry) ? [] : [entry]), ...entries.slice(index + 1)];
}

/** A hot SKU stays small: by the minute, but never across the time up to which orders have told. */
function compact(entries: readonly Entry[], told: Instant): readonly Entry[] {
  const newest = entries.at(-1)?.at ?? 0;
  const bound = Math.min(newest - FINE, told);
  const next: Entry[] = [];
  for (const entry of entries) {
    if (entry.at < newest - KEPT) continue;
    const last = next.at(-1);
    if (last === undefined || entry.at > bound || !sameMinute(last.at, entry.at)) next.push(entry);
    else next[next.length - 1] = { ...last, ordered: last.ordered + entry.ordered, released: last.released + entry.released };
  }
  return next;
}

const sameMinute = (a: Instant, b: Instant): boolean => Math.floor(a / MINUTE) === Math.floor(b / MINUTE);

export type Sum = { readonly ordered: number; readonly released: number; readonly last: Instant | null };
/** Units within [from, to]. */
export function sumOf(entries: readonly Entry[], from: Instant, to: Instant): Sum {
  let ordered = 0;
  let released = 0;
  let last: Instant | null = null;
  for (const entry of entries) {
    if (entry.at < from || entry.at > to) continue;
    ordered += entry.ordered;
    released += entry.released;
    if (entry.ordered > 0) last = entry.at;
  }
  return { ordered, released, last };
}
