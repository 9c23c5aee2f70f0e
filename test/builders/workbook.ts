import { crc32, deflateRawSync } from 'node:zlib';

/** A cell as a spreadsheet stores it: text, a number as it stands in the file, a date's serial number, a boolean. */
export type WorkbookCell =
  | string
  | { readonly number: string }
  | { readonly date: number }
  | { readonly time: number }
  | { readonly inline: string }
  | { readonly error: string }
  | boolean
  | null;

/** A workbook, made without a library: a ZIP whose entries are compressed as spreadsheets do. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly WorkbookCell[])[]>>): ArrayBuffer {
  const names = Object.keys(sheets);
  const shared: string[] = [];
  const known = new Map<string, number>();
  const share = (text: string): number => {
    const at = known.get(text) ?? shared.push(text) - 1;
    known.set(text, at);
    return at;
  };
  const pages = Object.values(sheets).map((rows) => sheetXml(rows, share));
  const ids = names.map((_, index) => index + 1);
  return zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': rels([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
      .map((name, at) => `<sheet name="${inXml(name)}" sheetId="${ids[at]}" r:id="rId${ids[at]}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels([
      ...ids.map((id) => [`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`] as const),
      ['rIdS', 'styles', 'styles.xml'],
      ['rIdT', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    // 0 plain, 1 date and time (22), 2 time (20).
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="22" xfId="0" applyNumberFormat="1"/><xf numFmtId="20" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(pages.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared.map((text) => `<si><t xml:space="preserve">${inXml(text)}</t></si>`).join('')}</sst>`,
  });
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const rels = (all: readonly (readonly [string, string, string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function sheetXml(rows: readonly (readonly WorkbookCell[])[], share: (text: string) => number): string {
  const lines = rows.map((cells, row) => {
    const inside = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, share)).join('');
    return inside === '' ? '' : `<row r="${row + 1}">${inside}</row>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

function cellXml(cell: WorkbookCell, at: string, share: (text: string) => number): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${share(cell)}</v></c>`;
  if ('number' in cell) return `<c r="${at}"><v>${cell.number}</v></c>`;
  if ('date' in cell) return `<c r="${at}" s="1"><v>${cell.date}</v></c>`;
  if ('time' in cell) return `<c r="${at}" s="2"><v>${cell.time}</v></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t>${inXml(cell.inline)}</t></is></c>`;
}

/** Days since 1899-12-30, as spreadsheets count them: of a wall clock, `2026-11-23T19:05:30`. */
export const serial = (wall: string): number => (Date.parse(`${wall}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

function zip(files: Readonly<Record<string, string>>): ArrayBuffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = Buffer.from(name);
    const plain = Buffer.from(text);
    const data = deflateRawSync(plain);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(plain), 10);
    fixed.writeUInt32LE(data.length, 14);
    fixed.writeUInt32LE(plain.length, 18);
    fixed.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fixed, path]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fixed, tail, path]));
    parts.push(head, data);
    offset += head.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  const all = Buffer.concat([...parts, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength) as ArrayBuffer;
}
