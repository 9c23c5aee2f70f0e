import Papa from 'papaparse';

export type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Reads a file's bytes as text: UTF-8 with or without its mark, else GB18030, as Chinese spreadsheets write it. */
export function textOfBytes(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A table with a header row; comma, semicolon or tab. Empty lines are no rows. */
export function parseCsv(text: string): Table {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const [header = [], ...rows] = data;
  return { header: header.map((name) => name.trim()), rows: rows.map((row) => row.map((cell) => cell.trim())) };
}

/** A file that spreadsheets open as it is meant: with UTF-8's mark, and no cell that they would run as a formula. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${Papa.unparse({ fields: [...header], data: rows.map((row) => row.map((cell) => cell ?? '')) }, { escapeFormulae: true })}`;
}
