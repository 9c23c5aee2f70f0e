import { Temporal } from 'temporal-polyfill';
import type { Sku, StreamId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { OfferSpan, Recording, Sale, Span, StockSeen, Viewers } from '../../domain/recording.ts';
import { columnsOf, parseCsv } from './csv.ts';

/** The files of an export, by name; only streams and orders must be there. Unknown files and columns are ignored. */
export const EXPORT_FILES = {
  'streams.csv': { needs: ['stream_id', 'starts_at', 'ends_at'], may: ['planned_ends_at'] },
  'orders.csv': { needs: ['order_id', 'created_at', 'sku', 'quantity'], may: ['status', 'paid_at', 'channel'] },
  'rundown.csv': { needs: ['stream_id', 'sku', 'starts_at', 'ends_at'], may: [] },
  'pins.csv': { needs: ['stream_id', 'sku', 'starts_at', 'ends_at'], may: [] },
  'viewers.csv': { needs: ['stream_id', 'at', 'viewers'], may: [] },
  'stock.csv': { needs: ['stream_id', 'sku', 'at', 'available'], may: [] },
  'offers.csv': { needs: ['stream_id', 'sku', 'kind', 'starts_at', 'ends_at'], may: [] },
} as const;
export type ExportFile = keyof typeof EXPORT_FILES;
export const NEEDED: ReadonlySet<ExportFile> = new Set(['streams.csv', 'orders.csv']);

/** What stands where in which file, and what was expected there. `row` counts as a spreadsheet does. */
export type ExportProblem = {
  readonly file: ExportFile;
  readonly row: number;
  readonly column: string;
  readonly found: string;
  readonly expected: 'file' | 'column' | 'text' | 'time' | 'later' | 'whole' | 'number' | 'stream' | 'once';
};
export type Export = { readonly recordings: readonly Recording[]; readonly problems: readonly ExportProblem[] };

const QUARTER = 15 * MINUTE;
const CANCELLED = /^(cancell?ed|void(ed)?|closed|refunded|unpaid|已取消|已关闭|取消|未支付)$/i;

/** Reads an export as it is: every problem is named by file, row and column, and the rows that are right are used. */
export function readExport(files: Readonly<Partial<Record<ExportFile, string>>>): Export {
  const problems: ExportProblem[] = [];
  const table = (name: ExportFile) => readTable(name, files[name], problems);
  const streams = readStreams(table('streams.csv'));
  addOrders([...streams.values()], table('orders.csv'));
  const each = (name: ExportFile, add: (row: Cells, stream: Draft) => void) => {
    for (const row of table(name)) {
      const id = row.text('stream_id');
      const stream = id === null ? undefined : streams.get(id);
      if (stream !== undefined) add(row, stream);
      else if (id !== null) row.wrong('stream_id', 'stream');
    }
  };
  each('rundown.csv', (row, { rundown }) => pushed(rundown, spanOf(row)));
  each('pins.csv', (row, { pins }) => pushed(pins, spanOf(row)));
  each('viewers.csv', (row, { viewers }) => pushed(viewers, viewersOf(row)));
  each('stock.csv', (row, { stock }) => pushed(stock, stockOf(row)));
  each('offers.csv', (row, { offers }) => pushed(offers, offerOf(row)));
  const recordings = [...streams.values()].map(inOrder).sort((a, b) => a.startsAt - b.startsAt);
  return { recordings, problems };
}

function pushed<T>(list: T[], one: T | null): void {
  if (one !== null) list.push(one);
}

function readStreams(rows: Iterable<Cells>): Map<StreamId, Draft> {
  const streams = new Map<StreamId, Draft>();
  for (const row of rows) {
    const id = row.text('stream_id');
    const startsAt = row.time('starts_at');
    const endsAt = row.time('ends_at', startsAt);
    const planned = row.has('planned_ends_at') ? row.time('planned_ends_at', startsAt) : null;
    if (id === null || startsAt === null || endsAt === null) continue;
    if (streams.has(id)) row.wrong('stream_id', 'once');
    else streams.set(id, draftOf(id, startsAt, endsAt, planned ?? Math.ceil(endsAt / QUARTER) * QUARTER));
  }
  return streams;
}

function viewersOf(row: Cells): Viewers | null {
  const [at, viewers] = [row.time('at'), row.number('viewers')];
  return at === null || viewers === null ? null : { at, viewers };
}
function stockOf(row: Cells): StockSeen | null {
  const [sku, at, available] = [row.text('sku'), row.time('at'), row.number('available')];
  return sku === null || at === null || available === null ? null : { sku, at, available };
}
function offerOf(row: Cells): OfferSpan | null {
  const [span, kind] = [spanOf(row), row.text('kind')];
  return span === null || kind === null ? null : { ...span, kind };
}

type Draft = Omit<Recording, 'sales' | 'rundown' | 'pins' | 'viewers' | 'stock' | 'offers'> & {
  readonly sales: Record<Sku, Sale[]>;
  readonly rundown: Span[];
  readonly pins: Span[];
  readonly viewers: Viewers[];
  readonly stock: StockSeen[];
  readonly offers: OfferSpan[];
};
const draftOf = (id: StreamId, startsAt: Instant, endsAt: Instant, plannedEndsAt: Instant): Draft => ({
  id,
  startsAt,
  endsAt,
  plannedEndsAt,
  sales: Object.create(null) as Record<Sku, Sale[]>,
  rundown: [],
  pins: [],
  viewers: [],
  stock: [],
  offers: [],
});

/** An order belongs to every stream that was on air when it was made. */
function addOrders(streams: readonly Draft[], rows: Iterable<Cells>): void {
  const sorted = streams.toSorted((a, b) => a.startsAt - b.startsAt);
  for (const row of rows) {
    const [at, sku, units] = [row.time('created_at'), row.text('sku'), row.whole('quantity')];
    if (at === null || sku === null || units === null) continue;
    const sale = { at, units, released: CANCELLED.test(row.raw('status')) };
    for (const stream of sorted) {
      if (stream.startsAt > at) break;
      if (at >= stream.endsAt) continue;
      stream.sales[sku] ??= [];
      stream.sales[sku].push(sale);
    }
  }
}

function spanOf(row: Cells): Span | null {
  const [sku, startsAt] = [row.text('sku'), row.time('starts_at')];
  const endsAt = row.time('ends_at', startsAt);
  return sku === null || startsAt === null || endsAt === null ? null : { sku, startsAt, endsAt };
}

function inOrder(draft: Draft): Recording {
  const byStart = (a: Span, b: Span) => a.startsAt - b.startsAt;
  const byTime = (a: { at: Instant }, b: { at: Instant }) => a.at - b.at;
  for (const sales of Object.values(draft.sales)) sales.sort(byTime);
  draft.rundown.sort(byStart);
  draft.pins.sort(byStart);
  draft.offers.sort(byStart);
  draft.viewers.sort(byTime);
  draft.stock.sort(byTime);
  return draft;
}

/** One row, by column; what cannot be read is noted and null. */
type Cells = {
  readonly raw: (column: string) => string;
  readonly has: (column: string) => boolean;
  readonly wrong: (column: string, expected: ExportProblem['expected']) => null;
  readonly text: (column: string) => string | null;
  readonly time: (column: string, after?: Instant | null) => Instant | null;
  readonly whole: (column: string) => number | null;
  readonly number: (column: string) => number | null;
};

/** Row by row: a year of orders is a million rows, and a page holds no more of each than what is taken from it. */
function* readTable(file: ExportFile, text: string | undefined, problems: ExportProblem[]): Generator<Cells> {
  const { needs, may } = EXPORT_FILES[file];
  if (text === undefined) {
    if (NEEDED.has(file)) problems.push({ file, row: 0, column: '', found: '', expected: 'file' });
    return;
  }
  const { header, rows } = parseCsv(text);
  const names: readonly string[] = [...needs, ...may];
  const { at } = columnsOf(header, Object.fromEntries(names.map((name) => [name, [name]])));
  const missing = needs.filter((name) => !at.has(name));
  for (const column of missing) problems.push({ file, row: 1, column, found: header.join(','), expected: 'column' });
  if (missing.length > 0) return;
  for (const { row, cells } of rows)
    yield cellsOf(
      (column) => cells[at.get(column) ?? -1] ?? '',
      (column, found, expected) => {
        problems.push({ file, row, column, found, expected });
        return null;
      },
    );
}

function cellsOf(
  raw: (column: string) => string,
  say: (column: string, found: string, expected: ExportProblem['expected']) => null,
): Cells {
  const wrong: Cells['wrong'] = (column, expected) => say(column, raw(column), expected);
  const number = (column: string, test: RegExp, expected: ExportProblem['expected']) =>
    test.test(raw(column)) ? Number(raw(column)) : wrong(column, expected);
  return {
    raw,
    has: (column) => raw(column) !== '',
    wrong,
    text: (column) => raw(column) || wrong(column, 'text'),
    time(column, after) {
      const at = timeOf(raw(column));
      if (at === null) return wrong(column, 'time');
      return after != null && at <= after ? wrong(column, 'later') : at;
    },
    whole: (column) => number(column, /^\d+$/, 'whole'),
    number: (column) => number(column, /^-?\d+(\.\d+)?$/, 'number'),
  };
}

/** ISO 8601 with an offset; null where it is not: a time without a zone is not guessed at. */
function timeOf(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
