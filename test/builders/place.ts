import type { Sku } from '../../core/domain/ids.ts';
import type { PlaceStock } from '../../core/domain/stock.ts';

/** Ten of a SKU in one place of the source `shop`, with the flag as given. */
export function placeOfSku(sku: Sku, onSale: boolean | null, more: Partial<PlaceStock> = {}): PlaceStock {
  return {
    place: { source: 'shop', location: 'LAX' },
    sku,
    position: {
      sku,
      location: 'LAX',
      sellable: 10,
      onHand: null,
      reserved: null,
      unsellable: null,
      locked: null,
      awaitingPutaway: null,
      inbound: [],
      onSale,
      ref: `ref-${sku}`,
      title: null,
    },
    level: 10,
    first: 10,
    rises: 0,
    falls: 0,
    withheld: 0,
    uncertain: 0,
    frozenBy: null,
    gone: false,
    flickering: false,
    unexplained: [],
    readAt: 0,
    ...more,
  };
}
