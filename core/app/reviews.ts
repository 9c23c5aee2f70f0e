import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import type { Shut, ShutWhy } from '../domain/recording.ts';
import type { Review, SkuReview } from '../domain/review.ts';
import { type Stream, startOf } from '../domain/stream.ts';
import { salesIn } from './counts.ts';
import { isSettled, type Watched, type WatchedStreams } from './watch.ts';

/** Streams that are over and settled: their reviews, to be written down once. */
export function dueReviews(ledger: Ledger, watched: WatchedStreams): readonly Review[] {
  return Object.entries(watched).flatMap(([id, one]) => {
    const stream = ledger.settings.streams[id];
    if (stream === undefined || one.over === null || !isSettled(ledger, stream, one)) return [];
    return reviewFrom(ledger, stream, one) ?? [];
  });
}

/** The stream as it is looked back upon: as it was written down, else as it stands now. Null while it runs, and where nobody watched. */
export function reviewOf(ledger: Ledger, watched: WatchedStreams, id: StreamId): Review | null {
  const stream = ledger.settings.streams[id];
  const one = watched[id];
  return ledger.reviews[id] ?? (stream === undefined || one === undefined ? null : reviewFrom(ledger, stream, one));
}

function reviewFrom(ledger: Ledger, stream: Stream, watched: Watched): Review | null {
  const { over } = watched;
  if (over === null) return null;
  const skus: Record<Sku, SkuReview> = {};
  for (const [sku, { lost, left, shut }] of Object.entries(over.skus)) {
    const { ordered, released, net } = salesIn(ledger, stream, sku);
    skus[sku] = {
      sku,
      ordered,
      released,
      net,
      lost,
      said: watched.said.flatMap(({ share, of }) => {
        const [mean, median, p10, p90] = of[sku] ?? [];
        if (mean === undefined || median === undefined || p10 === undefined || p90 === undefined) return [];
        return [{ share, mean, median, p10, p90 }];
      }),
      had: watched.had[sku] ?? null,
      left,
      outAt: watched.outAt[sku] ?? null,
      shut: shutFor(shut),
      ...(stream.plannedSellOut.includes(sku) ? { plannedSellOut: true as const } : {}),
    };
  }
  const { id, account, title, zone, plannedEnd } = stream;
  const funnels = Object.values(ledger.funnels)
    .flat()
    .filter(({ of, by }) => by === 'console' && 'stream' in of && of.stream === id);
  const startsAt = startOf(stream);
  const endsAt = stream.actualEnd ?? over.at;
  return { stream: id, account, title, zone, startsAt, endsAt, plannedEndsAt: plannedEnd, skus, alerts: watched.alerts, funnels };
}

function shutFor(shut: readonly Shut[]): NonNullable<SkuReview['shut']> {
  const sums: Partial<Record<ShutWhy, number>> = {};
  for (const { from, to, why } of shut) if (why !== undefined) sums[why] = (sums[why] ?? 0) + Math.max(0, to - from);
  return sums;
}
