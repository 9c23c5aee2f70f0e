import * as v from 'valibot';
import { phrase } from '../../domain/phrase.ts';
import { NO_FACTS, type SkuFacts } from '../../domain/settings.ts';
import type { FileProblem, Table } from '../../domain/table.ts';
import { skuFacts } from '../messages/schemas.ts';
import { anyNumber, wholeNumber } from './cells.ts';
import { columnsOf, writeCsv } from './csv.ts';
import { type RowReader, readRows } from './rows.ts';
import {
  readSupply,
  readTriggers,
  SUPPLY_COLUMNS,
  supplyCells,
  supplyColumn,
  TRIGGER_COLUMNS,
  triggerCells,
} from './sku-supply.ts';

/** Column by field; the first name is what we write, all of them are read. */
const PLAIN = {
  sku: ['sku', '商品编码', '货号', 'sku编码', '商家编码', '商品sku'],
  title: ['title', 'name', '名称', '商品名称', '标题'],
  safetyStock: ['safetyStock', '安全库存'],
  dailySales: ['dailySales', 'average daily sales', '日均销量', '日销'],
  plannedUnits: ['plannedUnits', 'planned', '计划销量'],
  buffer: ['buffer', '缓冲'],
  setAside: ['setAside', '预留'],
  group: ['group', '品类', '分组'],
} as const;
export const SKU_COLUMNS = { ...PLAIN, ...SUPPLY_COLUMNS, ...TRIGGER_COLUMNS };
export type SkuField = keyof typeof SKU_COLUMNS;
const FIELDS = Object.keys(PLAIN) as (keyof typeof PLAIN)[];
/** Read, and never written: the amounts and the size say it themselves. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['currency', 'length', 'width', 'height']);

export type SkuImport = {
  readonly skus: readonly SkuFacts[];
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
};

/**
 * Rows that can be read, and what is wrong with the others by row (as a spreadsheet counts them) and column. Amounts that name
 * no currency are in `home`.
 */
export function readSkus(table: Table, known: Readonly<Record<string, SkuFacts>>, home = 'CNY'): SkuImport {
  const { header } = table;
  if (!columnsOf(header, PLAIN).at.has('sku')) {
    const say = phrase('options:csv.noSku', { columns: header.join(', ') });
    return { skus: [], problems: [{ row: 1, column: 'sku', say }], ignored: header };
  }
  const seen = new Set<string>();
  const { rows, problems, ignored } = readRows<SkuField, SkuFacts>(table, {
    names: SKU_COLUMNS,
    needed: ['sku'],
    read(row) {
      const facts = skuIn(row, known, home);
      if (!row.isWrong && seen.has(facts.sku)) row.wrong('sku', phrase('options:csv.twice', { sku: facts.sku }));
      if (!row.isWrong) seen.add(facts.sku);
      return facts;
    },
  });
  return { skus: rows, problems, ignored };
}

/** A missing column says nothing and changes nothing; an empty cell says "not set". */
export function skuIn(row: RowReader<SkuField>, known: Readonly<Record<string, SkuFacts>>, home: string): SkuFacts {
  const sku = row.text('sku');
  const base = Object.hasOwn(known, sku) ? (known[sku] ?? NO_FACTS) : NO_FACTS;
  const { supply: supplyBefore, triggers: triggersBefore, ...plain } = base as Omit<SkuFacts, 'sku'>;
  const text = (field: SkuField, kept: string) => (row.has(field) ? row.text(field) : kept);
  const amount = (field: 'safetyStock' | 'dailySales' | 'plannedUnits') => {
    const parse = field === 'safetyStock' ? wholeNumber : anyNumber;
    return row.has(field) ? row.read<number | null>(field, parse, null) : base[field];
  };
  const whole = (field: 'buffer' | 'setAside') => (row.has(field) ? row.read(field, wholeNumber, 0) : base[field]);
  const supply = readSupply(row, supplyBefore, home);
  const triggers = readTriggers(row, triggersBefore);
  const facts: SkuFacts = {
    ...plain,
    sku,
    title: text('title', base.title),
    safetyStock: amount('safetyStock'),
    dailySales: amount('dailySales'),
    plannedUnits: amount('plannedUnits'),
    buffer: whole('buffer'),
    setAside: whole('setAside'),
    group: text('group', base.group ?? '') || null,
    ...(supply === undefined ? {} : { supply }),
    ...(triggers === undefined ? {} : { triggers }),
  };
  if (sku === '') row.wrong('sku', phrase('options:csv.emptySku'));
  else sayTooMuch(row, facts);
  return facts;
}

/** What the worker would refuse, said by column before it is sent. */
function sayTooMuch(row: RowReader<SkuField>, facts: SkuFacts): void {
  for (const { path } of v.safeParse(skuFacts, facts).issues ?? []) {
    const keys = path?.map(({ key }) => key) ?? [];
    const field = FIELDS.find((one) => one === keys[0]) ?? supplyColumn(keys) ?? 'sku';
    row.wrong(field, phrase('options:csv.tooMuch'));
  }
}

const WRITTEN = Object.entries(SKU_COLUMNS).filter(([field]) => !NOT_WRITTEN.has(field));
const SUPPLY_FIELDS = (Object.keys(SUPPLY_COLUMNS) as (keyof typeof SUPPLY_COLUMNS)[]).filter((field) => !NOT_WRITTEN.has(field));

export const writeSkuCsv = (skus: readonly SkuFacts[]): string =>
  writeCsv(
    WRITTEN.map(([field, names]) => names[0] ?? field),
    skus.map((facts) => {
      const supply = supplyCells(facts.supply);
      return [
        ...FIELDS.map((field) => facts[field]),
        ...SUPPLY_FIELDS.map((field) => supply[field]),
        ...triggerCells(facts.triggers),
      ];
    }),
  );
