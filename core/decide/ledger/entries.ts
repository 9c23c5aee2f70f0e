import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import type { Entry } from './state.ts';

/** Longer than any stream and its lag. */
const KEPT = 14 * HOUR;

/** Books units at one time. Units of one minute stand together, so that a hot SKU stays small. */
export function book(entries: readonly Entry[], at: Instant, ordered: number, released = 0): readonly Entry[] {
  if (ordered === 0 && released === 0) return entries;
  const index = entries.findLastIndex((entry) => entry.at <= at);
  const before = entries[index];
  const joins = before !== undefined && sameMinute(before.at, at);
  const entry = joins
    ? { at: before.at, ordered: before.ordered + ordered, released: before.released + released }
    : { at, ordered, released };
  const next = [...entries.slice(0, joins ? index : index + 1), entry, ...entries.slice(index + 1)];
  const oldest = (next.at(-1)?.at ?? at) - KEPT;
  return (next[0]?.at ?? at) < oldest ? next.filter((one) => one.at >= oldest) : next;
}

/** Books units evenly over a time in which they fell somewhere: no pulse, and no unit more or less. */
export function bookSpread(entries: readonly Entry[], from: Instant, to: Instant, units: number): readonly Entry[] {
  const minutes = Math.max(1, Math.ceil((to - from) / MINUTE));
  if (minutes === 1) return book(entries, to, units);
  const steps = Math.min(minutes, Math.abs(units));
  let next = entries;
  let booked = 0;
  for (let step = 1; step <= steps; step += 1) {
    const share = Math.round((units * step) / steps) - booked;
    booked += share;
    next = book(next, from + ((to - from) * (step - 0.5)) / steps, share);
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
