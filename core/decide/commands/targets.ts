import type { Command, CommandKind, CommandTarget, Levers } from '../../domain/command.ts';
import type { AccountId, ListingKey, Sku, SourceId, VariantId } from '../../domain/ids.ts';
import { type Listing, listingId, listingOfSku, type Variant } from '../../domain/listing.ts';
import type { CommandFacts, SkuPlace } from './facts.ts';

/** A listing as a command sees it: mapped by the seller, or its key is a SKU that some source knows; null: unmapped. */
export function listingOf(facts: Pick<CommandFacts, 'settings' | 'places'>, account: AccountId, key: ListingKey): Listing | null {
  const mapped = facts.settings.listings[listingId(account, key)];
  if (mapped !== undefined) return mapped;
  return facts.places(key).length > 0 ? listingOfSku(account, key, '') : null;
}

/** The one variant that a quantity is of: the one that is named, or the only one there is; null: none, or it is not clear which. */
export function oneVariant({ variants }: Listing, variant: VariantId | null): Variant | null {
  const [only, another] = variants.filter(({ id }) => variant === null || id === variant);
  return only === undefined || another !== undefined ? null : only;
}

/** So many units of sale of a variant, in units of one of its SKUs. */
export const unitsOf = ({ components }: Variant, sku: Sku, quantity: number): number =>
  components.reduce((units, one) => (one.sku === sku ? units + quantity * one.unitsPerSale : units), 0);

/** The SKUs that a variant, or with null the whole listing, uses up; each once, in order of mapping. */
export function skusOfListing(listing: Listing, variant: VariantId | null): readonly Sku[] {
  const variants = listing.variants.filter(({ id }) => variant === null || id === variant);
  return [...new Set(variants.flatMap(({ components }) => components.map(({ sku }) => sku)))];
}

/** Whether a system with these levers can be told to do this. */
export const isAble =
  ({ command, per }: { readonly command: CommandKind; readonly per?: 'buyer' }) =>
  (levers: Levers | undefined): boolean => {
    if (levers === undefined || command === 'pin' || command === 'unpin') return false;
    if (per === 'buyer') return levers.perBuyer;
    return levers.level !== null || ((command === 'pause' || command === 'resume') && levers.pause !== null);
  };

/** Which system is told about this SKU, and how it is called there; null: none can be. */
export function targetOf(
  facts: Pick<CommandFacts, 'settings' | 'places' | 'levers'>,
  account: AccountId,
  sku: Sku,
  can: (levers: Levers | undefined) => boolean,
): CommandTarget | null {
  const places = facts.places(sku).filter(({ gone, place }) => !gone && can(facts.levers[place.source]));
  const channel = facts.settings.accounts[account]?.channel ?? null;
  const told = places.find(({ place }) => place.source === channel) ?? places.find((place) => servesAs(facts, account, place));
  return told === undefined ? null : { source: told.place.source, sku, ref: told.position.ref };
}

/** A warehouse's own system may stop the sale too, where it serves this account. */
function servesAs({ settings }: Pick<CommandFacts, 'settings'>, account: AccountId, { place }: SkuPlace): boolean {
  const role = settings.sources[place.source]?.role;
  if (role !== 'warehouse' && role !== 'both') return false;
  const pool = settings.accounts[account]?.pool ?? null;
  return pool === null || pool.some(({ source }) => source === place.source);
}

/** Other listings of the shop that use up one of these SKUs, on any account, mapped or by their key. */
export function affectedBy(
  facts: Pick<CommandFacts, 'settings' | 'consoles'>,
  skus: readonly Sku[],
  except: { readonly account: AccountId; readonly listing: ListingKey },
): Command['affects'] {
  const shared = new Set(skus);
  const found = new Map<string, Command['affects'][number]>();
  for (const listing of Object.values(facts.settings.listings)) {
    if (skusOfListing(listing, null).some((sku) => shared.has(sku)))
      found.set(listingId(listing.account, listing.key), { account: listing.account, listing: listing.key });
  }
  for (const [account, { rows }] of Object.entries(facts.consoles))
    for (const key of Object.keys(rows)) {
      const id = listingId(account, key);
      if (shared.has(key) && facts.settings.listings[id] === undefined) found.set(id, { account, listing: key });
    }
  found.delete(listingId(except.account, except.listing));
  return [...found.values()];
}

/** The systems that a source's flag or write is named by, for a sentence. */
export const sourceName = ({ settings }: Pick<CommandFacts, 'settings'>, source: SourceId): string =>
  settings.sources[source]?.name || source;
