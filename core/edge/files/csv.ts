import Papa from 'papaparse';
import type { Table } from '../../domain/table.ts';
import { brokenIn } from './csv-broken.ts';

/** More than this in one file is refused: the worker takes no more in one change. */
export const MOST_ROWS = 20_000;

/** Reads a file's bytes as text: UTF-8 with or without its mark, UTF-16 with it, else GB18030, as Chinese spreadsheets write it. */
export function textOfBytes(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A table with a header row; comma, semicolon or tab. Rows without a word in them are left out. */
export function parseCsv(text: string): Table {
  // Excel's own way to name the separator; it shows the line after it as row 1.
  const named = /^sep=(.)\r?\n/i.exec(text.replace(/^\uFEFF/, ''));
  const body = text.replace(/^\uFEFF/, '').slice(named?.[0].length ?? 0);
  const delimiter = named?.[1] ?? separatorOf(body);
  const { data, errors } = Papa.parse<string[]>(body, { delimiter });
  const table = tableOf(data.map((cells) => cells.map(plainCell)));
  const badlyQuoted = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row ?? 0));
  const broken = brokenIn(data, badlyQuoted, delimiter);
  return broken.length === 0 ? table : { ...table, broken };
}

/** The first row with a word in it is the header. */
export function tableOf(lines: readonly (readonly string[])[]): Table {
  const [header, ...rows] = lines
    .map((cells, index) => ({ row: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { header: header?.cells ?? [], rows };
}

/** The header decides: papaparse's own guess is misled by empty rows and by commas in numbers and titles. */
function separatorOf(text: string): string {
  const header = /[^\r\n]+/.exec(text.replace(/"[^"]*"/g, ''))?.[0] ?? '';
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** A file that spreadsheets open as it is meant: with UTF-8's mark, and no cell that they would run as a formula. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${Papa.unparse({ fields: [...header], data: rows.map((row) => row.map(safeCell)) })}`;
}

/**
 * An apostrophe keeps a spreadsheet from running a cell. One that stands there already gets another, so that reading
 * takes exactly one away. Source: OWASP, "CSV Injection".
 */
const FORMULA = /^'*[=+\-@\t\r\n]/;
const safeCell = (cell: string | number | null): string | number =>
  typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : (cell ?? '');
/** Trimmed, and without the apostrophe. */
export function plainCell(cell: string): string {
  const text = cell.trim();
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1).trim() : text;
}

/** Where each field stands: a header counts in any case, with or without blanks, dashes and a unit in brackets. */
export function columnsOf<F extends string>(
  header: readonly string[],
  names: Readonly<Record<F, readonly string[]>>,
): { readonly at: ReadonlyMap<F, number>; readonly ignored: readonly string[] } {
  const bare = header.map(bareName);
  const at = new Map<F, number>();
  for (const field of Object.keys(names) as F[]) {
    const wanted = new Set(names[field].map(bareName));
    const column = bare.findIndex((name) => wanted.has(name));
    if (column >= 0) at.set(field, column);
  }
  const used = new Set(at.values());
  return { at, ignored: header.filter((name, column) => name !== '' && !used.has(column)) };
}

const bareName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s_-]/g, '');

/** `1200`, `1,200`, `1 200`, `2.5`, `2,5`, full-width digits; null where it is no number of 0 or more. */
export function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s\u00a0']/g, '');
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (/^\d+([.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.'));
  return null;
}
