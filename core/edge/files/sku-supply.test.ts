import { describe, expect, it } from 'vitest';
import { NO_FACTS, type SkuFacts } from '../../domain/settings.ts';
import { NO_SUPPLY, type SupplyFacts } from '../../domain/supply.ts';
import { parseCsv } from './csv.ts';
import { readSkus, writeSkuCsv } from './sku-csv.ts';

const read = (text: string, known: Readonly<Record<string, SkuFacts>> = {}, home = 'CNY') =>
  readSkus(parseCsv(text), known, home);
const one = (column: string, cell: string, home?: string): Partial<SupplyFacts> | undefined =>
  read(`sku\t${column}\nA\t${cell}`, {}, home).skus[0]?.supply;
const usd = (minor: number) => ({ minor, currency: 'USD' });

it('is enough to start with three columns', () => {
  expect(read('sku,safetyStock,dailySales\nA,20,3.5').skus).toEqual([
    { sku: 'A', ...NO_FACTS, safetyStock: 20, dailySales: 3.5 },
  ]);
});

describe('a cell as people write it', () => {
  it.each<[string, string, Partial<SupplyFacts>]>([
    ['price', '12.5', { price: { minor: 1250, currency: 'CNY' } }],
    ['price', '$12.50', { price: usd(1250) }],
    ['售价（USD）', '12.5', { price: usd(1250) }],
    ['price', '1,299.00 USD', { price: usd(129900) }],
    ['成本价', '￥8', { unitCost: { minor: 800, currency: 'CNY' } }],
    ['cost', '1500 JPY', { unitCost: { minor: 1500, currency: 'JPY' } }],
    ['箱规', '24', { unitsPerCarton: 24 }],
    ['size', '60x40x30', { size: { length: 60, width: 40, height: 30 } }],
    ['尺寸', '60*40*30cm', { size: { length: 60, width: 40, height: 30 } }],
    ['外箱尺寸(mm)', '600×400×300', { size: { length: 60, width: 40, height: 30 } }],
    ['size', '10 x 10 x 10 in', { size: { length: 25.4, width: 25.4, height: 25.4 } }],
    ['weight', '350 g', { kg: 0.35 }],
    ['毛重（kg）', '12.4', { kg: 12.4 }],
    ['weight (lb)', '1', { kg: 0.453592 }],
    ['battery', '带电', { battery: true }],
    ['液体', '是', { liquid: true }],
    ['duty', '10%', { dutyRate: 0.1 }],
    ['关税', '6.5', { dutyRate: 0.065 }],
    // A spreadsheet's own per cent: 10 % is stored as 0.1.
    ['duty', '0.1', { dutyRate: 0.1 }],
    ['role', '福利款', { role: 'traffic' }],
    ['season', 'Seasonal', { season: 'seasonal' }],
    ['cause', '爆发', { cause: 'burst' }],
    ['备选供应商', '义乌二厂', { secondSupplier: '义乌二厂' }],
    ['重点', '√', { key: true }],
  ])('%s: %s', (column, cell, wanted) => {
    expect(one(column, cell)).toEqual({ ...NO_SUPPLY, ...wanted });
  });

  it('reads a size out of three columns, each in its own unit', () => {
    expect(read('sku,长(cm),宽(cm),高(mm)\nA,60,40,300').skus[0]?.supply?.size).toEqual({ length: 60, width: 40, height: 30 });
  });

  it('takes the row’s currency, else the one that the shop counts in', () => {
    expect(read('sku,price,currency\nA,5,美元\nB,5,', {}, 'EUR').skus.map((sku) => sku.supply?.price)).toEqual([
      usd(500),
      { minor: 500, currency: 'EUR' },
    ]);
  });

  it.each([
    ['stockOutChance', '40%', { stockOutChance: 0.4 }],
    ['pulseMultiple', '5', { pulseMultiple: 5 }],
    ['排期只看现货', '是', { scheduleStockAlone: true }],
    ['breakoutRise', '0.8', { breakoutRise: 0.8 }],
  ])('%s of its own: %s', (column, cell, wanted) => {
    expect(read(`sku,${column}\nA,${cell}`).skus[0]?.triggers).toEqual(wanted);
  });
});

describe('what cannot be read is said by row and column, and the row is left out', () => {
  it.each([
    ['price', 'cheap', 'notMoney'],
    ['price', '12.345 USD', 'notMoney'],
    ['price', '5 shells', 'notMoney'],
    ['currency', 'gold', 'notCurrency'],
    ['unitsPerCarton', '0', 'notUnits'],
    ['size', '60x40', 'notSize'],
    ['size (feet)', '6x4x3', 'notSize'],
    ['weight', '0', 'notWeight'],
    ['weight (stone)', '2', 'notWeight'],
    ['battery', 'perhaps', 'notYesNo'],
    ['duty', 'much', 'notPercent'],
    ['role', 'star', 'notOneOf'],
    ['length', '60', null],
    ['stockOutChance', '300%', 'tooMuch'],
    ['productionDays', '5000', 'tooMuch'],
  ])('%s: %s', (column, cell, key) => {
    const extra = column === 'length' ? '\twidth\theight' : '';
    const { skus, problems } = read(`sku\t${column}${extra}\nGOOD\t\nA\t${cell}`);
    expect(skus.map(({ sku }) => sku)).toEqual(['GOOD']);
    expect(problems).toMatchObject([{ row: 3, say: { key: `options:csv.${key ?? 'sideMissing'}` } }]);
    if (key !== null) expect(problems[0]?.column).toBe(column);
  });
});

const full: SkuFacts = {
  sku: 'A',
  ...NO_FACTS,
  supply: {
    ...NO_SUPPLY,
    price: usd(1999),
    unitCost: { minor: 2450, currency: 'CNY' },
    unitsPerCarton: 24,
    size: { length: 60, width: 40.5, height: 30 },
    kg: 12.4,
    moq: 500,
    multiple: 100,
    battery: true,
    dutyRate: 0.075,
    supplier: '义乌一厂',
    productionDays: 12,
    labellingDays: 1.5,
    role: 'hero',
    season: 'new',
    key: true,
    cause: 'sustained',
  },
  triggers: { stockOutChance: 0.35, coverDays: 45, scheduleStockAlone: false },
};

it('reads back all that it wrote', () => {
  expect(read(writeSkuCsv([full]))).toEqual({ skus: [full], problems: [], ignored: [] });
});

it('leaves alone what the file has no column for, and unsets what is empty', () => {
  const [kept] = read('sku,safetyStock\nA,9', { A: full }).skus;
  expect(kept).toEqual({ ...full, safetyStock: 9 });
  const [emptied] = read('sku,supplier,coverDays,price\nA,,,21', { A: full }).skus;
  expect(emptied?.supply).toEqual({ ...full.supply, supplier: null, price: usd(2100) });
  expect(emptied?.triggers).toEqual({ stockOutChance: 0.35, scheduleStockAlone: false });
});
