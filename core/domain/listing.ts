import type { AccountId, ListingKey, Sku, VariantId } from './ids.ts';

/** A variant uses up all its components; its number is the least over them, floored. */
export type Component = { readonly sku: Sku; readonly unitsPerSale: number };
export type Variant = { readonly id: VariantId; readonly title: string; readonly components: readonly Component[] };

/** A listing of one console account, mapped to what it uses up. */
export type Listing = {
  readonly account: AccountId;
  readonly key: ListingKey;
  readonly title: string;
  readonly variants: readonly Variant[];
  /** The page's own code, where a person has looked and says that the mapping is right all the same. */
  readonly checkedCode?: string;
};

/** The default mapping: the key is the SKU, one unit a sale. */
export function listingOfSku(account: AccountId, key: ListingKey, title: string): Listing {
  return { account, key, title, variants: [{ id: key, title: '', components: [{ sku: key, unitsPerSale: 1 }] }] };
}

const SEPARATOR = '\u001f';
export const listingId = (account: AccountId, key: ListingKey): string => `${account}${SEPARATOR}${key}`;
export function partsOfListingId(id: string): { readonly account: AccountId; readonly key: ListingKey } {
  const [account = '', key = ''] = id.split(SEPARATOR);
  return { account, key };
}

/** Sale units of a variant out of component units: least over the components, floored; null where one is unknown. */
export function leastOver(components: readonly Component[], units: (sku: Sku) => number | null): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (const { sku, unitsPerSale } of components) {
    const stock = units(sku);
    if (stock === null) return null;
    least = Math.min(least, Math.floor(stock / unitsPerSale));
  }
  return Number.isFinite(least) ? least : null;
}
