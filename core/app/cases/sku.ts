import type { Ledger } from '../../decide/ledger/state.ts';
import type { SkuCase } from '../../decide/triggers/trigger.ts';
import type { Sku } from '../../domain/ids.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { type Stream, startOf } from '../../domain/stream.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';
import { wantsOf } from '../ahead.ts';
import { dailyOf, lineOf, scheduledStreams, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';

/** The shop's numbers, and those that are set for this SKU alone. */
export function triggersFor({ preferences, skus }: ShopSettings, sku: Sku): TriggerSettings {
  const own = skus[sku]?.triggers;
  return own === undefined ? preferences.triggers : { ...preferences.triggers, ...own };
}

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
  };
}

const nexts = new WeakMap<Ledger, Stream | null>();
function nextNeeds(ledger: Ledger, outlooks: Outlooks, sku: Sku): number | null {
  let next = nexts.get(ledger);
  if (next === undefined) {
    next = scheduledStreams(ledger).toSorted((a, b) => startOf(a) - startOf(b))[0] ?? null;
    nexts.set(ledger, next);
  }
  return next === null ? null : wantsOf(outlooks[next.id]?.[sku]?.forecast);
}
