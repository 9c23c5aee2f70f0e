import type { PageShown } from '../../domain/console.ts';
import { type Funnel, type FunnelsBody, NO_COUNTS } from '../../domain/funnel.ts';
import { MINUTE } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import type { Review } from '../../domain/review.ts';
import { isRunning } from '../../domain/stream.ts';
import type { Ledger } from './state.ts';

/** Of one listing: some streams, and some weeks of days. */
const KEPT_STREAMS = 8;
const KEPT_DAYS = 28;
const KEPT_REVIEWS = 60;

/** Rows of a file: one that is known is replaced. */
export const applyFunnels = (ledger: Ledger, { rows }: FunnelsBody): Ledger => ({
  ...ledger,
  funnels: rows.reduce(withFunnel, ledger.funnels),
  changed: { skus: 'all', rest: true },
});

/** A stream is over: what its console counted outlives the recording. */
export const applyReviewed = (ledger: Ledger, review: Review): Ledger => ({
  ...ledger,
  reviews: Object.fromEntries([...Object.entries(ledger.reviews).slice(1 - KEPT_REVIEWS), [review.stream, review]]),
  funnels: review.funnels.reduce(withFunnel, ledger.funnels),
  changed: { skus: [], rest: true },
});

/** What the page counts of each listing while its account is on air; the page counts from the stream's start. */
export function funnelsSeen(ledger: Ledger, { account, seenAt, changed }: PageShown): Ledger {
  const counting = changed.filter(({ impressions, clicks, cart }) => impressions !== null || clicks !== null || cart !== null);
  if (counting.length === 0) return ledger;
  const stream = Object.values(ledger.settings.streams).find((one) => one.account === account && isRunning(one, seenAt));
  if (stream?.actualStart == null) return ledger;
  const minutes = (seenAt - stream.actualStart) / MINUTE;
  let funnels = ledger.funnels;
  for (const { key, impressions, clicks, cart, sold } of counting) {
    const counts = { ...NO_COUNTS, impressions, clicks, cart, ordered: sold };
    funnels = withFunnel(funnels, {
      account,
      listing: key,
      of: { stream: stream.id },
      minutes,
      by: 'console',
      at: seenAt,
      ...counts,
    });
  }
  return { ...ledger, funnels };
}

const sameOf = (a: Funnel['of'], b: Funnel['of']): boolean =>
  'stream' in a ? 'stream' in b && a.stream === b.stream : 'day' in b && a.day === b.day;

function withFunnel(funnels: Ledger['funnels'], row: Funnel): Ledger['funnels'] {
  const id = listingId(row.account, row.listing ?? '');
  const others = (funnels[id] ?? []).filter(({ of }) => !sameOf(of, row.of));
  const streams = [...others, row].filter(({ of }) => 'stream' in of).slice(-KEPT_STREAMS);
  const days = [...others, row]
    .filter(({ of }) => 'day' in of)
    .toSorted((a, b) => dayName(a).localeCompare(dayName(b)))
    .slice(-KEPT_DAYS);
  return { ...funnels, [id]: [...streams, ...days] };
}
const dayName = ({ of }: Funnel): string => ('day' in of ? of.day : '');
