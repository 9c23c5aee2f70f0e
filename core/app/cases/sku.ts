import type { Ledger } from '../../decide/ledger/state.ts';
import type { SkuCase } from '../../decide/triggers/trigger.ts';
import type { SkuLine } from '../../decide/view/line.ts';
import type { Sku } from '../../domain/ids.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import { wantsOf } from '../ahead.ts';
import { dailyOf, lineOf, scheduledStreams, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { triggersFor } from '../own-triggers.ts';
import { rationIn } from '../ration.ts';
import { worthOf } from './day.ts';
import { substituteFor } from './substitute.ts';

/** One SKU in a stream, or (stream null) as it stands in the shop. */
export function skuCase(ledger: Ledger, outlooks: Outlooks, stream: Stream | null, sku: Sku): SkuCase {
  const outlook = stream === null ? null : (outlooks[stream.id]?.[sku] ?? null);
  const line = lineOf(ledger, stream, stream?.account ?? null, sku, outlook);
  return {
    kind: 'sku',
    now: ledger.now,
    sku,
    title: titleOf(ledger, sku),
    facts: ledger.settings.skus[sku] ?? null,
    settings: triggersFor(ledger.settings, sku),
    stream,
    stock: line.stock,
    sales: line.sales,
    forecast: line.forecast,
    dailySales: dailyOf(ledger, sku),
    certain: line.freshness === 'fresh' && !line.stock.frozen && (stream === null || line.mute === null),
    nextNeeds: nextNeeds(ledger, outlooks, sku),
    ...(stream !== null && mayRunOut(line) ? insteadOf(ledger, outlooks, stream, sku) : { ration: null, substitute: null }),
    emergency: ledger.settings.preferences.restock.emergency.filter(
      (one) => (one.sku === null || one.sku === sku) && one.hours <= EMERGENCY_HOURS,
    ),
    worth: worthOf(ledger.settings, sku),
  };
}

/** Who takes longer brings no emergency supply: DESIGN's 72 h, as in the restock plan. */
const EMERGENCY_HOURS = 72;

/** Far from both numbers of the stock-out trigger no proposal is needed: a stream has many SKUs, and few that run out. */
const UNLIKELY = 0.01;
const LONG = 120;
const mayRunOut = ({ forecast }: SkuLine): boolean =>
  forecast !== null && (forecast.stockOut.chance > UNLIKELY || (forecast.stockOut.minutesLeft ?? LONG) < LONG);

/** What makes it last, and what to present in its place. */
const insteadOf = (ledger: Ledger, outlooks: Outlooks, stream: Stream, sku: Sku): Pick<SkuCase, 'ration' | 'substitute'> => ({
  ration: rationIn(ledger, stream, [{ sku, unitsPerSale: 1 }], outlooks[stream.id]),
  substitute: substituteFor(ledger, outlooks, stream, sku),
});

const nexts = new WeakMap<Ledger, Stream | null>();
function nextNeeds(ledger: Ledger, outlooks: Outlooks, sku: Sku): number | null {
  let next = nexts.get(ledger);
  if (next === undefined) {
    next = scheduledStreams(ledger).toSorted((a, b) => startOf(a) - startOf(b))[0] ?? null;
    nexts.set(ledger, next);
  }
  return next === null ? null : wantsOf(outlooks[next.id]?.[sku]?.forecast);
}
