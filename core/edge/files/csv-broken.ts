import type { Broken } from '../../domain/table.ts';

/**
 * Rows that cannot be told apart into cells. A stray quote swallows all that follows it, up to the next one: without a word the
 * orders in it would be lost. `badlyQuoted`: rows, from 0, of which the parser said that a quote does not stand where one may.
 */
export function brokenIn(
  data: readonly (readonly string[])[],
  badlyQuoted: ReadonlySet<number>,
  separator: string,
): readonly Broken[] {
  const header = data.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? [];
  const columnAt = (index: number): string => header[index]?.trim() || String(index + 1);
  const broken: Broken[] = [];
  for (const [index, cells] of data.entries()) {
    const isOpen = badlyQuoted.has(index);
    const swallows = cells.findIndex((cell) => (isOpen ? /["\r\n]/.test(cell) : swallowsRows(cell, header.length, separator)));
    const at = isOpen && swallows < 0 ? cells.length - 1 : swallows;
    if (at >= 0) broken.push({ row: index + 1, column: columnAt(at), found: `"${cells[at] ?? ''}`, why: 'quote' });
    else if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
      broken.push({ row: index + 1, column: columnAt(header.length - 1), found: cells.join(separator), why: 'cells' });
  }
  return broken;
}

/** In a table with fewer columns a line of a note may well look like a row. */
const LEAST_COLUMNS = 4;
/** Two stray quotes make a good cell of the rows between them: a line of it has as many cells as the header, and begins with no prose. */
function swallowsRows(cell: string, columns: number, separator: string): boolean {
  if (columns < LEAST_COLUMNS || !/[\r\n]/.test(cell)) return false;
  return cell
    .split(/\r\n|\r|\n/)
    .slice(1)
    .map((line) => line.split(separator))
    .some((cells) => cells.length === columns && /^\S+$/.test(cells[0] ?? ''));
}
