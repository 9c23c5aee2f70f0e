import { pageFigures, skuDetail } from '../decide/view/detail.ts';
import type { VariantId } from '../domain/ids.ts';
import { listingOfSku, partsOfListingId } from '../domain/listing.ts';
import { poolOf, serves } from '../domain/pool.ts';
import { placeKey } from '../domain/position.ts';
import type { DetailView } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { fanOf } from './fan.ts';
import { lineOf, streamOn } from './lines.ts';
import { rationIn } from './ration.ts';
import { whyNotIn } from './why-not.ts';

/** What stands behind the numbers of one variant, SKU by SKU; null where the listing has no such variant. */
export function detailOf({ ledger, taught, outlooks }: ShopState, listing: string, variant: VariantId): DetailView | null {
  const { account, key } = partsOfListingId(listing);
  const { settings } = ledger;
  const { variants } = settings.listings[listing] ?? listingOfSku(account, key, '');
  const found = variants.find((one) => one.id === variant);
  if (found === undefined) return null;
  const stream = streamOn(ledger, account);
  const ahead = stream === null ? undefined : outlooks[stream.id];
  const page = pageFigures(ledger.consoles[account]?.rows[key]);
  return {
    listing,
    variant,
    ...(page.length === 0 ? {} : { page }),
    whyNot: whyNotIn(ledger, listing),
    ration: stream === null ? null : rationIn(ledger, stream, found.components, ahead),
    skus: found.components.map(({ sku }) => {
      const outlook = ahead?.[sku] ?? null;
      const line = lineOf(ledger, stream, account, sku, outlook);
      return skuDetail({
        sku,
        line,
        fan: stream === null || outlook === null ? [] : fanOf(ledger, taught, stream, sku, outlook),
        facts: settings.skus[sku] ?? null,
        places: line.stock.places,
        nameOf: (source) => settings.sources[source]?.name || source,
        inPool: ({ place }) => serves(settings, poolOf(settings, account), placeKey(place)),
        isChannel: ({ place }) => place.source === settings.accounts[account]?.channel,
      });
    }),
  };
}
