import { marketZone } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { CapacityCase } from '../../decide/triggers/cases.ts';
import type { Capacity } from '../../domain/capacity.ts';
import type { Stream } from '../../domain/stream.ts';
import { freshnessOf, runningStreams } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { worthOf } from './day.ts';

/** By TikTok Shop's and Douyin's usual rule, where nobody has set the platform's. */
const DISPATCH_DAYS = 2;

/** What the streams on air bring to a warehouse beside what it has. Null where none is on air. */
export function capacityCase(ledger: Ledger, outlooks: Outlooks, capacity: Capacity): CapacityCase | null {
  const streams = runningStreams(ledger);
  const source = ledger.settings.sources[capacity.source];
  if (streams.length === 0 || source === undefined) return null;
  let unseen = 0;
  for (const sku in ledger.books) for (const { units } of ledger.books[sku]?.unseen ?? []) unseen += units;
  let expected = 0;
  for (const { id } of streams)
    for (const { forecast } of Object.values(outlooks[id] ?? {})) expected += Math.max(0, forecast.net.mean - forecast.soldSoFar);
  const days = streams.map(({ account }) => ledger.settings.sellings[account]?.dispatchDays ?? DISPATCH_DAYS);
  return {
    kind: 'capacity',
    now: ledger.now,
    capacity,
    name: source.name || source.id,
    zone: marketZone(ledger),
    settings: ledger.settings.preferences.triggers,
    open: capacity.open?.orders ?? null,
    unseen: unseen / capacity.unitsPerOrder,
    expected: expected / capacity.unitsPerOrder,
    endsAt: Math.max(...streams.map(({ plannedEnd }) => plannedEnd)),
    dispatchDays: Math.min(...days),
    worth: worthOfOrder(ledger, outlooks, streams, capacity),
    certain: isAnswering(ledger, capacity, streams),
  };
}

/** What an order is worth, on average of what is expected; null where nothing that is expected has a price. */
function worthOfOrder(
  ledger: Ledger,
  outlooks: Outlooks,
  streams: readonly Stream[],
  { unitsPerOrder }: Capacity,
): number | null {
  let [money, units] = [0, 0];
  for (const { id } of streams)
    for (const [sku, { forecast }] of Object.entries(outlooks[id] ?? {})) {
      const worth = worthOf(ledger.settings, sku);
      const rest = Math.max(0, forecast.net.mean - forecast.soldSoFar);
      if (worth === null || rest <= 0) continue;
      money += worth * rest;
      units += rest;
    }
  return units <= 0 ? null : (money / units) * unitsPerOrder;
}

/** The warehouse and the channels on air: from old numbers nothing new is said. */
function isAnswering(ledger: Ledger, { source }: Capacity, streams: readonly Stream[]): boolean {
  const channels = streams.flatMap(({ account }) => ledger.settings.accounts[account]?.channel ?? []);
  return [source, ...channels].every((one) => freshnessOf(ledger, one) === 'fresh');
}
