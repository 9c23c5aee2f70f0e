import { expect, it } from 'vitest';
import { AIR, aPlanInput, cny, rules, SEA, supply, usd } from '../../../test/builders/restock.ts';
import { planOf } from '../../decide/restock/plan.ts';
import { parseCsv } from './csv.ts';
import { restockCsv } from './restock-csv.ts';

const unit = { by: 'unit' as const, rate: usd(33), minimum: null };
const plan = planOf(
  aPlanInput({
    sku: '=HYPERLINK("http://x")',
    title: '@Tee, M',
    sellable: 150,
    modes: [
      { ...SEA, freight: unit },
      { ...AIR, name: '+Air', freight: { ...unit, rate: usd(66) } },
    ],
    supply: supply({ unitCost: cny(1_000), dutyRate: 0.1, price: cny(5_000), unitsPerCarton: 25 }),
    rules: rules({ rates: { home: 'CNY', perUnit: { USD: 7.1 } } }),
  }),
);
const table = (text: string) => {
  const { header, rows } = parseCsv(text);
  return rows.map(({ cells }) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
};

it('has a row a consignment, and the figures of the plan once', () => {
  const rows = table(restockCsv([plan], ({ key }) => key));
  expect(rows).toHaveLength(plan.lots.length);
  expect(rows[0]).toMatchObject({ quantity: '450', need: '450', base: '600', sellable: '-150', currency: 'CNY', goods: '4500' });
  expect(rows[1]).toMatchObject({ quantity: '', need: '', goods: '' });
  const [sea, air] = rows;
  expect(sea).toMatchObject({ mode: 'Sea', units: '300', cartons: '12', order_by: '2026-09-07T08:00:00.000Z' });
  expect(air).toMatchObject({
    mode: '+Air',
    units: '150',
    cartons: '6',
    freight_currency: 'USD',
    lot_freight: '99',
    in_time: 'yes',
  });
  expect(rows[0]).toMatchObject({ safety_stock_from: 'hand', cash_tied_up: rows[0]?.cost, cash_days: `${plan.cash.days}` });
  expect(rows[1]).toMatchObject({ cash_tied_up: '', consignment_skus: '1', consignment_freight: '99' });
  expect(rows.reduce((sum, { units }) => sum + Number(units), 0)).toBe(plan.quantity);
});

it('runs nothing in a spreadsheet, and reads back as it was', () => {
  const text = restockCsv([plan], ({ key }) => `=${key}`);
  expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  expect(table(text)[1]).toMatchObject({ sku: '=HYPERLINK("http://x")', title: '@Tee, M', mode: '+Air' });
});

it('leaves empty what is not known', () => {
  const [row] = table(restockCsv([planOf(aPlanInput({ sellable: null }))], ({ key }) => key));
  expect(row).toMatchObject({
    quantity: '0',
    need: '',
    sellable: '',
    days_of_cover: '',
    out_at: '',
    goods: '0',
    mode: '',
    units: '',
  });
  expect(row?.notes).toContain('restock:warning.noStock');
});
