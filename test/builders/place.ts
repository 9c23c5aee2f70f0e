import type { SkuPlace } from '../../core/decide/commands/facts.ts';
import type { Sku } from '../../core/domain/ids.ts';

/** Ten of a SKU in one place of the source `shop`, with the flag as given. */
export function placeOfSku(sku: Sku, onSale: boolean | null, more: Partial<SkuPlace> = {}): SkuPlace {
  const unsaid = {
    onHand: null,
    reserved: null,
    unsellable: null,
    locked: null,
    awaitingPutaway: null,
    inbound: [],
    title: null,
  };
  return {
    place: { source: 'shop', location: 'LAX' },
    sku,
    position: { sku, location: 'LAX', sellable: 10, ...unsaid, onSale, ref: `ref-${sku}` },
    gone: false,
    level: 10,
    withheld: 0,
    othersAt: null,
    ...more,
  };
}
