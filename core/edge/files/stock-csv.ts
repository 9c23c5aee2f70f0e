import { equal } from '../../domain/equal.ts';
import type { StockFile } from '../../domain/file-source.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { FileProblem, Table } from '../../domain/table.ts';
import { anyNumber } from './cells.ts';
import { columnsOf, writeCsv } from './csv.ts';
import { type RowReader, readRows } from './rows.ts';
import { SKU_COLUMNS, skuIn } from './sku-csv.ts';

/**
 * What a stock report says beside the SKU; the first name is what we write. FBA's as in GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA
 * ("afn-..."), Shopify's as in its inventory export ("Available", "On hand", "Committed", "Incoming", "Location").
 */
const STOCK_COLUMNS = {
  available: [
    'available',
    'sellable',
    'afn-fulfillable-quantity',
    '可售',
    '可售库存',
    '可用',
    '可用库存',
    '可售数量',
    '可用数量',
  ],
  location: ['warehouse', 'location', '仓库', '库位', '仓库名称', '所在仓库'],
  onHand: [
    'onHand',
    'stock',
    'quantity',
    'qty',
    'afn-warehouse-quantity',
    '在库',
    '在库数量',
    '库存',
    '库存数量',
    '现有库存',
    '数量',
  ],
  reserved: ['reserved', 'allocated', 'committed', 'afn-reserved-quantity', '占用', '已占用', '预占', '锁定', '待发货'],
  inbound: ['inbound', 'incoming', 'in transit', 'afn-inbound-shipped-quantity', '在途', '在途数量', '在途库存'],
} as const;
const COLUMNS = { ...SKU_COLUMNS, ...STOCK_COLUMNS };
type Field = keyof typeof COLUMNS;
/** Of a file that names no place: the shop knows one. */
const ONE_PLACE = '-';
const LONGEST = 200;

export type StockRead = Pick<StockFile, 'positions' | 'skus'> & {
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
};
type Line = { readonly position: Position; readonly facts: SkuFacts };

/** A file of stock, and of what else it says of each SKU. A cell that is empty is unknown, never 0. */
export function readStock(table: Table, known: Readonly<Record<string, SkuFacts>>, home = 'CNY'): StockRead {
  const { at } = columnsOf(table.header, COLUMNS);
  const seen = new Set<string>();
  const { rows, problems, ignored } = readRows<Field, Line>(table, {
    names: COLUMNS,
    needed: ['sku', at.has('onHand') ? 'onHand' : 'available'],
    read(row) {
      const line = { position: positionIn(row), facts: skuIn(row, known, home) };
      const { sku, location } = line.position;
      if (!row.isWrong && seen.has(`${sku}\u001f${location}`)) row.wrong('sku', phrase('options:csv.twice', { sku }));
      if (!row.isWrong) seen.add(`${sku}\u001f${location}`);
      return line;
    },
  });
  return { positions: rows.map(({ position }) => position), skus: factsOf(rows, known), problems, ignored };
}

function positionIn(row: RowReader<Field>): Position {
  const figure = (field: 'available' | 'onHand' | 'reserved' | 'inbound') => row.read<number | null>(field, anyNumber, null);
  const [available, onHand, inbound] = [figure('available'), figure('onHand'), figure('inbound')];
  const isSaid = row.text('available') !== '' || row.text('onHand') !== '';
  if (row.text('location').length > LONGEST) row.wrong('location', phrase('options:csv.tooMuch'));
  if (!isSaid) row.wrong(row.has('available') ? 'available' : 'onHand', phrase('options:csv.empty'));
  return {
    sku: row.text('sku'),
    location: row.text('location') || ONE_PLACE,
    sellable: available,
    onHand,
    reserved: figure('reserved'),
    unsellable: null,
    locked: null,
    awaitingPutaway: null,
    inbound: inbound === null || inbound === 0 ? [] : [{ stage: 'shipped', quantity: inbound, expectedAt: null }],
    onSale: null,
    ref: null,
    title: row.text('title') || null,
  };
}

/** Of a SKU in several places the first row counts. What says nothing new is left as it is. */
function factsOf(lines: readonly Line[], known: Readonly<Record<string, SkuFacts>>): readonly SkuFacts[] {
  const facts = new Map<string, SkuFacts>();
  for (const line of lines) if (!facts.has(line.facts.sku)) facts.set(line.facts.sku, line.facts);
  return [...facts.values()].filter((one) => !equal(one, Object.hasOwn(known, one.sku) ? known[one.sku] : undefined));
}

/** All that is needed to start with: what there is, and the lines that it is held against. */
export const writeStockTemplate = (): string => writeCsv(['sku', 'available', 'safetyStock', 'dailySales'], []);
/** With all that a stock file may say of where it is and what is coming. */
export const writeLongStockTemplate = (): string =>
  writeCsv(['sku', 'title', 'warehouse', 'available', 'onHand', 'reserved', 'inbound', 'safetyStock', 'dailySales'], []);
