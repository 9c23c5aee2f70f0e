import type { Sku } from '../../domain/ids.ts';
import type { Recording, Sale } from '../../domain/recording.ts';
import type { Cells } from './export-cells.ts';
import type { ExportNote } from './export-files.ts';
import { meaningOf } from './order-status.ts';

/** So many words that nobody knows are said one by one. */
const MOST_SAID = 20;

type Selling = Pick<Recording, 'startsAt' | 'endsAt'> & { readonly sales: Record<Sku, Sale[]> };

/** An order belongs to every stream that was on air when it was made. Answers with what is doubtful. */
export function addOrders(streams: readonly Selling[], rows: Iterable<Cells>): readonly ExportNote[] {
  const sorted = streams.toSorted((a, b) => a.startsAt - b.startsAt);
  const isNew = firstOf();
  const unknown = new Map<string, number>();
  let twice = 0;
  for (const row of rows) {
    const [at, sku, units] = [row.time('created_at'), row.sku(), row.whole('quantity')];
    if (at === null || sku === null || units === null || units === 0) continue;
    const onAir = streamsAt(sorted, at);
    if (onAir.length === 0) continue;
    if (!isNew(row)) {
      twice += 1;
      continue;
    }
    const status = row.raw('status');
    const means = meaningOf(status);
    if (means === 'unknown') unknown.set(status, (unknown.get(status) ?? 0) + 1);
    const sale = { at, units, released: means === 'released' };
    for (const { sales } of onAir) {
      sales[sku] ??= [];
      sales[sku].push(sale);
    }
  }
  return [...notesOf(unknown), ...(twice > 0 ? [{ say: 'twice' as const, n: twice }] : [])];
}

function streamsAt(sorted: readonly Selling[], at: number): readonly Selling[] {
  const found: Selling[] = [];
  for (const stream of sorted) {
    if (stream.startsAt > at) break;
    if (at < stream.endsAt) found.push(stream);
  }
  return found;
}

/** A row that is the same as an earlier one in every cell is that row again. Without an order's id nobody can tell. */
function firstOf(): (row: Cells) => boolean {
  const seen = new Map<string, Cells['all'][]>();
  return ({ all, raw }) => {
    const order = raw('order_id');
    if (order === '') return true;
    const before = seen.get(order);
    if (before === undefined) seen.set(order, [all]);
    else if (before.some((one) => one.length === all.length && one.every((cell, column) => cell === all[column]))) return false;
    else before.push(all);
    return true;
  };
}

function notesOf(unknown: ReadonlyMap<string, number>): readonly ExportNote[] {
  const words = [...unknown].sort(([, a], [, b]) => b - a);
  const rest = words.slice(MOST_SAID);
  const notes = words.slice(0, MOST_SAID).map(([status, n]): ExportNote => ({ say: 'status', status, n }));
  const n = rest.reduce((sum, [, rows]) => sum + rows, 0);
  return rest.length === 0 ? notes : [...notes, { say: 'statuses', statuses: rest.length, n }];
}
