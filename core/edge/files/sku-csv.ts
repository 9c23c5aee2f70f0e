import * as v from 'valibot';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { NO_FACTS, type SkuFacts } from '../../domain/settings.ts';
import { skuFacts } from '../messages/schemas.ts';
import { columnsOf, MOST_ROWS, numberOf, parseCsv, type Row, writeCsv } from './csv.ts';

type Field = Exclude<keyof SkuFacts, 'supply' | 'triggers'>;
/** Column by field; the first name is what we write, all of them are read. */
const COLUMNS: Readonly<Record<Field, readonly string[]>> = {
  sku: ['sku', '商品编码', '货号', 'sku编码', '商家编码', '商品sku'],
  title: ['title', 'name', '名称', '商品名称', '标题'],
  safetyStock: ['safetyStock', '安全库存'],
  dailySales: ['dailySales', 'average daily sales', '日均销量', '日销'],
  plannedUnits: ['plannedUnits', 'planned', '计划销量'],
  buffer: ['buffer', '缓冲'],
  setAside: ['setAside', '预留'],
  group: ['group', '品类', '分组'],
};
const FIELDS = Object.keys(COLUMNS) as Field[];
const WHOLE: ReadonlySet<Field> = new Set(['safetyStock', 'buffer', 'setAside']);

export type CsvProblem = { readonly row: number; readonly column: string; readonly say: Phrase };
export type SkuImport = {
  readonly skus: readonly SkuFacts[];
  readonly problems: readonly CsvProblem[];
  readonly ignored: readonly string[];
};
type NumberField = 'safetyStock' | 'dailySales' | 'plannedUnits' | 'buffer' | 'setAside';
type Told = { readonly field: Field; readonly say: Phrase };

/** Rows that can be read, and what is wrong with the others by row (as a spreadsheet counts them) and column. */
export function readSkuCsv(text: string, known: Readonly<Record<string, SkuFacts>>): SkuImport {
  const { header, rows } = parseCsv(text);
  const { at, ignored } = columnsOf(header, COLUMNS);
  if (!at.has('sku')) return refused(phrase('options:csv.noSku', { columns: header.join(', ') }), header);
  if (rows.length > MOST_ROWS) return refused(phrase('options:csv.tooMany', { n: rows.length, most: MOST_ROWS }), ignored);
  const skus = new Map<string, SkuFacts>();
  const problems: CsvProblem[] = [];
  for (const row of rows) {
    const { facts, wrong } = readRow((field) => cellOf(row, at.get(field)), known);
    if (wrong.length === 0 && skus.has(facts.sku))
      wrong.push({ field: 'sku', say: phrase('options:csv.twice', { sku: facts.sku }) });
    if (wrong.length === 0) skus.set(facts.sku, facts);
    for (const { field, say } of wrong) problems.push({ row: row.row, column: header[at.get(field) ?? -1] ?? field, say });
  }
  return { skus: [...skus.values()], problems, ignored };
}

const refused = (say: Phrase, ignored: readonly string[]): SkuImport => ({
  skus: [],
  problems: [{ row: 1, column: 'sku', say }],
  ignored,
});

/** A missing column says nothing and changes nothing; an empty cell says "not set". */
const cellOf = ({ cells }: Row, column: number | undefined): string | undefined =>
  column === undefined ? undefined : (cells[column] ?? '');

function readRow(cell: (field: Field) => string | undefined, known: Readonly<Record<string, SkuFacts>>) {
  const sku = cell('sku') ?? '';
  const base = Object.hasOwn(known, sku) ? (known[sku] ?? NO_FACTS) : NO_FACTS;
  const wrong: Told[] = [];
  function number<E extends null | 0>(field: NumberField, empty: E): number | E {
    const text = cell(field);
    if (text === undefined) return base[field] ?? empty;
    if (text === '') return empty;
    const value = numberOf(text);
    if (value !== null && (!WHOLE.has(field) || Number.isInteger(value))) return value;
    wrong.push({ field, say: phrase(WHOLE.has(field) ? 'options:csv.notWhole' : 'options:csv.notNumber', { value: text }) });
    return empty;
  }
  const facts: SkuFacts = {
    ...base,
    sku,
    title: cell('title') ?? base.title,
    safetyStock: number('safetyStock', null),
    dailySales: number('dailySales', null),
    plannedUnits: number('plannedUnits', null),
    buffer: number('buffer', 0),
    setAside: number('setAside', 0),
    group: (cell('group') ?? base.group) || null,
  };
  if (sku === '') wrong.push({ field: 'sku', say: phrase('options:csv.emptySku') });
  else wrong.push(...tooMuch(facts));
  return { facts, wrong };
}

/** What the worker would refuse, said by column before it is sent. */
function tooMuch(facts: SkuFacts): readonly Told[] {
  const { issues = [] } = v.safeParse(skuFacts, facts);
  return issues.map(({ path }) => ({
    field: FIELDS.find((field) => field === path?.[0].key) ?? 'sku',
    say: phrase('options:csv.tooMuch'),
  }));
}

export const writeSkuCsv = (skus: readonly SkuFacts[]): string =>
  writeCsv(
    FIELDS.map((field) => COLUMNS[field][0] ?? field),
    skus.map((facts) => FIELDS.map((field) => facts[field])),
  );
