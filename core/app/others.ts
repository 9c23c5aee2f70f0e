import { otherDailyOf } from '../decide/ledger/sales.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku } from '../domain/ids.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { isRunning, type Stream } from '../domain/stream.ts';
import type { Outlooks } from './outlook.ts';

/** Units that leave the pool until then by other hands: other channels at their daily pace, and other streams that run now. */
export function othersIn(ledger: Ledger, before: Outlooks, stream: Stream, sku: Sku, until: Instant): number {
  const span = Math.max(0, until - ledger.now);
  let units = (otherDailyOf(ledger, sku, stream.account) * span) / DAY;
  for (const id in before) {
    const other = ledger.settings.streams[id];
    const forecast = before[id]?.[sku]?.forecast;
    if (id === stream.id || other === undefined || forecast === undefined || !isRunning(other, ledger.now)) continue;
    const rest = Math.max(0, forecast.net.mean - forecast.soldSoFar);
    const left = Math.max(1, other.plannedEnd - ledger.now);
    units += rest * Math.min(1, span / left);
  }
  return units;
}
