import type { Ledger } from '../../decide/ledger/state.ts';
import { sourcesFor } from '../../decide/restock/emergency.ts';
import type { SkuCase } from '../../decide/triggers/trigger.ts';
import type { SkuLine } from '../../decide/view/line.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Stream } from '../../domain/stream.ts';
import { stockIn } from '../counts.ts';
import { dailyOf, lineOf, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { triggersFor } from '../own-triggers.ts';
import { type Future, nextStreamOf } from '../planned.ts';
import { rationIn } from '../ration.ts';
import { expectedOf } from '../restock/expected.ts';
import { worthOf } from './day.ts';
import { seaDaysOf } from './sea.ts';
import { substituteFor } from './substitute.ts';

/** One SKU in a stream, or (stream null) as it stands in the shop. */
export function skuCase(shop: Future, stream: Stream | null, sku: Sku): SkuCase {
  const { ledger, outlooks } = shop;
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
    shopAvailable: shopAvailable(ledger, sku),
    seaDays: seaDaysOf(ledger, sku),
    nextNeeds: nextNeeds(shop, stream, sku),
    ...(stream !== null && mayRunOut(line) ? insteadOf(ledger, outlooks, stream, sku) : { ration: null, substitute: null }),
    emergency: sourcesFor(sku, ledger.settings.preferences.restock.emergency),
    worth: worthOf(ledger.settings, sku),
  };
}

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

function shopAvailable(ledger: Ledger, sku: Sku): number | null {
  const { available, unseen } = stockIn(ledger, null, null, sku);
  return available === null ? null : available - unseen;
}

/** Of the next stream that could take the same units. */
function nextNeeds(shop: Future, stream: Stream | null, sku: Sku): number | null {
  const next = nextStreamOf(shop, sku, stream?.account ?? null);
  return next === null ? null : expectedOf(shop, next, sku).units;
}
