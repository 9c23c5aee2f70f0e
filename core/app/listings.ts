import type { Ledger } from '../decide/ledger/state.ts';
import type { AccountId, ListingKey } from '../domain/ids.ts';
import { type Listing, listingId, listingOfSku } from '../domain/listing.ts';
import type { Stream } from '../domain/stream.ts';

/** A listing to be drawn, and whether it stands on the console page. */
export type ListedOn = { readonly listing: Listing; readonly onPage: boolean };

/** Rows of the page in page order, then what is mapped and not on the page; without either, each SKU as its own listing. */
export function listingsOf(ledger: Ledger, account: AccountId | null, stream: Stream | null): readonly ListedOn[] {
  const found = knownListings(ledger, account, stream);
  if (found.length > 0 || account === null) return found;
  return Object.keys(ledger.books).map((sku) => ({ listing: defaultListing(account, sku), onPage: false }));
}

/** Those of the page and those that are mapped. */
export function knownListings(ledger: Ledger, account: AccountId | null, stream: Stream | null): readonly ListedOn[] {
  const found = account === null ? [] : onPage(ledger, account);
  const seen = new Set(found.map(({ listing }) => listing.key));
  const wanted = stream?.listings == null ? null : new Set(stream.listings);
  for (const listing of Object.values(ledger.settings.listings)) {
    if (account !== null && (listing.account !== account || seen.has(listing.key))) continue;
    if (wanted === null || wanted.has(listing.key)) found.push({ listing, onPage: false });
  }
  return found;
}

/** What the page shows now, in its order, then what it showed before. A page that is not seen whole may still hold those. */
function onPage(ledger: Ledger, account: AccountId): ListedOn[] {
  const console = ledger.consoles[account];
  if (console === undefined) return [];
  const here = new Set(console.keys);
  const keys = new Set([...console.keys, ...Object.keys(console.rows)]);
  return [...keys].map((key) => ({
    listing: ledger.settings.listings[listingId(account, key)] ?? defaultListing(account, key),
    onPage: here.has(key) || !console.complete,
  }));
}

const MOST = 30_000;
const defaults = new Map<AccountId, Map<ListingKey, Listing>>();
/** The default mapping, the very same object each time: rows are told apart by it. */
function defaultListing(account: AccountId, key: ListingKey): Listing {
  const known = defaults.get(account) ?? new Map<ListingKey, Listing>();
  if (known.size === 0) defaults.set(account, known);
  let listing = known.get(key);
  if (listing === undefined) {
    listing = listingOfSku(account, key, '');
    if (known.size > MOST) known.clear();
    known.set(key, listing);
  }
  return listing;
}
