import type { SkuPlace } from '../../core/decide/commands/facts.ts';
import type { Sku } from '../../core/domain/ids.ts';
import { aPosition } from './events.ts';

/** Ten of a SKU in one place of the source `shop`, with the flag as given. */
export function placeOfSku(sku: Sku, onSale: boolean | null, more: Partial<SkuPlace> = {}): SkuPlace {
  return {
    place: { source: 'shop', location: 'LAX' },
    sku,
    position: aPosition(sku, 'LAX', { sellable: 10, onSale, ref: `ref-${sku}` }),
    gone: false,
    level: 10,
    withheld: 0,
    othersAt: null,
    ...more,
  };
}
