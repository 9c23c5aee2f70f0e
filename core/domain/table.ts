import type { Phrase } from './phrase.ts';

/** `row` counts as a spreadsheet does: the first row of the sheet is row 1, empty rows count. Cells are trimmed. */
export type Row = { readonly row: number; readonly cells: readonly string[] };
export type Table = {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  /** Rows that nobody can tell apart into cells; absent where there is none. */
  readonly broken?: readonly Broken[];
};
/** A quote that is not closed where its cell ends, so that what follows was taken for one cell; or more cells than the header has. */
export type Broken = { readonly row: number; readonly column: string; readonly found: string; readonly why: 'quote' | 'cells' };

/** A table out of a file or of what was pasted. `sheets`: names of a workbook's sheets, none of a text; `sheet`: which was read. */
export type SheetRead =
  | { readonly ok: true; readonly sheets: readonly string[]; readonly sheet: string | null; readonly table: Table }
  | { readonly ok: false; readonly say: Phrase };

/** What cannot be read, by row and column as the file names them. Row 0: the file as a whole. */
export type FileProblem = { readonly row: number; readonly column: string; readonly say: Phrase };
/** Which comes first in a date such as 11/12/2026. */
export type DateOrder = 'mdy' | 'dmy';
/** What a table holds: good rows, what is wrong with the others, and columns that nobody uses. */
export type TableRead<One> = {
  readonly rows: readonly One[];
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
};
/** Of a table with dates; `unclearDates`: nobody can tell the month of some of them, and a person has to be asked. */
export type DatedRead<One> = TableRead<One> & { readonly unclearDates: boolean };
