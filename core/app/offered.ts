import type { Ledger } from '../decide/ledger/state.ts';
import type { ConsoleState } from '../domain/health.ts';
import type { Sku } from '../domain/ids.ts';
import { type Listing, listingId } from '../domain/listing.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { Stream } from '../domain/stream.ts';
import { knownListings } from './listings.ts';

type Known = {
  readonly listings: ShopSettings['listings'];
  readonly page: ConsoleState | undefined;
  readonly skus: ReadonlySet<Sku> | null;
};
const offers = new WeakMap<Stream, Known>();

/**
 * The SKUs that a stream offers: what is planned for it, what stands in its rundown, what its console page shows and what is mapped to its
 * account. A warehouse holds many more, which this stream neither sells nor runs out of. Null: nothing is known of its listings, any SKU
 * may be one. The very same set while it holds the same.
 */
export function offeredIn(ledger: Ledger, stream: Stream): ReadonlySet<Sku> | null {
  const { listings } = ledger.settings;
  const page = ledger.consoles[stream.account];
  const known = offers.get(stream);
  if (known?.listings === listings && known.page === page) return known.skus;
  const found = knownListings(ledger, stream.account, stream);
  const fresh =
    found.length === 0 ? null : new Set([...plannedIn(ledger, stream), ...found.flatMap(({ listing }) => skusOf(listing))]);
  const skus = known !== undefined && isSame(known.skus, fresh) ? known.skus : fresh;
  offers.set(stream, { listings, page, skus });
  return skus;
}

/** What the seller himself says that a stream is about: its planned units and its rundown. A listing that nobody mapped is the SKU of its key. */
function plannedIn({ settings }: Ledger, { account, planned, rundown }: Stream): readonly Sku[] {
  const slots = rundown.flatMap(({ key }) => {
    const listing = settings.listings[listingId(account, key)];
    return listing === undefined ? [key] : skusOf(listing);
  });
  return [...new Set([...Object.keys(planned), ...slots])];
}

/** What is planned for it, and what is mapped for it: a warehouse may not know it, and then it must be told. */
export const saidIn = (ledger: Ledger, stream: Stream): readonly Sku[] => [
  ...new Set([
    ...plannedIn(ledger, stream),
    ...knownListings(ledger, stream.account, stream).flatMap(({ listing }) =>
      ledger.settings.listings[listingId(listing.account, listing.key)] === undefined ? [] : skusOf(listing),
    ),
  ]),
];

const skusOf = ({ variants }: Listing): readonly Sku[] => variants.flatMap(({ components }) => components.map(({ sku }) => sku));

function isSame(one: ReadonlySet<Sku> | null, other: ReadonlySet<Sku> | null): boolean {
  if (one === null || other === null || one.size !== other.size) return one === other;
  for (const sku of other) if (!one.has(sku)) return false;
  return true;
}
