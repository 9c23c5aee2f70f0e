import { nextDay, previousDay } from '../../decide/ledger/days.ts';
import { knownDays, netOfDay } from '../../decide/ledger/sales.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { Interest } from '../../decide/triggers/cases.ts';
import type { Funnel } from '../../domain/funnel.ts';
import type { Sku, StreamId } from '../../domain/ids.ts';
import { HOUR } from '../../domain/instant.ts';
import { startOf } from '../../domain/stream.ts';
import { salesIn } from '../counts.ts';

const KEPT = 14 * HOUR;

/** A stream, or some days: which counts are of it, and what the ledger saw sold of a SKU in it (null: it did not look). */
export type Span = {
  readonly name: string;
  readonly of: Interest['of'];
  readonly has: (row: Funnel) => boolean;
  readonly sold: (ledger: Ledger, sku: Sku) => number | null;
};

export const streamOf = (id: StreamId): Span => ({
  name: `stream ${id}`,
  of: 'stream',
  has: ({ of }) => 'stream' in of && of.stream === id,
  sold(ledger, sku) {
    const review = ledger.reviews[id];
    if (review !== undefined) return review.skus[sku]?.net ?? null;
    const stream = ledger.settings.streams[id];
    // What was sold when is kept for some hours: of a stream before that nothing is known, not nothing sold.
    if (stream === undefined || startOf(stream) < ledger.now - KEPT || ledger.books[sku] === undefined) return null;
    const { kind, net } = salesIn(ledger, stream, sku);
    return kind === 'none' ? null : net;
  },
});

/** Both days included. */
export const daysFrom = (first: string, last: string): Span => ({
  name: `days ${first} ${last}`,
  of: 'week',
  has: ({ of }) => 'day' in of && of.day >= first && of.day <= last,
  sold(ledger, sku) {
    const whole = new Set(knownDays(ledger, sku));
    const days = ledger.books[sku]?.days;
    if (days === undefined) return null;
    let units = 0;
    for (let day = first; day <= last; day = nextDay(day)) {
      if (!whole.has(day)) return null;
      const known = days[day];
      if (known !== undefined) units += netOfDay(ledger, known);
    }
    return units;
  },
});

export function daysBefore(day: string, days: number): string {
  let back = day;
  for (let step = 0; step < days; step += 1) back = previousDay(back);
  return back;
}
