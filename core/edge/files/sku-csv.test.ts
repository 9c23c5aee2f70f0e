import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FACTS, type SkuFacts } from '../../domain/settings.ts';
import { parseCsv } from './csv.ts';
import { readSkus, writeSkuCsv } from './sku-csv.ts';

const readSkuCsv = (text: string, known: Parameters<typeof readSkus>[1], home?: string) => readSkus(parseCsv(text), known, home);

const facts = (sku: string, over: Partial<SkuFacts> = {}): SkuFacts => ({ sku, ...NO_FACTS, ...over });

it('reads English and Chinese headers alike', () => {
  const wanted = [facts('A', { title: '开衫', safetyStock: 20, dailySales: 3.5, plannedUnits: 60, group: '上衣' })];
  expect(readSkuCsv('sku,title,safety stock,Daily Sales,plannedUnits,group\nA,开衫,20,3.5,60,上衣', {}).skus).toEqual(wanted);
  expect(readSkuCsv('商品编码;名称;安全库存（件）;日均销量;计划销量;品类\nA;开衫;20;3,5;60;上衣', {}).skus).toEqual(wanted);
});

it('leaves alone what the file has no column for, and unsets what is empty', () => {
  const known = { A: facts('A', { title: 'old', safetyStock: 5, buffer: 2, group: 'g' }) };
  expect(readSkuCsv('sku,safetyStock,buffer\nA,,', known).skus).toEqual([facts('A', { title: 'old', group: 'g' })]);
});

describe('what cannot be read is said by row and column, and the rest is kept', () => {
  it.each([
    ['A,abc', 'safetyStock', 'options:csv.notWhole', { value: 'abc' }],
    ['A,2.5', 'safetyStock', 'options:csv.notWhole', { value: '2.5' }],
    ['A,-1', 'safetyStock', 'options:csv.notWhole', { value: '-1' }],
    ['A,9999999999', 'safetyStock', 'options:csv.tooMuch', undefined],
    [',5', 'sku', 'options:csv.emptySku', undefined],
    ['GOOD,5', 'sku', 'options:csv.twice', { sku: 'GOOD' }],
    ['__proto__,5', 'sku', 'options:csv.tooMuch', undefined],
    [`${'x'.repeat(501)},5`, 'sku', 'options:csv.tooMuch', undefined],
  ])('%s', (line, column, key, values) => {
    const { skus, problems } = readSkuCsv(`sku,safetyStock\nGOOD,7\n\n${line}`, {});
    expect(skus).toEqual([facts('GOOD', { safetyStock: 7 })]);
    expect(problems).toEqual([{ row: 4, column, say: values === undefined ? { key } : { key, values } }]);
  });

  it('names the column as the file does', () => {
    expect(readSkuCsv('货号,安全库存\nA,许多', {}).problems[0]).toMatchObject({ row: 2, column: '安全库存' });
  });

  it('says which columns it found where none is the SKU', () => {
    expect(readSkuCsv('name,stock\nA,1', {}).problems[0]?.say.values).toEqual({ columns: 'name, stock' });
  });

  it('names columns that it does not use', () => {
    expect(readSkuCsv('sku,colour\nA,red', {}).ignored).toEqual(['colour']);
  });
});

it('reads back what it wrote', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.trim());
  const count = fc.nat(1_000_000);
  const row = fc.record({
    sku: word.filter((sku) => sku !== '' && sku !== '__proto__' && sku !== 'constructor' && sku !== 'prototype'),
    title: word,
    safetyStock: fc.option(count),
    dailySales: fc.option(count.map((n) => n / 8)),
    plannedUnits: fc.option(count),
    buffer: count,
    setAside: count,
    group: fc.option(word.filter((text) => text !== '')),
  });
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ sku }) => sku, maxLength: 10 }), (skus) => {
      expect(readSkuCsv(writeSkuCsv(skus), {})).toEqual({ skus, problems: [], ignored: [] });
    }),
  );
});
