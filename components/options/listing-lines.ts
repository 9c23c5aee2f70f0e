import type { Component, Listing, Variant } from '../../core/domain/listing.ts';
import { type Phrase, phrase } from '../../core/domain/phrase.ts';

/** One component as it is typed: which variant, which SKU, how many units a sale takes. */
export type ListingLine = {
  readonly variant: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly units: string;
};
export const EMPTY_LINE: ListingLine = { variant: '', variantTitle: '', sku: '', units: '1' };

export type ReadLines =
  | { readonly ok: true; readonly variants: readonly Variant[] }
  | { readonly ok: false; readonly line: number; readonly say: Phrase };

export const linesOf = (listing: Listing): readonly ListingLine[] =>
  listing.variants.flatMap(({ id, title, components }) =>
    components.map(({ sku, unitsPerSale }) => ({ variant: id, variantTitle: title, sku, units: String(unitsPerSale) })),
  );

/** The variants that the lines make, or the first line that is wrong, counted from 1. */
export function variantsOf(lines: readonly ListingLine[]): ReadLines {
  const variants = new Map<string, { title: string; components: Component[] }>();
  for (const [index, line] of lines.entries()) {
    const no = (say: Phrase): ReadLines => ({ ok: false, line: index + 1, say });
    const sku = line.sku.trim();
    const units = line.units.trim();
    if (sku === '') return no(phrase('options:csv.emptySku'));
    if (!/^[1-9]\d{0,5}$/.test(units)) return no(phrase('options:csv.notUnits', { value: units }));
    const id = line.variant.trim() || sku;
    const variant = variants.get(id) ?? { title: '', components: [] };
    if (variant.components.some((one) => one.sku === sku)) return no(phrase('options:csv.twiceInVariant', { sku, variant: id }));
    variant.title ||= line.variantTitle.trim();
    variant.components.push({ sku, unitsPerSale: Number(units) });
    variants.set(id, variant);
  }
  return { ok: true, variants: [...variants].map(([id, variant]) => ({ id, ...variant })) };
}
