import { consoleKey } from '../decide/ledger/console.ts';
import { dayOf, marketZone, ordersKey, today } from '../decide/ledger/days.ts';
import { isOutDay, knownDays, netOfDay } from '../decide/ledger/sales.ts';
import { EMPTY_BOOK, type Ledger } from '../decide/ledger/state.ts';
import { baseFrom, type DaySold } from '../decide/restock/base.ts';
import { streamLike, withoutLike } from '../decide/restock/peaks.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { isWarehouse, overlap, type Pool, poolOf } from '../domain/pool.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { lastOf, startOf } from '../domain/stream.ts';

/** Whole days of the market of one SKU, newest first: what they sold (of what `counts`, by who saw it), and which of them had a stream. */
export function daysSoldOf(ledger: Ledger, sku: Sku, counts?: (seenBy: string) => boolean): readonly DaySold[] {
  const { days } = ledger.books[sku] ?? EMPTY_BOOK;
  const streams = streamDays(ledger);
  return knownDays(ledger, sku).map((day) => {
    const known = days[day];
    const net = known === undefined ? 0 : netOfDay(ledger, known, counts);
    return { day, net, out: known !== undefined && isOutDay(known), stream: (streams.get(day) ?? []).some(wasIn(ledger, sku)) };
  });
}

/** A stream that was looked back upon tells which SKUs it was about; any other may have been about this one. */
const wasIn =
  ({ reviews }: Ledger, sku: Sku) =>
  (id: StreamId): boolean => {
    const review = reviews[id];
    return review === undefined || review.skus[sku] !== undefined;
  };

/** Units a day of days without a stream that a pool may have served, nor what looks like one, by all channels; null until there are seven. */
export function baseDailyOf(ledger: Ledger, sku: Sku, pool: Pool): number | null {
  const days = daysSoldOf(ledger, sku, servedFrom(ledger.settings, pool));
  return baseFrom(withoutLike(days, streamLike(days)))?.perDay ?? null;
}

/** Who saw a sale tells where it went: an account by its pool, a warehouse by itself. What nobody can tell may have gone anywhere. */
export function servedFrom(settings: ShopSettings, pool: Pool): (seenBy: string) => boolean {
  if (pool === null) return () => true;
  const pools = new Map<string, Pool[]>();
  for (const { id, channel } of Object.values(settings.accounts)) {
    const seenBy = channel === null ? [consoleKey(id)] : [consoleKey(id), channel, ordersKey(channel)];
    for (const one of seenBy) pools.set(one, [...(pools.get(one) ?? []), poolOf(settings, id)]);
  }
  return (seenBy) => {
    const mayBe = pools.get(seenBy);
    if (mayBe !== undefined) return mayBe.some((one) => overlap(settings, one, pool));
    return !isWarehouse(settings, seenBy) || pool.some(({ source }) => source === seenBy);
  };
}

type StreamDays = ReadonlyMap<string, readonly StreamId[]>;
const known = new WeakMap<ShopSettings['streams'], { readonly zone: string; readonly days: StreamDays }>();
/** Days of the market on which streams were on air, and which. */
function streamDays(ledger: Ledger): StreamDays {
  const { streams } = ledger.settings;
  const zone = marketZone(ledger);
  const kept = known.get(streams);
  if (kept?.zone === zone) return kept.days;
  const days = new Map<string, readonly StreamId[]>();
  for (const stream of Object.values(streams)) {
    if (stream.actualStart === null) continue;
    const end = Math.min(lastOf(stream), Math.max(ledger.now, startOf(stream)));
    for (const day of new Set([dayOf(startOf(stream), zone), dayOf(end, zone)]))
      days.set(day, [...(days.get(day) ?? []), stream.id]);
  }
  days.delete(today(ledger, ledger.now));
  known.set(streams, { zone, days });
  return days;
}
