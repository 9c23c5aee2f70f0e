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

it('writes the notice with a column a day', () => {
  if (before === null) throw new Error('no check list');
  const { header, rows } = parseCsv(noticeCsv(before.notice));
  expect(header.slice(2)).toEqual(before.notice.days);
  expect(rows[0]?.cells.slice(2).map(Number)).toEqual(before.notice.rows[0]?.units);
});
