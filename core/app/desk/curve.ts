import type { Ledger } from '../../decide/ledger/state.ts';
import type { DuringView } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Stream } from '../../domain/stream.ts';
import type { FanPoint } from '../../domain/view.ts';
import { salesIn } from '../counts.ts';
import type { ShopState } from '../cycle.ts';
import { fanOf } from '../fan.ts';
import type { Outlooks } from '../outlook.ts';

type Known = Outlooks[string];

/** Net units of all SKUs together, minute by minute. When units were given back nobody tells: they are taken off evenly. */
export function curveOfAll(ledger: Ledger, stream: Stream, skus: readonly Sku[]): DuringView['curve'] {
  const byMinute = new Map<Instant, number>();
  for (const sku of skus) {
    const { byMinute: minutes, ordered, net } = salesIn(ledger, stream, sku);
    if (ordered <= 0) continue;
    const kept = Math.max(0, net) / ordered;
    for (const { minute, units } of minutes) byMinute.set(minute, (byMinute.get(minute) ?? 0) + units * kept);
  }
  let sum = 0;
  return [...byMinute]
    .sort(([a], [b]) => a - b)
    .map(([at, units]) => {
      sum += units;
      return { at, net: Math.round(sum) };
    });
}

/**
 * How all SKUs together are expected to go on. Medians and ends of intervals are added up as if all SKUs went up and down
 * together, as they mostly do in one evening: the interval is rather too wide than too narrow.
 */
export function fanOfAll({ ledger, taught }: ShopState, stream: Stream, known: Known): readonly FanPoint[] {
  let sums: FanPoint[] = [];
  for (const [sku, outlook] of Object.entries(known)) {
    const fan = fanOf(ledger, taught, stream, sku, outlook);
    if (sums.length === 0) sums = [...fan];
    else if (fan.length === sums.length) sums = sums.map((sum, index) => added(sum, fan[index] ?? sum));
  }
  return sums.map(({ at, p10, median, p90 }) => ({ at, p10: Math.round(p10), median: Math.round(median), p90: Math.round(p90) }));
}
const added = (a: FanPoint, b: FanPoint): FanPoint => ({
  at: a.at,
  p10: a.p10 + b.p10,
  median: a.median + b.median,
  p90: a.p90 + b.p90,
});
