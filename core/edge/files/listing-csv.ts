import * as v from 'valibot';
import { type Listing, listingId, type Variant } from '../../domain/listing.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { FileProblem, Table } from '../../domain/table.ts';
import { listing as listingShape } from '../messages/schemas.ts';
import { columnsOf, MOST_ROWS, numberOf, writeCsv } from './csv.ts';

/** The first name is what we write, all of them are read. */
const COLUMNS = {
  listing: ['listing', '链接', '链接编号', '链接id', 'listing key'],
  title: ['title', 'listing title', '标题', '链接标题', '名称'],
  variant: ['variant', '规格', '规格编号', '规格id'],
  variantTitle: ['variantTitle', '规格名称'],
  sku: ['sku', '商品编码', '货号', 'sku编码', '商家编码'],
  units: ['units', 'units per sale', '件数', '每单件数'],
} as const;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];

export type ListingImport = {
  readonly listings: readonly Listing[];
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
};
type Line = Readonly<Record<Field, string>>;

/**
 * One line a component: which listing, which variant of it, which SKU, how many units a sale takes. A listing with a line
 * that cannot be read is left out whole: half a bundle would show stock that is not there.
 */
export function readListings({ header, rows }: Table, account: string): ListingImport {
  const { at, ignored } = columnsOf(header, COLUMNS);
  const missing = (['listing', 'sku'] as const).filter((name) => !at.has(name));
  if (missing.length > 0) {
    return refused(phrase('options:csv.noColumn', { missing: missing.join(', '), columns: header.join(', ') }), header);
  }
  if (rows.length > MOST_ROWS) return refused(phrase('options:csv.tooMany', { n: rows.length, most: MOST_ROWS }), ignored);
  const problems: FileProblem[] = [];
  const listings = new Map<string, Listing>();
  const spoilt = new Map<string, number>();
  for (const { row, cells } of rows) {
    const line = Object.fromEntries(FIELDS.map((field) => [field, cells[at.get(field) ?? -1] ?? ''])) as Line;
    const before = listings.get(line.listing) ?? { account, key: line.listing, title: line.title, variants: [] };
    const wrong = wrongIn(line, before);
    if (wrong === null) listings.set(line.listing, withLine(before, line));
    else {
      problems.push({ row, column: header[at.get(wrong.field) ?? -1] ?? wrong.field, say: wrong.say });
      if (line.listing !== '' && !spoilt.has(line.listing)) spoilt.set(line.listing, row);
    }
  }
  for (const [key, row] of spoilt) {
    listings.delete(key);
    problems.push({
      row,
      column: header[at.get('listing') ?? 0] ?? 'listing',
      say: phrase('options:csv.listingLeftOut', { key }),
    });
  }
  return { listings: [...listings.values()], problems: problems.sort((a, b) => a.row - b.row), ignored };
}

const refused = (say: Phrase, ignored: readonly string[]): ListingImport => ({
  listings: [],
  problems: [{ row: 1, column: 'listing', say }],
  ignored,
});

const variantOf = (line: Line): string => line.variant || line.sku;
const unitsOf = (line: Line): number | null => (line.units === '' ? 1 : numberOf(line.units));

function wrongIn(line: Line, listing: Listing): { field: Field; say: Phrase } | null {
  if (line.listing === '') return { field: 'listing', say: phrase('options:csv.empty') };
  if (line.sku === '') return { field: 'sku', say: phrase('options:csv.empty') };
  const units = unitsOf(line);
  if (units === null || !Number.isInteger(units) || units < 1) {
    return { field: 'units', say: phrase('options:csv.notUnits', { value: line.units }) };
  }
  const variant = listing.variants.find(({ id }) => id === variantOf(line));
  if (variant?.components.some(({ sku }) => sku === line.sku)) {
    return { field: 'sku', say: phrase('options:csv.twiceInVariant', { sku: line.sku, variant: variant.id }) };
  }
  const { issues } = v.safeParse(listingShape, withLine({ ...listing, variants: [] }, line));
  return issues === undefined
    ? null
    : { field: fieldOf(issues[0].path?.map(({ key }) => key)), say: phrase('options:csv.tooMuch') };
}

/** Which column a place within a listing was read from. */
function fieldOf(path: readonly unknown[] = []): Field {
  const [first, , third] = path;
  const last = path.at(-1);
  if (first === 'key' || first === 'account') return 'listing';
  if (first === 'title') return 'title';
  if (last === 'unitsPerSale') return 'units';
  if (third === 'title') return 'variantTitle';
  return third === 'id' ? 'variant' : 'sku';
}

function withLine(listing: Listing, line: Line): Listing {
  const id = variantOf(line);
  const component = { sku: line.sku, unitsPerSale: unitsOf(line) ?? 1 };
  const known = listing.variants.find((variant) => variant.id === id);
  const title = listing.title || line.title;
  if (known === undefined) {
    return { ...listing, title, variants: [...listing.variants, { id, title: line.variantTitle, components: [component] }] };
  }
  const variant: Variant = {
    id,
    title: known.title || line.variantTitle,
    components: [...known.components, component],
  };
  return { ...listing, title, variants: listing.variants.map((one) => (one.id === id ? variant : one)) };
}

export const writeListingCsv = (listings: readonly Listing[]): string =>
  writeCsv(
    FIELDS,
    [...listings]
      .sort((a, b) => (listingId(a.account, a.key) < listingId(b.account, b.key) ? -1 : 1))
      .flatMap(({ key, title, variants }) =>
        variants.flatMap((variant) =>
          variant.components.map(({ sku, unitsPerSale }) => [key, title, variant.id, variant.title, sku, unitsPerSale]),
        ),
      ),
  );
