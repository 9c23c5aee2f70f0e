import { isFile } from '../../domain/file-source.ts';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { bookDay, today } from './days.ts';
import { book, spread } from './entries.ts';
import type { Book, Ledger } from './state.ts';
import { channelReleased, channelSold, warehouseSold, warehouseUnsold } from './unseen.ts';

/** Who saw it: a source's place (or console), under the key that its units stand under. */
export type Witness = { readonly key: string; readonly source: SourceId };
export type Sold = { readonly units: number; readonly consumed: number; readonly span: readonly [Instant, Instant] };

export const lagOf = (ledger: Ledger, source: SourceId): number => (ledger.settings.sources[source]?.lagMinutes ?? 0) * MINUTE;

/** Units sold as one place showed them, somewhere in the span. Answers with how many of them a channel had told of before. */
export function sell(
  ledger: Ledger,
  kept: Book,
  witness: Witness,
  units: number,
  span: Sold['span'],
): { readonly book: Book; readonly consumed: number } {
  if (units <= 0) return { book: kept, consumed: 0 };
  const at = span[1];
  const next = showUnits(ledger, kept, witness, units, span);
  if (isChannel(ledger, witness))
    return { book: channelSold(ledger, next, at, untold(ledger, witness, units, span)), consumed: 0 };
  const { book: seen, consumed } = warehouseSold(next, units, isFile(ledger.settings.sources[witness.source]) ? at : undefined);
  const own = units - consumed;
  const day = bookDay(seen, today(ledger, at), witness.source, -consumed);
  // Only a warehouse that sees orders at once can have seen one before its channel was asked.
  const mayBeFirst = own > 0 && lagOf(ledger, witness.source) < MINUTE;
  if (!mayBeFirst) return { book: day, consumed };
  return { book: { ...day, credit: [...day.credit, { at, units: own, source: witness.source }].slice(-20) }, consumed };
}

/** What was booked as sold was none: as if it had never been. */
export function unsell(ledger: Ledger, kept: Book, witness: Witness, { units, consumed, span }: Sold): Book {
  if (units <= 0) return kept;
  const next = showUnits(ledger, kept, witness, -units, span);
  if (isChannel(ledger, witness)) return channelReleased(next, untold(ledger, witness, units, span));
  const back = warehouseUnsold(next, span[1], units, consumed);
  return bookDay(back, today(ledger, span[1]), witness.source, consumed);
}

/** Units given back unpaid or cancelled; negative: they were not after all. */
export function giveBack(ledger: Ledger, kept: Book, witness: Witness, units: number, at: Instant): Book {
  if (units === 0) return kept;
  const { key, source } = witness;
  const entry = { at, ordered: 0, released: units };
  const seen = { ...kept.seen, [key]: book(kept.seen[key] ?? [], entry, ledger.watermarks[source]) };
  const next = bookDay({ ...kept, seen }, today(ledger, at), source, -units);
  if (!isChannel(ledger, witness) || at <= (ledger.watermarks[source] ?? 0)) return next;
  return units > 0 ? channelReleased(next, units) : channelSold(ledger, next, at, -units);
}

const isChannel = (ledger: Ledger, { source }: Witness): boolean => ledger.settings.sources[source]?.role === 'channel';

/** Of these units, those after the time up to which orders have told. */
function untold(ledger: Ledger, { source }: Witness, units: number, [from, to]: Sold['span']): number {
  const watermark = ledger.watermarks[source];
  if (watermark === undefined || from > watermark) return units;
  return spread(from, to, units).reduce((sum, share) => sum + (share.at > watermark ? share.units : 0), 0);
}

function showUnits(ledger: Ledger, kept: Book, { key, source }: Witness, units: number, [from, to]: Sold['span']): Book {
  let entries = kept.seen[key] ?? [];
  let next = kept;
  for (const share of spread(from, to, units)) {
    entries = book(entries, { at: share.at, ordered: share.units, released: 0 }, ledger.watermarks[source]);
    next = bookDay(next, today(ledger, share.at), source, share.units);
  }
  return { ...next, seen: { ...next.seen, [key]: entries } };
}
