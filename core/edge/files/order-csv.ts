import { DAY } from '../../domain/instant.ts';
import type { Listing } from '../../domain/listing.ts';
import type { DailyUnits, OrdersAsk, OrdersLook } from '../../domain/orders-file.ts';
import { phrase } from '../../domain/phrase.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { Table, TableRead } from '../../domain/table.ts';
import { bad, type Cell, good, wholeNumber } from './cells.ts';
import { columnsOf } from './csv.ts';
import { datesOf, dayIn, instantOf, writtenIn } from './moments.ts';
import { meaningOf } from './order-status.ts';
import { type RowReader, readRows } from './rows.ts';

/** Orders of some months; what is kept of them is small. */
const MOST_LINES = 300_000;
/** What is older says nothing of how it sells now, and would only make the log long. */
const KEPT_DAYS = 90;

/**
 * The first name is our own, the others as the platforms write them, looked up 2026-11-23. TikTok Shop, "OrderSKUList" (header with
 * a row of explanations below it): worldfirst guide at amz123.com/guide/worldfirst/pcZeahOp. Shopify, orders export ("Name", "Financial
 * Status", "Created at", "Lineitem quantity", "Lineitem sku", "Cancelled at"; an order's further lines leave its status empty): exports
 * kept in public repositories. Amazon, GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL:
 * developer-docs.amazon.com/sp-api/docs/order-tracking-reports-attributes. 抖店, 标准报表 ("主订单编号", "子订单编号", "商家编码", "商品数量",
 * "订单提交时间", "支付完成时间", "订单状态", "售后状态"): reports read in public repositories; gtc8.cn/baike/i103939.html.
 */
const COLUMNS = {
  order: ['order', 'order id', 'amazon-order-id', '主订单编号', '订单编号', '订单号', 'name'],
  sku: ['sku', 'seller sku', 'lineitem sku', '商家编码', '卖家sku', '商家sku', '商品编码', '货号'],
  quantity: ['quantity', 'lineitem quantity', 'units', '商品数量', '数量', '件数'],
  created: [
    'created',
    'created time',
    'created at',
    'purchase-date',
    'order date',
    '订单提交时间',
    '创建时间',
    '下单时间',
    '订单创建时间',
  ],
  paid: ['paid', 'paid time', 'paid at', '支付完成时间', '支付时间', '付款时间'],
  status: ['status', 'order status', 'financial status', 'order-status', '订单状态'],
  itemStatus: ['item-status'],
  after: ['售后状态'],
  cancelled: ['cancelled at', 'canceled at', 'cancelled time', '取消时间'],
} as const;
type Field = keyof typeof COLUMNS;

const DATES = ['created', 'paid'] as const;

const EMPTY = '—';

/** What there is to be asked about a file before it can be counted. Null: it has not the columns; its problems say which. */
export function lookAtOrders(table: Table): OrdersLook | TableRead<never> {
  const { header, rows } = table;
  const { at } = columnsOf(header, COLUMNS);
  const missing = (['sku', 'quantity', 'created'] as const).filter((field) => !at.has(field));
  if (missing.length > 0) return readRows<Field, never>(table, { names: COLUMNS, needed: missing, read: () => null });
  const created = rows.map(({ cells }) => cells[at.get('created') ?? -1] ?? '');
  const counted = new Map<string, number>();
  const status = statusReader();
  readRows<Field, null>(table, {
    names: COLUMNS,
    needed: [],
    most: MOST_LINES,
    read(row) {
      if (isExplanation(row)) return null;
      const said = status(row);
      counted.set(said, (counted.get(said) ?? 0) + 1);
      return null;
    },
  });
  return {
    platform: platformOf(header),
    statuses: [...counted]
      .map(([said, lines]) => ({ status: said, lines, released: meaningOf(said) === 'released' }))
      .sort((a, b) => b.lines - a.lines),
    naive: created.filter((text) => writtenIn(text, 'mdy')?.offset === null).length,
    unclearDates: datesOf(table, COLUMNS, DATES, 'mdy').unclearDates,
  };
}

function platformOf(header: readonly string[]): OrdersLook['platform'] {
  const has = (...names: string[]) => names.every((name) => header.some((one) => one.trim().toLowerCase() === name));
  if (has('order id', 'seller sku')) return 'tiktok';
  if (has('lineitem sku', 'financial status')) return 'shopify';
  if (has('amazon-order-id')) return 'amazon';
  return has('主订单编号') ? 'douyin' : null;
}

/** The row below TikTok's header explains each column; one that says in words what the quantity is holds no order. */
const isExplanation = (row: RowReader<Field>): boolean =>
  row.row <= 3 &&
  /[a-z\u4e00-\u9fff]/i.test(row.text('quantity')) &&
  /[a-z\u4e00-\u9fff]/i.test(row.text('created')) &&
  writtenIn(row.text('created'), 'mdy') === null;

/** The status of a line; an order's further lines leave it empty (Shopify), and have that of its first. */
function statusReader(): (row: RowReader<Field>) => string {
  const byOrder = new Map<string, string>();
  return (row) => {
    const order = row.text('order');
    const own = row.text('status') || row.text('itemStatus');
    // Shopify says of a cancelled order that it was refunded, and when it was cancelled.
    const cancelled = row.has('cancelled') && row.text('cancelled') !== '' && meaningOf(own) !== 'released';
    const after = row.text('after');
    const said = [own, cancelled ? 'cancelled' : '', after === '-' ? '' : after].filter((one) => one !== '').join(' · ');
    if (said !== '') byOrder.set(order, said);
    return said || (order === '' ? EMPTY : (byOrder.get(order) ?? EMPTY));
  };
}

export type OrdersRead = TableRead<DailyUnits> & {
  readonly lines: number;
  readonly released: number;
  /** Whole days that the file tells of. Null: none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Lines of days that are too long ago to count. */
  readonly older: number;
  /** Lines of today or later: the day is not over. */
  readonly unfinished: number;
};
type Line = {
  readonly day: string;
  readonly status: string;
  readonly components: readonly { readonly sku: string; readonly units: number }[];
};

/** Net units by SKU and day of the market. A line of a bundle is counted by what it uses up. */
export function readOrders(
  table: Table,
  ask: OrdersAsk,
  known: { readonly skus: Readonly<Record<string, SkuFacts>>; readonly listings: Readonly<Record<string, Listing>> },
): OrdersRead {
  const components = componentsBy(known);
  const status = statusReader();
  const released = new Set(ask.released);
  const { order } = datesOf(table, COLUMNS, DATES, ask.order);
  const { rows, problems, ignored } = readRows<Field, Line>(table, {
    names: COLUMNS,
    needed: ['sku', 'quantity', 'created'],
    most: MOST_LINES,
    read(row) {
      if (isExplanation(row)) return null;
      const said = status(row);
      const day = dayOf(row, { ...ask, order });
      const quantity = row.read('quantity', wholeNumber, 0);
      if (row.text('sku') === '') row.wrong('sku', phrase('options:orders.noSku'));
      if (row.text('quantity') === '') row.wrong('quantity', phrase('options:csv.empty'));
      return { day, status: said, components: components(row.text('sku'), quantity) };
    },
  });
  const days = rows
    .map(({ day }) => day)
    .filter((day) => day < ask.today)
    .sort();
  const to = days.at(-1) ?? null;
  const from = to === null ? null : (days.find((day) => day >= daysBefore(to, KEPT_DAYS - 1)) ?? to);
  const isKept = ({ day }: Line): boolean => from !== null && to !== null && day >= from && day <= to;
  const kept = rows.filter(isKept);
  const sold = kept.filter((line) => !released.has(line.status));
  return {
    rows: sumOf(sold),
    problems,
    ignored,
    lines: kept.length,
    released: kept.length - sold.length,
    from,
    to,
    older: from === null ? 0 : rows.filter(({ day }) => day < from).length,
    unfinished: rows.filter(({ day }) => day >= ask.today).length,
  };
}

const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);

function dayOf(row: RowReader<Field>, { zone, market, order }: OrdersAsk): string {
  const field = row.text('created') === '' && row.text('paid') !== '' ? 'paid' : 'created';
  if (row.text(field) === '') row.wrong('created', phrase('options:csv.empty'));
  const parse = (text: string): Cell<string> => {
    const written = writtenIn(text, order);
    if (written === null) return bad('options:csv.notDate', text);
    return good(dayIn(instantOf(written, zone), market));
  };
  return row.read(field, parse, '');
}

/** A SKU is itself; what is a variant of a mapped listing is its components. */
function componentsBy({ skus, listings }: Parameters<typeof readOrders>[2]) {
  const variants = new Map(
    Object.values(listings).flatMap((listing) => listing.variants.map((one) => [one.id, one.components] as const)),
  );
  return (sku: string, quantity: number): Line['components'] => {
    const variant = Object.hasOwn(skus, sku) ? undefined : variants.get(sku);
    if (variant === undefined) return [{ sku, units: quantity }];
    return variant.map((one) => ({ sku: one.sku, units: one.unitsPerSale * quantity }));
  };
}

function sumOf(lines: readonly Line[]): readonly DailyUnits[] {
  const sums = new Map<string, DailyUnits>();
  for (const { day, components } of lines) {
    for (const { sku, units } of components) {
      const key = `${day} ${sku}`;
      sums.set(key, { sku, day, net: (sums.get(key)?.net ?? 0) + units });
    }
  }
  return [...sums.values()].sort((a, b) => (a.day === b.day ? (a.sku < b.sku ? -1 : 1) : a.day < b.day ? -1 : 1));
}
