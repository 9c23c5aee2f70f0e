import type { Ledger } from '../decide/ledger/state.ts';
import { rationOf } from '../decide/view/ration.ts';
import type { Ration } from '../domain/advice.ts';
import type { Sku } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Component } from '../domain/listing.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { stockIn } from './counts.ts';
import type { Outlooks } from './outlook.ts';

/** What makes the scarcest component of a variant last to the planned end, in units of sale. */
export function rationIn(
  ledger: Ledger,
  stream: Stream,
  components: readonly Component[],
  known: Outlooks[string] | undefined,
): Ration | null {
  if (!isRunning(stream, ledger.now)) return null;
  const rations = components.flatMap(({ sku, unitsPerSale }) => {
    const { available, unseen } = stockIn(ledger, stream, stream.account, sku);
    const drain = known?.[sku]?.forecast.drain.mean;
    if (available === null || drain === undefined) return [];
    const perOrder = unitsAnOrder(ledger, stream, sku);
    const ration = rationOf({
      left: Math.floor((available - unseen) / unitsPerSale),
      wanted: drain / unitsPerSale,
      minutesLeft: (stream.plannedEnd - ledger.now) / MINUTE,
      perOrder: perOrder === null ? null : perOrder / unitsPerSale,
    });
    return ration ?? [];
  });
  return rations.toSorted((a, b) => a.batch.units - b.batch.units)[0] ?? null;
}

/** How many one buyer takes in this stream; null where too few orders are known by line. */
const LEAST_ORDERS = 5;
function unitsAnOrder(ledger: Ledger, stream: Stream, sku: Sku): number | null {
  const from = startOf(stream);
  const orders = new Map<string, number>();
  for (const { order, state, createdAt, quantity } of Object.values(ledger.books[sku]?.orders ?? {})) {
    if (createdAt < from || state === 'gift') continue;
    orders.set(order, (orders.get(order) ?? 0) + quantity);
  }
  if (orders.size < LEAST_ORDERS) return null;
  return [...orders.values()].reduce((sum, units) => sum + units, 0) / orders.size;
}
