import { describe, expect, it, vi } from 'vitest';
import { serial, workbook } from '../../../test/builders/workbook.ts';
import { plainNumber, readSheet } from './sheet.ts';
import { storedZip } from './stored-zip.ts';

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const table = async (input: ArrayBuffer | string, sheet?: string) => {
  const read = await readSheet(input, sheet);
  if (!read.ok) throw new Error(read.say.key);
  return read;
};

describe('one table, wherever it comes from', () => {
  const wanted = { header: ['sku', 'units'], rows: [{ row: 2, cells: ['A', '5'] }] };
  it.each([
    ['CSV bytes', bytes('sku,units\nA,5')],
    ['TSV bytes', bytes('sku\tunits\nA\t5\n')],
    ['pasted cells', 'sku\tunits\r\nA\t5'],
    [
      'a workbook',
      workbook({
        Sheet1: [
          ['sku', 'units'],
          ['A', { number: '5' }],
        ],
      }),
    ],
  ])('%s', async (_, input) => {
    expect((await table(input)).table).toEqual(wanted);
  });
});

describe('a workbook', () => {
  it('gives the first sheet, or the one that is asked for, and names all', async () => {
    const file = workbook({ 'Read me': [['how to']], 订单: [['sku'], ['A']] });
    expect(await table(file)).toMatchObject({ sheets: ['Read me', '订单'], sheet: 'Read me', table: { header: ['how to'] } });
    expect(await table(file, '订单')).toMatchObject({ sheet: '订单', table: { header: ['sku'] } });
    expect(await table(file, 'gone')).toMatchObject({ sheet: 'Read me' });
  });

  it('counts rows as the sheet does, with empty ones before the header and between', async () => {
    const file = workbook({ S: [[], ['sku', 'units'], [], ['A', { number: '1' }]] });
    expect((await table(file)).table).toEqual({ header: ['sku', 'units'], rows: [{ row: 4, cells: ['A', '1'] }] });
  });

  it.each([
    [{ number: '576461413038785752' }, '576461413038785752'],
    [{ number: '0.30000000000000004' }, '0.3'],
    [{ number: '1.5E+3' }, '1500'],
    [{ number: '-2' }, '-2'],
    [{ date: serial('2026-11-23T19:05:30') }, '2026-11-23 19:05:30'],
    [{ date: serial('2026-11-23T00:00:00') }, '2026-11-23'],
    // A day's last minute is not moved into the next by a float.
    [{ date: 46349.99998842593 }, '2026-11-23 23:59:59'],
    [{ time: 19.5 / 24 }, '19:30:00'],
    [{ inline: '=1+1' }, '=1+1'],
    ['007', '007'],
    // As our own CSV comes back from a spreadsheet.
    ["'=1+1", '=1+1'],
    [' 链接 & <3 ', '链接 & <3'],
    [true, 'TRUE'],
  ])('keeps %j as it is shown', async (cell, text) => {
    expect((await table(workbook({ S: [['x'], [cell]] }))).table.rows).toEqual([{ row: 2, cells: [text] }]);
  });

  it('keeps a cell that Excel could not calculate readable, so that its row can be named', async () => {
    const read = await table(
      workbook({
        S: [
          ['x', 'y'],
          [{ error: '#DIV/0!' }, 'A'],
        ],
      }),
    );
    expect(read.table.rows[0]?.cells[1]).toBe('A');
  });
});

it('reads a large workbook in this very thread: an extension’s page may start no worker of a blob', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('refused by the content security policy');
      }
    },
  );
  const rows = Array.from({ length: 15_000 }, (_, at) => [`SKU-${at}`, { number: String(at) }, `title of ${at} 商品名称`]);
  const { table: read } = await table(workbook({ S: [['sku', 'units', 'title'], ...rows] }));
  expect(read.rows).toHaveLength(15_000);
  expect(read.rows.at(-1)).toEqual({ row: 15_001, cells: ['SKU-14999', '14999', 'title of 14999 商品名称'] });
  vi.unstubAllGlobals();
});

it('unpacks no more than it can hold', async () => {
  const file = workbook({ S: [['x'], ['y'.repeat(100_000)]] });
  await expect(storedZip(file, 50_000)).rejects.toThrow(/too much/);
});

describe('what is no table is said in words', () => {
  it.each([
    ['nothing', new ArrayBuffer(0), 'options:sheet.empty'],
    ['blank text', ' \n ', 'options:sheet.empty'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]).buffer, 'options:sheet.oldExcel'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]).buffer, 'options:sheet.badWorkbook'],
    ['half a workbook', workbook({ S: [['x']] }).slice(0, 700), 'options:sheet.badWorkbook'],
    ['a web page named .xls', bytes('<html><table><tr><td>sku</td></tr></table>'), 'options:sheet.webPage'],
    ['a picture', bytes('\u0089PNG\0\0'), 'options:sheet.notTable'],
    ['too much', new ArrayBuffer(41 * 1024 * 1024), 'options:sheet.tooLarge'],
  ])('%s', async (_, input, key) => {
    expect(await readSheet(input)).toMatchObject({ ok: false, say: { key } });
  });
});

it.each([
  ['12', '12'],
  ['0.1', '0.1'],
  ['1E-7', '0.0000001'],
  ['1e+22', '10000000000000000000000'],
  ['x', 'x'],
])('writes the number %s as %s', (text, plain) => {
  expect(plainNumber(text)).toBe(plain);
});
