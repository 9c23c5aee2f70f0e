import type { ListingKey, Sku } from './ids.ts';
import type { Listing } from './listing.ts';
import type { Phrase } from './phrase.ts';

/** One link as it stands on an account's page, and what it is thought to use up. */
export type MappingRow = {
  readonly key: ListingKey;
  readonly link: number | null;
  readonly title: string;
  /** The seller's own code as the page, or its data, says it. */
  readonly code: string | null;
  readonly onPage: boolean;
  /** As it is mapped now: by the seller, or because its key is itself a SKU; null: nobody knows what it uses up. */
  readonly mapped: Listing | null;
  /** Why the mapping should be looked at; null: nothing speaks against it. */
  readonly doubt: Phrase | null;
  readonly proposal: Proposal | null;
};
/** `sure`: the page's code is a SKU, whole. All else is for a person to look at. Units per sale are 1 until somebody says more. */
export type Proposal = { readonly listing: Listing; readonly sure: boolean; readonly why: Phrase };

export type Mapping = {
  readonly rows: readonly MappingRow[];
  /** Every SKU that a source or the seller knows, to search in. */
  readonly skus: readonly { readonly sku: Sku; readonly title: string }[];
};
