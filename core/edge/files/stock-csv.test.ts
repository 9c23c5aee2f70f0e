import { describe, expect, it } from 'vitest';
import { levelOf } from '../../domain/position.ts';
import { NO_FACTS } from '../../domain/settings.ts';
import { parseCsv } from './csv.ts';
import { readStock, writeStockTemplate } from './stock-csv.ts';

const read = (text: string, known = {}) => readStock(parseCsv(text), known);

it('takes stock and thresholds out of the five-minute template', () => {
  const { positions, skus, problems, ignored } = read(`${writeStockTemplate().trim()}\nTEE,40,20,12\nCAP,0,,3.5`);
  expect(positions).toMatchObject([
    { sku: 'TEE', location: '-', sellable: 40, onHand: null, inbound: [] },
    { sku: 'CAP', sellable: 0 },
  ]);
  expect(skus).toEqual([
    { sku: 'TEE', ...NO_FACTS, safetyStock: 20, dailySales: 12 },
    { sku: 'CAP', ...NO_FACTS, dailySales: 3.5 },
  ]);
  expect([problems, ignored]).toEqual([[], []]);
});

describe('a report as systems export it', () => {
  it.each([
    ['seller sku,afn-fulfillable-quantity,afn-reserved-quantity\nA,7,2', 'seller sku'],
    ['sku,可售库存,占用,在途\nA,7,2,30', ''],
    ['SKU,Location,On hand,Committed\nA,LAX,9,2', ''],
    ['货号,库存\nA,7', ''],
  ])('%s', (text, missing) => {
    const { positions, problems } = read(text.replace('seller sku', 'sku'));
    expect(problems).toEqual([]);
    expect(positions.map((one) => [one.sku, levelOf(one)])).toEqual([['A', 7]]);
    if (missing !== '') expect(read(text.replace('seller sku', 'what')).positions).toEqual([]);
  });

  it('keeps warehouses apart, and what is coming without a date', () => {
    const { positions, skus } = read('sku,warehouse,available,inbound,safetyStock\nA,LAX,5,100,20\nA,NJ,8,,20');
    expect(positions).toMatchObject([
      { location: 'LAX', sellable: 5, inbound: [{ stage: 'shipped', quantity: 100, expectedAt: null }] },
      { location: 'NJ', sellable: 8, inbound: [] },
    ]);
    expect(skus).toHaveLength(1);
  });
});

it('changes nothing of a SKU that the file says nothing new of', () => {
  const known = { A: { sku: 'A', ...NO_FACTS, title: 'Tee', safetyStock: 20 } };
  expect(read('sku,available\nA,5', known).skus).toEqual([]);
  expect(read('sku,available,safetyStock\nA,5,30', known).skus).toMatchObject([{ title: 'Tee', safetyStock: 30 }]);
});

it.each([
  ['sku,available\nA,many', 2, 'available'],
  ['sku,available\nA,-3', 2, 'available'],
  ['sku,available\nA,', 2, 'available'],
  ['sku,available\n,5', 2, 'sku'],
  ['sku,available\nA,5\nA,6', 3, 'sku'],
  ['sku,available,safetyStock\nA,5,lots', 2, 'safetyStock'],
  ['sku,safetyStock\nA,5', 1, 'available'],
  ['sku,available\n__proto__,5', 2, 'sku'],
])('says by row and column what is wrong: %j', (text, row, column) => {
  expect(read(text).problems).toContainEqual(expect.objectContaining({ row, column }));
});
