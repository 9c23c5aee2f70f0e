import { type Phrase, phrase } from '../../domain/phrase.ts';
import { NO_FACTS, type SkuFacts } from '../../domain/settings.ts';
import { parseCsv, writeCsv } from './csv.ts';

/** Column by field; the first name is what we write, all of them are read. */
const COLUMNS: Readonly<Record<keyof SkuFacts, readonly string[]>> = {
  sku: ['sku', 'SKU', '商品编码', '货号'],
  title: ['title', 'name', '名称', '商品名称', '标题'],
  safetyStock: ['safetyStock', 'safety stock', 'safety_stock', '安全库存'],
  dailySales: ['dailySales', 'daily sales', 'daily_sales', '日均销量'],
  plannedUnits: ['plannedUnits', 'planned units', 'planned_units', '计划销量'],
  buffer: ['buffer', '缓冲'],
  setAside: ['setAside', 'set-aside', 'set_aside', '预留'],
  group: ['group', '品类', '分组'],
};
const FIELDS = Object.keys(COLUMNS) as (keyof SkuFacts)[];

export type CsvProblem = { readonly row: number; readonly column: string; readonly say: Phrase };
export type SkuImport = {
  readonly skus: readonly SkuFacts[];
  readonly problems: readonly CsvProblem[];
  readonly ignored: readonly string[];
};

/** Rows that can be read, and what is wrong with the others by row (as a spreadsheet counts them) and column. */
export function readSkuCsv(text: string, known: Readonly<Record<string, SkuFacts>>): SkuImport {
  const { header, rows } = parseCsv(text);
  const at = new Map(FIELDS.map((field) => [field, header.findIndex((name) => COLUMNS[field].some((one) => same(one, name)))]));
  const problems: CsvProblem[] = [];
  if ((at.get('sku') ?? -1) < 0) {
    return {
      skus: [],
      problems: [{ row: 1, column: 'sku', say: phrase('options:csv.noSku', { columns: header.join(', ') }) }],
      ignored: header,
    };
  }
  const skus = new Map<string, SkuFacts>();
  for (const [index, cells] of rows.entries()) {
    const cell = (field: keyof SkuFacts): string | undefined => {
      const column = at.get(field) ?? -1;
      return column < 0 ? undefined : cells[column];
    };
    const facts = readRow(index + 2, cell, known, problems, skus);
    if (facts !== null) skus.set(facts.sku, facts);
  }
  const ignored = header.filter((_, column) => ![...at.values()].includes(column));
  return { skus: [...skus.values()], problems, ignored };
}

function readRow(
  row: number,
  cell: (field: keyof SkuFacts) => string | undefined,
  known: Readonly<Record<string, SkuFacts>>,
  problems: CsvProblem[],
  taken: ReadonlyMap<string, SkuFacts>,
): SkuFacts | null {
  const sku = cell('sku') ?? '';
  if (sku === '' || taken.has(sku)) {
    problems.push({ row, column: 'sku', say: phrase(sku === '' ? 'options:csv.emptySku' : 'options:csv.twice', { sku }) });
    return null;
  }
  const base = known[sku] ?? { sku, ...NO_FACTS };
  const before = problems.length;
  /** A missing column changes nothing; an empty cell says "not set". */
  const count = <E>(field: keyof SkuFacts, whole: boolean, stays: number | E, empty: E): number | E => {
    const text = cell(field);
    if (text === undefined) return stays;
    if (text === '') return empty;
    const value = Number(text);
    if (Number.isFinite(value) && value >= 0 && (!whole || Number.isInteger(value))) return value;
    problems.push({ row, column: field, say: phrase(whole ? 'options:csv.notWhole' : 'options:csv.notNumber', { value: text }) });
    return empty;
  };
  const facts: SkuFacts = {
    sku,
    title: cell('title') ?? base.title,
    safetyStock: count('safetyStock', true, base.safetyStock, null),
    dailySales: count('dailySales', false, base.dailySales, null),
    plannedUnits: count('plannedUnits', false, base.plannedUnits, null),
    buffer: count('buffer', true, base.buffer, 0),
    setAside: count('setAside', true, base.setAside, 0),
    group: cell('group') === '' ? null : (cell('group') ?? base.group),
  };
  return problems.length === before ? facts : null;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const writeSkuCsv = (skus: readonly SkuFacts[]): string =>
  writeCsv(
    FIELDS.map((field) => COLUMNS[field][0] ?? field),
    skus.map((facts) => FIELDS.map((field) => facts[field])),
  );
