import type { SourceId } from '../../domain/ids.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import { releasedOf } from '../../domain/order.ts';
import { placeOf } from '../../domain/position.ts';
import { book as booked } from './entries.ts';
import type { Book, Early, Entry, Ledger, Told } from './state.ts';

/** An order and the level that shows it come by two answers: their times tell no more than this which was first. */
const APART = 5 * SECOND;

/** What one answer of orders tells: of whose, from when to when (`told`: the watermark before), and when it came. */
export type Window = {
  readonly source: SourceId;
  readonly told: Instant | undefined;
  readonly watermark: Instant;
  readonly since: Instant;
  readonly at: Instant;
};

/**
 * Orders and falls tell of the same units, one of them first. A fall that was read first, but stands after the watermark although
 * its order lies before it, is booked at the watermark, up to which orders replace falls. What orders told first is kept as
 * `early`, until the next reading shows it. How much that is follows from what was told and what fell since the answer before,
 * bounded by what can have been ordered or given back since the last reading: a sale that no level will ever show (goods came in with
 * it), or units that fell without an order (a system that takes too many), do not add up.
 */
export function meetFalls(ledger: Ledger, before: Book, after: Book, window: Window): Book {
  const { source, told, watermark, at } = window;
  const shown = shownUntil(ledger, after, source);
  const was = after.early?.[source];
  const carried = was !== undefined && shown <= was.at ? was.net : 0;
  const { net, ordered, released } = toldBy(before, after, window, shown);
  const fell = told === undefined ? 0 : netOf(after, source, told, watermark);
  const early = Math.max(Math.min(0, carried) - released, Math.min(Math.max(0, carried) + ordered, carried + net - fell));
  const { book, units } = pulled(after, source, watermark, early);
  return withEarly(book, source, { at, net: early - units });
}

/** Of so many units that a level shows (< 0: given back) those that orders told of before; nothing may have been read in between. */
export function metEarly(
  ledger: Ledger,
  book: Book,
  source: SourceId,
  from: Instant,
  units: number,
): { book: Book; told?: Told } {
  const early = book.early?.[source];
  const at = ledger.watermarks[source];
  if (early === undefined || at === undefined || from > early.at || early.net * units <= 0) return { book };
  const met = Math.min(Math.abs(early.net), Math.abs(units));
  const left = withEarly(book, source, { ...early, net: early.net - Math.sign(units) * met });
  return { book: left, told: { units: met, at } };
}

/** Whether orders have told all up to the last reading before a movement: then what it shows beyond is of after the watermark. */
export const isToldUpTo = (book: Book, source: SourceId, from: Instant): boolean => {
  const early = book.early?.[source];
  return early !== undefined && from <= early.at;
};

function withEarly(book: Book, source: SourceId, early: Early): Book {
  return { ...book, early: { ...book.early, [source]: early } };
}

/** Up to when every place of the source has shown what happened: one that is being written, or flickers, stands still. */
function shownUntil(ledger: Ledger, { places }: Book, source: SourceId): Instant {
  let shown = ledger.feeds[source]?.coverAt ?? 0;
  for (const key in places) {
    const held = places[key];
    if (held === undefined || placeOf(key).source !== source) continue;
    if (held.frozenBy !== null) shown = Math.min(shown, held.readAt);
    if (held.flicker !== null) shown = Math.min(shown, held.flicker.since);
  }
  return shown;
}

/** What the lines up to the watermark say that those of before did not; and how much of it no reading can have shown yet. */
function toldBy(before: Book, after: Book, { source, told, watermark }: Window, shown: Instant) {
  let [net, ordered, released] = [0, 0, 0];
  // A watermark that lies before the last reading does not say which reading was the last before it.
  const unshown = told === undefined ? shown : watermark < shown ? Number.NEGATIVE_INFINITY : shown - APART;
  const begins = told === undefined ? shown : Number.NEGATIVE_INFINITY;
  for (const [id, line] of Object.entries(after.orders)) {
    if (line.source !== source || line.createdAt > watermark || line.createdAt <= begins) continue;
    const known = told === undefined || line.createdAt > told ? undefined : before.orders[id];
    if (known === line) continue;
    const more = line.quantity - (known?.quantity ?? 0);
    const back = releasedOf(line) - (known === undefined ? 0 : releasedOf(known));
    net += more - back;
    if (known !== undefined || line.createdAt > unshown) ordered += Math.max(0, more) + Math.max(0, -back);
    released += Math.max(0, back) + Math.max(0, -more);
  }
  return { net, ordered, released };
}

const entriesOf = ({ seen }: Book, source: SourceId): readonly (readonly [string, readonly Entry[]])[] =>
  Object.entries(seen).filter(([key]) => placeOf(key).source === source);

/** Net units that places of the source showed within (from, to]. */
export function netOf(book: Book, source: SourceId, from: Instant, to: Instant): number {
  let units = 0;
  for (const [, entries] of entriesOf(book, source)) {
    for (const { at, ordered, released } of entries) if (at > from && at <= to) units += ordered - released;
  }
  return units;
}

/** So many of the units that stand after the watermark, the oldest first, are booked at it (< 0: units given back). Answers with how many. */
function pulled(
  kept: Book,
  source: SourceId,
  watermark: Instant,
  wanted: number,
): { readonly book: Book; readonly units: number } {
  if (wanted === 0) return { book: kept, units: 0 };
  const field = wanted > 0 ? 'ordered' : 'released';
  const late = entriesOf(kept, source).flatMap(([key, entries]) =>
    entries
      .filter((entry) => entry.at > watermark && entry[field] > 0)
      .map((entry) => ({ key, at: entry.at, has: entry[field] })),
  );
  let left = Math.abs(wanted);
  const seen: Record<string, readonly Entry[]> = { ...kept.seen };
  for (const { key, at, has } of late.sort((a, b) => a.at - b.at)) {
    const took = Math.min(left, has);
    if (took === 0) break;
    left -= took;
    seen[key] = shifted(seen[key] ?? [], { at, to: watermark, field, units: took });
  }
  return { book: { ...kept, seen }, units: Math.sign(wanted) * (Math.abs(wanted) - left) };
}

type Shift = { readonly at: Instant; readonly to: Instant; readonly field: 'ordered' | 'released'; readonly units: number };
function shifted(entries: readonly Entry[], { at, to, field, units }: Shift): readonly Entry[] {
  const without = booked(entries, { at, ordered: 0, released: 0, [field]: -units }, to);
  return booked(without, { at: to, ordered: 0, released: 0, [field]: units }, to);
}
