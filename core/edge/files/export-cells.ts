import { Temporal } from 'temporal-polyfill';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { columnsOf, parseCsv } from './csv.ts';
import { EXPORT_FILES, type ExportFile, type ExportProblem, NEEDED } from './export-files.ts';

/** One row, by column; what cannot be read is noted and null. */
export type Cells = {
  /** All of them, as they stand. */
  readonly all: readonly string[];
  readonly raw: (column: string) => string;
  readonly has: (column: string) => boolean;
  readonly wrong: (column: string, expected: ExportProblem['expected']) => null;
  readonly text: (column: string) => string | null;
  readonly sku: () => Sku | null;
  readonly time: (column: string, after?: Instant | null) => Instant | null;
  readonly whole: (column: string) => number | null;
  readonly number: (column: string) => number | null;
};

/** Row by row: a year of orders is a million rows, and a page holds no more of each than what is taken from it. */
export function* readTable(file: ExportFile, text: string | undefined, problems: ExportProblem[]): Generator<Cells> {
  const { needs, may } = EXPORT_FILES[file];
  if (text === undefined || (text.trim() === '' && !NEEDED.has(file))) {
    if (NEEDED.has(file)) problems.push({ file, row: 0, column: '', found: '', expected: 'file' });
    return;
  }
  const { header, rows, broken = [] } = parseCsv(text);
  for (const { row, column, found, why } of broken) problems.push({ file, row, column, found: onOneLine(found), expected: why });
  const names: readonly string[] = [...needs, ...may];
  const { at } = columnsOf(header, Object.fromEntries(names.map((name) => [name, [name]])));
  const missing = needs.filter((name) => !at.has(name));
  // A header that a quote swallowed has no columns: that is what is to be mended.
  const isHeaderBroken = broken.some(({ row }) => row < (rows[0]?.row ?? Number.POSITIVE_INFINITY));
  if (!isHeaderBroken)
    for (const column of missing) problems.push({ file, row: 1, column, found: header.join(','), expected: 'column' });
  if (missing.length > 0) return;
  const leftOut = new Set(broken.map(({ row }) => row));
  for (const { row, cells } of rows)
    if (!leftOut.has(row))
      yield cellsOf(
        cells,
        (column) => cells[at.get(column) ?? -1] ?? '',
        (column, found, expected) => {
          problems.push({ file, row, column, found, expected });
          return null;
        },
      );
}
const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

function cellsOf(
  all: readonly string[],
  raw: (column: string) => string,
  say: (column: string, found: string, expected: ExportProblem['expected']) => null,
): Cells {
  const wrong: Cells['wrong'] = (column, expected) => say(column, raw(column), expected);
  const number = (column: string, test: RegExp, expected: ExportProblem['expected']) =>
    test.test(raw(column)) ? Number(raw(column)) : wrong(column, expected);
  return {
    all,
    raw,
    has: (column) => raw(column) !== '',
    wrong,
    text: (column) => raw(column) || wrong(column, 'text'),
    sku: () => (raw('sku') === '' ? wrong('sku', 'text') : ownName(raw('sku'))),
    time(column, after) {
      const at = timeOf(raw(column));
      if (at === null) return wrong(column, 'time');
      return after != null && at <= after ? wrong(column, 'later') : at;
    },
    // Spreadsheets and data frames write a count with gaps as 2.0. A thousand million units at once are an order's number.
    whole: (column) => number(column, /^0*\d{1,9}(\.0+)?$/, 'whole'),
    number: (column) => number(column, /^-?\d+(\.\d+)?$/, 'number'),
  };
}

/**
 * `constructor`, `__proto__` and the like are in every record before anything is put there, and what was learned of SKUs is kept in
 * records. Such a name gets an invisible mark (word joiner), the same in every file; nobody sees names of SKUs in a backtest.
 */
const ownName = (name: string): Sku => (name in Object.prototype ? `${name}\u2060` : name);

/** ISO 8601 with an offset; null where it is not: a time without a zone is not guessed at. */
function timeOf(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
