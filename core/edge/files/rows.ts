import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Broken, FileProblem, Table, TableRead } from '../../domain/table.ts';
import { type Cell, short } from './cells.ts';
import { columnsOf, MOST_ROWS } from './csv.ts';

/** One row while it is read: cells by field; what is wrong is noted by column. */
export type RowReader<F extends string> = {
  readonly row: number;
  has(field: F): boolean;
  /** Empty where there is no such column. */
  text(field: F): string;
  /** The unit in a header's brackets: `weight (g)` is `g`. Null where there is none. */
  unit(field: F): string | null;
  wrong(field: F, say: Phrase): void;
  /** The cell's value; `empty` where it is empty or there is no such column, and where it is wrong, which is noted. */
  read<T>(field: F, parse: (text: string, unit: string | null) => Cell<T>, empty: T): T;
  readonly isWrong: boolean;
};

type Reading<F extends string, One> = {
  /** The first name is what we write, all of them are read. */
  readonly names: Readonly<Record<F, readonly string[]>>;
  readonly needed: readonly F[];
  readonly most?: number;
  /** Null leaves the row out. A row with something wrong is left out, whatever this answers. */
  readonly read: (row: RowReader<F>) => One | null;
};

/** Reads a table row by row: what is right is kept, what is wrong is said by row and column. */
export function readRows<F extends string, One>(
  table: Table,
  { names, needed, read, most = MOST_ROWS }: Reading<F, One>,
): TableRead<One> {
  const { header, broken = [] } = table;
  const { at, ignored } = columnsOf(header, names);
  const leftOut = new Set(broken.map(({ row }) => row));
  const problems: FileProblem[] = broken.map(inWords);
  const missing = needed.filter((field) => !at.has(field));
  if (missing.length > 0) {
    const say = phrase('options:csv.noColumn', {
      missing: missing.map((field) => names[field][0] ?? field).join(', '),
      columns: header.join(', '),
    });
    // A header that a quote swallowed has no columns: that is what is to be mended.
    const inHeader = problems.filter(({ row }) => row < (table.rows[0]?.row ?? Number.POSITIVE_INFINITY));
    return { rows: [], problems: [...inHeader, { row: 1, column: names[missing[0] as F][0] ?? '', say }], ignored: header };
  }
  if (table.rows.length > most) {
    const say = phrase('options:csv.tooMany', { n: table.rows.length, most });
    return { rows: [], problems: [{ row: 1, column: header[0] ?? '', say }], ignored };
  }
  const rows: One[] = [];
  for (const { row, cells } of table.rows) {
    if (leftOut.has(row)) continue;
    const before = problems.length;
    const one = read(rowReader(row, cells, header, at, problems));
    if (one !== null && problems.length === before) rows.push(one);
  }
  return { rows, problems: problems.sort((a, b) => a.row - b.row), ignored };
}

const inWords = ({ row, column, found, why }: Broken): FileProblem => ({
  row,
  column,
  say: phrase(why === 'quote' ? 'options:csv.quote' : 'options:csv.moreCells', { value: short(found.replaceAll(/\s+/g, ' ')) }),
});

function rowReader<F extends string>(
  row: number,
  cells: readonly string[],
  header: readonly string[],
  at: ReadonlyMap<F, number>,
  problems: FileProblem[],
): RowReader<F> {
  const before = problems.length;
  const text = (field: F): string => cells[at.get(field) ?? -1] ?? '';
  const unit = (field: F) => unitOf(header[at.get(field) ?? -1] ?? '');
  const wrong = (field: F, say: Phrase) => void problems.push({ row, column: header[at.get(field) ?? -1] ?? field, say });
  return {
    row,
    has: (field) => at.has(field),
    text,
    unit,
    wrong,
    read(field, parse, empty) {
      const cell = text(field);
      if (cell === '') return empty;
      const found = parse(cell, unit(field));
      if (found.ok) return found.value;
      wrong(field, found.say);
      return empty;
    },
    get isWrong() {
      return problems.length > before;
    },
  };
}

/** What stands in a header's last brackets, in lower case. */
const unitOf = (header: string): string | null => {
  const found = /[(（[]([^()（）[\]]*)[)）\]]\s*$/.exec(header.normalize('NFKC'))?.[1]?.trim().toLowerCase();
  return found === undefined || found === '' ? null : found;
};
