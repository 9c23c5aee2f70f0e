import { marketZone } from '../../decide/ledger/days.ts';
import { partsOf, serversOf } from '../../decide/ledger/serves.ts';
import { EMPTY_BOOK, type Ledger } from '../../decide/ledger/state.ts';
import { takenSince } from '../../decide/ledger/taken.ts';
import type { CapacityCase } from '../../decide/triggers/cases.ts';
import type { Capacity } from '../../domain/capacity.ts';
import type { SourceId } from '../../domain/ids.ts';
import type { Stream } from '../../domain/stream.ts';
import { freshnessOf, runningStreams } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { worthOf } from './day.ts';

/** By TikTok Shop's and Douyin's usual rule, where nobody has set the platform's. */
const DISPATCH_DAYS = 2;

/** What the streams on air bring to a warehouse beside what it has. Null where it serves none that is on air. */
export function capacityCase(ledger: Ledger, outlooks: Outlooks, capacity: Capacity): CapacityCase | null {
  const streams = runningStreams(ledger).filter(({ account }) => serversOf(ledger.settings, account).includes(capacity.source));
  const source = ledger.settings.sources[capacity.source];
  if (streams.length === 0 || source === undefined) return null;
  const { sold, toCome } = broughtBy(ledger, outlooks, streams, capacity.source);
  const sellings = streams.map(({ account }) => ledger.settings.sellings[account]);
  const days = sellings.map((selling) => selling?.dispatchDays ?? DISPATCH_DAYS);
  return {
    kind: 'capacity',
    now: ledger.now,
    capacity,
    name: source.name || source.id,
    zone: marketZone(ledger),
    settings: ledger.settings.preferences.triggers,
    open: capacity.open,
    taken: (capacity.open === null ? sold : takenSince(ledger, capacity)) / capacity.unitsPerOrder,
    expected: toCome / capacity.unitsPerOrder,
    endsAt: Math.max(...streams.map(({ plannedEnd }) => plannedEnd)),
    dispatchDays: Math.min(...days),
    can: {
      longerHandling: sellings.some((selling) => selling?.longerHandling === true),
      preOrder: sellings.some((selling) => selling?.preOrder === true),
    },
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

/** Units that these streams have sold and are still to sell, as far as this warehouse ships them. */
function broughtBy(
  ledger: Ledger,
  outlooks: Outlooks,
  streams: readonly Stream[],
  source: SourceId,
): { readonly sold: number; readonly toCome: number } {
  let [sold, toCome] = [0, 0];
  for (const { id, account } of streams) {
    for (const [sku, { forecast }] of Object.entries(outlooks[id] ?? {})) {
      const part = partsOf(ledger, ledger.books[sku] ?? EMPTY_BOOK, account)[source] ?? 0;
      sold += part * forecast.soldSoFar;
      toCome += part * Math.max(0, forecast.net.mean - forecast.soldSoFar);
    }
  }
  return { sold, toCome };
}
