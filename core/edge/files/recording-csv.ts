import type { Sku, StreamId } from '../../domain/ids.ts';
import { DAY, type Instant, MINUTE } from '../../domain/instant.ts';
import type { OfferSpan, Recording, Sale, Span, StockSeen, Viewers } from '../../domain/recording.ts';
import { type Cells, readTable } from './export-cells.ts';
import type { ExportFile, ExportNote, ExportProblem } from './export-files.ts';
import { addOrders } from './export-orders.ts';

type Export = {
  readonly recordings: readonly Recording[];
  readonly problems: readonly ExportProblem[];
  readonly notes: readonly ExportNote[];
};

const QUARTER = 15 * MINUTE;
/** A stream that lasts longer is a slip of the pen: a year or a month typed wrong. */
const LONGEST = 7 * DAY;

/** Reads an export as it is: every problem is named by file, row and column, and the rows that are right are used. */
export function readExport(files: Readonly<Partial<Record<ExportFile, string>>>): Export {
  const problems: ExportProblem[] = [];
  const table = (name: ExportFile) => readTable(name, files[name], problems);
  const { streams, named } = readStreams(table('streams.csv'));
  const notes = addOrders([...streams.values()], table('orders.csv'));
  const each = (name: ExportFile, add: (row: Cells, stream: Draft) => void) => {
    for (const row of table(name)) {
      const id = row.text('stream_id');
      const stream = id === null ? undefined : streams.get(id);
      if (stream !== undefined) add(row, stream);
      else if (id !== null && !named.has(id)) row.wrong('stream_id', 'stream');
    }
  };
  each('rundown.csv', (row, { rundown }) => pushed(rundown, spanOf(row)));
  each('pins.csv', (row, { pins }) => pushed(pins, spanOf(row)));
  each('viewers.csv', (row, { viewers }) => pushed(viewers, viewersOf(row)));
  each('stock.csv', (row, { stock }) => pushed(stock, stockOf(row)));
  each('offers.csv', (row, { offers }) => pushed(offers, offerOf(row)));
  const recordings = [...streams.values()].map(inOrder).sort((a, b) => a.startsAt - b.startsAt);
  return { recordings, problems, notes };
}

function pushed<T>(list: T[], one: T | null): void {
  if (one !== null) list.push(one);
}

/** `named`: wrong ones, too. What is told of these is not wrong besides. */
function readStreams(rows: Iterable<Cells>): { readonly streams: Map<StreamId, Draft>; readonly named: ReadonlySet<string> } {
  const streams = new Map<StreamId, Draft>();
  const named = new Set<string>();
  for (const row of rows) {
    const id = row.text('stream_id');
    if (id !== null) named.add(id);
    const startsAt = row.time('starts_at');
    const endsAt = endIn(row, 'ends_at', startsAt);
    const planned = row.has('planned_ends_at') ? endIn(row, 'planned_ends_at', startsAt) : null;
    if (id === null || startsAt === null || endsAt === null) continue;
    if (streams.has(id)) row.wrong('stream_id', 'once');
    else streams.set(id, draftOf(id, startsAt, endsAt, planned ?? Math.ceil(endsAt / QUARTER) * QUARTER));
  }
  return { streams, named };
}

function endIn(row: Cells, column: string, startsAt: Instant | null): Instant | null {
  const at = row.time(column, startsAt);
  return at !== null && startsAt !== null && at - startsAt > LONGEST ? row.wrong(column, 'week') : at;
}

function viewersOf(row: Cells): Viewers | null {
  const [at, viewers] = [row.time('at'), row.number('viewers')];
  return at === null || viewers === null ? null : { at, viewers };
}
function stockOf(row: Cells): StockSeen | null {
  const [sku, at, available] = [row.sku(), row.time('at'), row.number('available')];
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

function spanOf(row: Cells): Span | null {
  const [sku, startsAt] = [row.sku(), row.time('starts_at')];
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
