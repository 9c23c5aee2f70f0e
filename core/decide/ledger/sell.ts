import { isFile } from '../../domain/file-source.ts';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { bookDay, today } from './days.ts';
import { isToldUpTo, metEarly } from './early.ts';
import { book, spread } from './entries.ts';
import type { Book, Ledger, Recent, Told } from './state.ts';
import { channelReleased, channelSold, warehouseSold, warehouseUnsold } from './unseen.ts';

/** Who saw it: a source's place (or console), under the key that its units stand under, and when it was read last before that. */
export type Witness = { readonly key: string; readonly source: SourceId; readonly from?: Instant };
export type Sold = Pick<Recent, 'consumed' | 'span' | 'told'> & { readonly units: number };

export const lagOf = (ledger: Ledger, source: SourceId): number => (ledger.settings.sources[source]?.lagMinutes ?? 0) * MINUTE;

/** Units sold as one place showed them, somewhere in the span; answers with what was booked. `consumed`: of them those that a channel had told of before. */
export function sell(ledger: Ledger, kept: Book, witness: Witness, units: number, span: Sold['span']): { book: Book } & Sold {
  if (units <= 0) return { book: kept, consumed: 0, units, span };
  const [from, at] = span;
  const met = meet(ledger, kept, witness, units);
  const begins = met.after === null ? from : Math.min(at, Math.max(from, met.after));
  const sold: Sold = { units, consumed: 0, span: [begins, at], ...toldOf(met) };
  const next = showUnits(ledger, met.book, witness, sold, 1);
  if (isChannel(ledger, witness)) return { book: channelSold(ledger, next, at, untold(ledger, witness, sold)), ...sold };
  const { book: seen, consumed } = warehouseSold(next, units, isFile(ledger.settings.sources[witness.source]) ? at : undefined);
  const own = units - consumed;
  const day = bookDay(seen, today(ledger, at), witness.source, -consumed);
  // Only a warehouse that sees orders at once can have seen one before its channel was asked.
  const mayBeFirst = own > 0 && lagOf(ledger, witness.source) < MINUTE;
  if (!mayBeFirst) return { book: day, ...sold, consumed };
  const credit = [...day.credit, { at, units: own, source: witness.source }].slice(-20);
  return { book: { ...day, credit }, ...sold, consumed };
}

/** What was booked as sold was none: as if it had never been. */
export function unsell(ledger: Ledger, kept: Book, witness: Witness, sold: Sold): Book {
  const { units, consumed, span } = sold;
  if (units <= 0) return kept;
  const next = showUnits(ledger, kept, witness, sold, -1);
  if (isChannel(ledger, witness)) return channelReleased(next, untold(ledger, witness, sold));
  const back = warehouseUnsold(next, span[1], units, consumed);
  return bookDay(back, today(ledger, span[1]), witness.source, consumed);
}

/** Units given back unpaid or cancelled; answers with those that orders had told of before. */
export function giveBack(ledger: Ledger, kept: Book, witness: Witness, units: number, at: Instant): { book: Book; told?: Told } {
  if (units === 0) return { book: kept };
  const met = meet(ledger, kept, witness, -units);
  return { book: showBack(ledger, met.book, witness, { units, at, ...toldOf(met) }, 1), ...toldOf(met) };
}

/** They were not given back after all. */
export const takeBack = (ledger: Ledger, kept: Book, witness: Witness, back: Back): Book =>
  back.units === 0 ? kept : showBack(ledger, kept, witness, back, -1);

type Back = { readonly units: number; readonly at: Instant; readonly told?: Told };
function showBack(ledger: Ledger, kept: Book, { key, source }: Witness, { units, at, told }: Back, sign: 1 | -1): Book {
  const watermark = ledger.watermarks[source];
  let entries = kept.seen[key] ?? [];
  let next = kept;
  for (const part of [told ?? { units: 0, at }, { units: units - (told?.units ?? 0), at }]) {
    if (part.units === 0) continue;
    entries = book(entries, { at: part.at, ordered: 0, released: sign * part.units }, watermark);
    next = bookDay({ ...next, seen: { ...next.seen, [key]: entries } }, today(ledger, part.at), source, -sign * part.units);
    if (!isChannel(ledger, { key, source }) || part.at <= (watermark ?? 0)) continue;
    next = sign > 0 ? channelReleased(next, part.units) : channelSold(ledger, next, at, part.units);
  }
  return next;
}

/**
 * What orders told of before a level showed it is booked where they told it. `after`: the rest is of after that; null: nobody can
 * tell. A source that sees orders late shows now what was told long ago.
 */
function meet(ledger: Ledger, kept: Book, { source, from }: Witness, units: number) {
  if (from === undefined || lagOf(ledger, source) > 0) return { book: kept, after: null };
  const after = isToldUpTo(kept, source, from) ? (ledger.watermarks[source] ?? null) : null;
  return { ...metEarly(ledger, kept, source, from, units), after };
}
const toldOf = ({ told }: { readonly told?: Told }): { readonly told?: Told } => (told === undefined ? {} : { told });

const isChannel = (ledger: Ledger, { source }: Witness): boolean => ledger.settings.sources[source]?.role === 'channel';

/** Of these units, those after the time up to which orders have told. */
function untold(ledger: Ledger, { source }: Witness, { units, told, span: [from, to] }: Sold): number {
  const watermark = ledger.watermarks[source];
  const rest = units - (told?.units ?? 0);
  if (watermark === undefined || from > watermark) return rest;
  return spread(from, to, rest).reduce((sum, share) => sum + (share.at > watermark ? share.units : 0), 0);
}

/** Books them (-1: takes them out again), each where it belongs. */
function showUnits(ledger: Ledger, kept: Book, { key, source }: Witness, { units, told, span }: Sold, sign: 1 | -1): Book {
  let entries = kept.seen[key] ?? [];
  let next = kept;
  for (const share of [...(told === undefined ? [] : [told]), ...spread(span[0], span[1], units - (told?.units ?? 0))]) {
    entries = book(entries, { at: share.at, ordered: sign * share.units, released: 0 }, ledger.watermarks[source]);
    next = bookDay(next, today(ledger, share.at), source, sign * share.units);
  }
  return { ...next, seen: { ...next.seen, [key]: entries } };
}
