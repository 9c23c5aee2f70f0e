import type { Ledger } from '../decide/ledger/state.ts';
import type { ConsoleState } from '../domain/health.ts';
import type { Sku } from '../domain/ids.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { Stream } from '../domain/stream.ts';
import { knownListings } from './listings.ts';

type Known = { readonly settings: ShopSettings; readonly page: ConsoleState | undefined; readonly skus: ReadonlySet<Sku> | null };
const offers = new WeakMap<Stream, Known>();

/**
 * The SKUs that a stream offers: of the listings on its console page, and of those mapped to its account. A warehouse holds
 * many more, which this stream neither sells nor runs out of. Null: nothing is known of its listings, any SKU may be one.
 */
export function offeredIn(ledger: Ledger, stream: Stream): ReadonlySet<Sku> | null {
  const { settings } = ledger;
  const page = ledger.consoles[stream.account];
  const known = offers.get(stream);
  if (known?.settings === settings && known.page === page) return known.skus;
  const listings = knownListings(ledger, stream.account, stream);
  const skus =
    listings.length === 0
      ? null
      : new Set(
          listings.flatMap(({ listing }) => listing.variants.flatMap(({ components }) => components.map(({ sku }) => sku))),
        );
  offers.set(stream, { settings, page, skus });
  return skus;
}
