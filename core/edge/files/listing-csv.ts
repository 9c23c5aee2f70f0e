import { type Listing, listingId, type Variant } from '../../domain/listing.ts';
import { phrase } from '../../domain/phrase.ts';
import { parseCsv, writeCsv } from './csv.ts';
import type { CsvProblem } from './sku-csv.ts';

const HEADER = ['listing', 'title', 'variant', 'variantTitle', 'sku', 'units'] as const;

export type ListingImport = { readonly listings: readonly Listing[]; readonly problems: readonly CsvProblem[] };

/** One line a component: which listing, which variant of it, which SKU, how many units a sale takes. */
export function readListingCsv(text: string, account: string): ListingImport {
  const { header, rows } = parseCsv(text);
  const at = (name: (typeof HEADER)[number]): number => header.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  const missing = (['listing', 'sku'] as const).filter((name) => at(name) < 0);
  if (missing.length > 0) {
    const say = phrase('options:csv.noColumn', { missing: missing.join(', '), columns: header.join(', ') });
    return { listings: [], problems: [{ row: 1, column: missing[0] ?? '', say }] };
  }
  const problems: CsvProblem[] = [];
  const listings = new Map<string, Listing>();
  for (const [index, cells] of rows.entries()) {
    const cell = (name: (typeof HEADER)[number]): string => cells[at(name)] ?? '';
    const [key, sku] = [cell('listing'), cell('sku')];
    const units = cell('units') === '' ? 1 : Number(cell('units'));
    if (key === '' || sku === '' || !Number.isInteger(units) || units < 1) {
      const column = key === '' ? 'listing' : sku === '' ? 'sku' : 'units';
      problems.push({
        row: index + 2,
        column,
        say: phrase(`options:csv.${column === 'units' ? 'notUnits' : 'empty'}`, { value: cell(column) }),
      });
      continue;
    }
    const listing = listings.get(key) ?? { account, key, title: cell('title'), variants: [] };
    listings.set(key, withComponent(listing, cell('variant') || sku, cell('variantTitle'), sku, units));
  }
  return { listings: [...listings.values()], problems };
}

function withComponent(listing: Listing, id: string, title: string, sku: string, unitsPerSale: number): Listing {
  const known = listing.variants.find((variant) => variant.id === id);
  const variant: Variant = {
    id,
    title: known?.title || title,
    components: [...(known?.components ?? []), { sku, unitsPerSale }],
  };
  const others = listing.variants.filter((one) => one.id !== id);
  return {
    ...listing,
    variants: known === undefined ? [...others, variant] : listing.variants.map((one) => (one.id === id ? variant : one)),
  };
}

export const writeListingCsv = (listings: readonly Listing[]): string =>
  writeCsv(
    HEADER,
    [...listings]
      .sort((a, b) => (listingId(a.account, a.key) < listingId(b.account, b.key) ? -1 : 1))
      .flatMap(({ key, title, variants }) =>
        variants.flatMap((variant) =>
          variant.components.map(({ sku, unitsPerSale }) => [key, title, variant.id, variant.title, sku, unitsPerSale]),
        ),
      ),
  );
