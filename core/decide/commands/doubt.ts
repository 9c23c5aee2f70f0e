import type { RowSeen } from '../../domain/console.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Listing } from '../../domain/listing.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

/**
 * What speaks against a mapping: the page's code names another SKU, or it uses up a SKU that no source knows. Null where
 * nothing does. A code that is the beginning of a mapped SKU is the product's, not another one's.
 */
export function doubtOf(listing: Listing, seen: Pick<RowSeen, 'code'> | null, isKnown: (sku: Sku) => boolean): Phrase | null {
  const skus = [...new Set(listing.variants.flatMap(({ components }) => components.map(({ sku }) => sku)))];
  if (skus.length === 0) return phrase('core:mapping.empty');
  const unknown = skus.filter((sku) => !isKnown(sku));
  if (unknown.length > 0) return phrase('core:mapping.unknownSku', { skus: unknown.join(', ') });
  const code = otherCode(listing, seen, isKnown);
  return code === null ? null : phrase('core:mapping.otherCode', { code, skus: skus.join(', ') });
}

/** The page's code, where that is another SKU than those that are mapped and nobody has said that it is right; else null. */
export function otherCode(
  { variants, checkedCode }: Listing,
  seen: Pick<RowSeen, 'code'> | null,
  isKnown: (sku: Sku) => boolean,
): Sku | null {
  const code = seen?.code ?? null;
  if (code === null || code === checkedCode || !isKnown(code)) return null;
  return variants.some(({ components }) => components.some(({ sku }) => sku.startsWith(code))) ? null : code;
}
