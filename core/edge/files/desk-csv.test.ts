import { expect, it } from 'vitest';
import { aDeskView } from '../../../test/builders/desk.ts';
import type { phrase } from '../../domain/phrase.ts';
import { parseCsv } from './csv.ts';
import { checkCsv, noticeCsv } from './desk-csv.ts';

const { before } = aDeskView('before');
const say = ({ key }: ReturnType<typeof phrase>) => key;

it('writes the check list as spreadsheets read it: a row a SKU, unknown is empty', () => {
  if (before === null) throw new Error('no check list');
  const { header, rows } = parseCsv(checkCsv(before, say));
  expect(header.slice(0, 3)).toEqual(['sku', 'title', 'wants']);
  expect(rows).toHaveLength(before.rows.length);
  const unknown = before.rows.findIndex(({ available }) => available === null);
  expect(rows[unknown]?.cells[header.indexOf('available')]).toBe('');
  expect(rows[0]?.cells.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT/);
});

it('writes the notice with a row a SKU and day: units, orders, the zone, and what goes first', () => {
  if (before === null) throw new Error('no check list');
  const { notice } = before;
  const { header, rows } = parseCsv(noticeCsv(notice));
  const table = rows.map(({ cells }) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
  const [first] = notice.rows;
  expect(table[0]).toEqual({
    day: notice.days[0],
    zone: notice.zone,
    sku: first?.sku,
    title: first?.title,
    units: `${first?.units[0]}`,
    orders: `${first?.orders[0]}`,
    units_per_order: '1.4',
    priority: 'stream orders first',
  });
  const told = notice.rows.flatMap(({ sku, units }) =>
    notice.days.filter((_, index) => (units[index] ?? 0) > 0).map((day) => `${day} ${sku}`),
  );
  expect(table.map(({ day, sku }) => `${day} ${sku}`).sort()).toEqual(told.sort());
  expect(table.reduce((sum, { units }) => sum + Number(units), 0)).toBe(
    notice.rows.flatMap(({ units }) => units).reduce((a, b) => a + b, 0),
  );
});
