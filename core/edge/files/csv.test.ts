import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, numberOf, parseCsv, textOfBytes, writeCsv } from './csv.ts';

const bytes = (...parts: (string | readonly number[])[]): ArrayBuffer => {
  const all = parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part));
  return new Uint8Array(all).buffer;
};
/** 货号,安全库存 as a Chinese Excel writes it. */
const GB18030 = [0xbb, 0xf5, 0xba, 0xc5, 0x2c, 0xb0, 0xb2, 0xc8, 0xab, 0xbf, 0xe2, 0xb4, 0xe6];

it.each([
  ['UTF-8', bytes('货号,安全库存')],
  ['UTF-8 with its mark', bytes([0xef, 0xbb, 0xbf], '货号,安全库存')],
  ['GB18030', bytes(GB18030)],
  [
    'UTF-16, as "Unicode text"',
    new Uint8Array(new Uint16Array([0xfeff, ...[...'货号,安全库存'].map((c) => c.charCodeAt(0))]).buffer).buffer,
  ],
])('reads a file in %s', (_name, file) => {
  expect(parseCsv(textOfBytes(file)).header).toEqual(['货号', '安全库存']);
});

it.each([
  ['comma', 'sku,title\nA,one\n'],
  ['semicolon', 'sku;title\nA;one\n'],
  ['tab', 'sku\ttitle\nA\tone\n'],
  ['named separator', 'sep=;\r\nsku;title\r\nA;one\r\n'],
  ['quotes', '"sku","title"\r\n"A","one"'],
])('reads a table by %s', (_name, text) => {
  expect(parseCsv(text)).toEqual({ header: ['sku', 'title'], rows: [{ row: 2, cells: ['A', 'one'] }] });
});

it('counts rows as a spreadsheet does: empty ones and line breaks in quotes', () => {
  const { rows } = parseCsv('sku,title\n\nA,"two\nlines"\n,\nB,x\n');
  expect(rows.map(({ row }) => row)).toEqual([3, 5]);
});

const seven = 'order,at,sku,quantity,status,paid,channel';
const row = (n: number, channel = 'live') => `${n},2026-06-0${n},A,1,paid,,${channel}`;
it.each([
  ['opened and never closed', [row(1), row(2, '"live'), row(3), row(4)], [3, 'channel', 'quote']],
  ['closed before its cell ends', [row(1), row(2, '"Pro" live'), row(3)], [3, 'channel', 'quote']],
  ['closed at the next one', [row(1), row(2, '"live'), row(3, '"1,000"'), row(4)], [3, 'channel', 'quote']],
  ['closed by another stray one', [row(1), row(2, '"live'), row(3, 'live"'), row(4)], [3, 'channel', 'quote']],
  ['in the first cell', [row(1), `"${row(2)}`, row(3)], [3, 'order', 'quote']],
  ['one cell too many', [row(1), '2,2026-06-02,A,1,000,paid,,live', row(3)], [3, 'channel', 'cells']],
] as const)('says which row is broken by a quote %s', (_name, rows, [line, column, why]) => {
  expect(parseCsv([seven, ...rows].join('\n')).broken).toMatchObject([{ row: line, column, why }]);
});

it('names every row that is broken, and leaves the others as they are', () => {
  const { rows, broken } = parseCsv([seven, `${row(1)},x`, row(2), `${row(3)},y`, row(4)].join('\n'));
  expect(broken?.map((one) => one.row)).toEqual([2, 4]);
  expect(rows).toHaveLength(4);
});

it.each([
  ['empty cells behind the last column', [`${row(1)},,`, `${row(2)}, ,`]],
  ['fewer cells than the header has', ['1,2026-06-01,A,1', row(2)]],
  ['a line break in a cell', [row(1, '"two\nlines, with commas"'), row(2)]],
  ['blanks behind a quote', [row(1, '"live" '), row(2)]],
  ['a quote within a cell that is not quoted', [row(1, '5" live'), row(2)]],
  ['a quote written twice', [row(1, '"the ""live"" one"'), row(2)]],
])('has nothing to say of %s', (_name, rows) => {
  expect(parseCsv([seven, ...rows].join('\n')).broken).toBeUndefined();
});

it.each([
  ['12', 12],
  ['1,200', 1200],
  ['1,234,567.5', 1_234_567.5],
  ['1 200', 1200],
  ['2.5', 2.5],
  ['2,5', 2.5],
  ['１２', 12],
  ['-1', null],
  ['0x10', null],
  ['1e3', null],
  ['Infinity', null],
  ['abc', null],
  ['', null],
  ['1,20,0', null],
])('reads %s as %s', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

it('finds a column whatever its case, blanks, dashes and unit', () => {
  const { at, ignored } = columnsOf(['Safety Stock (pcs)', 'SET-ASIDE', '备注', ''], {
    safety: ['safetyStock'],
    aside: ['set-aside'],
  });
  expect([...at]).toEqual([
    ['safety', 0],
    ['aside', 1],
  ]);
  expect(ignored).toEqual(['备注']);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', "'=x"])('writes %s so that no spreadsheet runs it', (cell) => {
  const text = writeCsv(['sku'], [[cell]]);
  expect(text.split('\r\n')[1]).toBe(`'${cell}`);
});

it('gives back every cell that it wrote', () => {
  const cell = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1', "'=1", "''-2", "'", ' ;,"\t', '\n', '='))
    .map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const kept = rows.filter((cells) => cells.some((one) => one !== ''));
      expect(parseCsv(writeCsv(['a', 'b'], rows)).rows.map(({ cells }) => cells)).toEqual(kept);
    }),
  );
});
