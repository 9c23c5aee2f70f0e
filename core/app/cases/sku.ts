import type { Ledger } from '../../decide/ledger/state.ts';
import type { SkuCase } from '../../decide/triggers/trigger.ts';
import type { Sku } from '../../domain/ids.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Stream } from '../../domain/stream.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';
import { stockIn } from '../counts.ts';
import { dailyOf, lineOf, titleOf } from '../lines.ts';
import { type Future, nextStreamOf } from '../planned.ts';
import { expectedOf } from '../restock/expected.ts';
import { seaDaysOf } from './sea.ts';

/** The shop's numbers, and those that are set for this SKU alone. */
export function triggersFor({ preferences, skus }: ShopSettings, sku: Sku): TriggerSettings {
  const own = skus[sku]?.triggers;
  return own === undefined ? preferences.triggers : { ...preferences.triggers, ...own };
}

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
  };
}

function shopAvailable(ledger: Ledger, sku: Sku): number | null {
  const { available, unseen } = stockIn(ledger, null, null, sku);
  return available === null ? null : available - unseen;
}

/** Of the next stream that could take the same units. */
function nextNeeds(shop: Future, stream: Stream | null, sku: Sku): number | null {
  const next = nextStreamOf(shop, sku, stream?.account ?? null);
  return next === null ? null : expectedOf(shop, next, sku).units;
}
