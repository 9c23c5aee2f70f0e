import { expect, it } from 'vitest';
import type { Listing } from '../../domain/listing.ts';
import { parseCsv } from './csv.ts';
import { readListings, writeListingCsv } from './listing-csv.ts';

const readListingCsv = (text: string, account: string) => readListings(parseCsv(text), account);

const BUNDLE: Listing = {
  account: 'us',
  key: 'L1',
  title: 'Gift set',
  variants: [
    {
      id: 'S',
      title: 'Small',
      components: [
        { sku: 'CUP', unitsPerSale: 2 },
        { sku: 'BOX', unitsPerSale: 1 },
      ],
    },
    { id: 'M', title: 'Medium', components: [{ sku: 'CUP', unitsPerSale: 4 }] },
  ],
};

it('reads a line a component, in English and in Chinese', () => {
  const rows = ['L1,Gift set,S,Small,CUP,2', 'L1,Gift set,S,Small,BOX,', 'L1,Gift set,M,Medium,CUP,4'].join('\n');
  expect(readListingCsv(`listing,title,variant,variantTitle,sku,units\n${rows}`, 'us')).toEqual({
    listings: [BUNDLE],
    problems: [],
    ignored: [],
  });
  expect(readListingCsv(`链接,标题,规格,规格名称,货号,件数\n${rows}`, 'us').listings).toEqual([BUNDLE]);
});

it('reads back what it wrote', () => {
  expect(readListingCsv(writeListingCsv([BUNDLE]), 'us').listings).toEqual([BUNDLE]);
});

it('takes each SKU as a variant of its own where none is named', () => {
  const { listings } = readListingCsv('listing,sku\nL1,A\nL1,B', 'us');
  expect(listings[0]?.variants.map(({ id }) => id)).toEqual(['A', 'B']);
});

it.each([
  ['L1,S,CUP,0', 'units', 'options:csv.notUnits'],
  ['L1,S,CUP,1.5', 'units', 'options:csv.notUnits'],
  ['L1,S,,1', 'sku', 'options:csv.empty'],
  ['L1,S,BOX,1', 'sku', 'options:csv.twiceInVariant'],
  ['L1,S,CUP,10000000', 'units', 'options:csv.tooMuch'],
  ['L1,__proto__,CUP,1', 'variant', 'options:csv.tooMuch'],
])('leaves a listing out whole where one of its lines is wrong: %s', (line, column, key) => {
  const { listings, problems } = readListingCsv(`listing,variant,sku,units\nL1,S,BOX,1\n${line}\nL2,S,BOX,1`, 'us');
  expect(listings.map((one) => one.key)).toEqual(['L2']);
  expect(problems).toMatchObject([
    { row: 3, column, say: { key } },
    { row: 3, column: 'listing', say: { key: 'options:csv.listingLeftOut', values: { key: 'L1' } } },
  ]);
});

it('says which columns are missing', () => {
  expect(readListingCsv('listing,title\nL1,x', 'us').problems[0]?.say.values).toEqual({
    missing: 'sku',
    columns: 'listing, title',
  });
});
