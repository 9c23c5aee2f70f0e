import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SheetRead } from '../../domain/table.ts';
import { parseCsv, plainCell, tableOf, textOfBytes } from './csv.ts';
import { storedZip } from './stored-zip.ts';

const MB = 1024 * 1024;
const MOST_BYTES = 40 * MB;
/** Unpacked. */
const MOST_XML = 400 * MB;
/** Digits that a spreadsheet itself keeps of a number. */
const DIGITS = 15;

/**
 * A table out of a file's bytes (XLSX, CSV, TSV) or of pasted text: the first sheet, or the one that is named. Dates are the wall
 * clock that the sheet shows, `2026-11-23 19:05:30`; numbers keep every digit that the file has.
 */
export async function readSheet(input: ArrayBuffer | string, sheet: string | null = null): Promise<SheetRead> {
  if (typeof input === 'string') return ofText(input);
  if (input.byteLength === 0) return refused('options:sheet.empty');
  if (input.byteLength > MOST_BYTES) {
    return {
      ok: false,
      say: phrase('options:sheet.tooLarge', { size: Math.ceil(input.byteLength / MB), most: MOST_BYTES / MB }),
    };
  }
  const [a, b, c, d] = new Uint8Array(input, 0, Math.min(4, input.byteLength));
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return refused('options:sheet.oldExcel');
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return ofWorkbook(input, sheet);
  return ofText(textOfBytes(input));
}

const refused = (key: string): SheetRead => ({ ok: false, say: phrase(key) });

function ofText(text: string): SheetRead {
  if (text.trim() === '') return refused('options:sheet.empty');
  if (text.includes('\0')) return refused('options:sheet.notTable');
  // Some back ends name a web page .xls.
  if (/^\uFEFF?\s*<(!doctype|html|table|\?xml)/i.test(text)) return refused('options:sheet.webPage');
  return { ok: true, sheets: [], sheet: null, table: parseCsv(text) };
}

async function ofWorkbook(bytes: ArrayBuffer, wanted: string | null): Promise<SheetRead> {
  try {
    // Loaded only where a workbook is read.
    const { default: readWorkbook } = await import('read-excel-file/universal');
    const all = await readWorkbook<string>(await storedZip(bytes, MOST_XML), { parseNumber: plainNumber });
    const sheets = all.map(({ sheet }) => sheet);
    const chosen = all.find(({ sheet }) => sheet === wanted) ?? all[0];
    if (chosen === undefined) return refused('options:sheet.empty');
    const table = tableOf((chosen.data as readonly (readonly unknown[])[]).map((row) => row.map(textOfCell)));
    return { ok: true, sheets, sheet: chosen.sheet, table };
  } catch (cause) {
    return { ok: false, say: whyNot(cause) };
  }
}

function whyNot(cause: unknown): Phrase {
  const code = (cause as { code?: unknown } | null)?.code;
  return phrase(code === 'NO_DATA' ? 'options:sheet.empty' : 'options:sheet.badWorkbook');
}

/** `1.5E+3` is 1500, and 0.30000000000000004 is the 0.3 that the sheet shows. A whole number keeps all its digits. */
export function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const rounded = Number(value.toPrecision(DIGITS));
  if (Number.isInteger(rounded) && Math.abs(rounded) >= 1e21) return BigInt(rounded).toString();
  return /e/i.test(String(rounded)) ? rounded.toFixed(20).replace(/\.?0+$/, '') : String(rounded);
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return textOfDate(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return plainCell(String(cell));
}

/** Dates have no zone in a spreadsheet: the library gives its wall clock as UTC. A time without a day lies in the year 1899 or 1900. */
function textOfDate(date: Date): string {
  const iso = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString();
  const [day, clock] = [iso.slice(0, 10), iso.slice(11, 19)];
  if (/^(1899-12-3|1900-01-0[01])/.test(day)) return clock;
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}
