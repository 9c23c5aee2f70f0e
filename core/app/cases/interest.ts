import { dayOf, marketZone, previousDay } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { Counts, Interest, Ratio } from '../../decide/triggers/cases.ts';
import type { Funnel } from '../../domain/funnel.ts';
import type { Sku, StreamId } from '../../domain/ids.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import { daysBefore, daysFrom, type Span, streamOf } from './span.ts';

type Told = ReadonlyMap<string, readonly Funnel[]>;

const bySku = new WeakMap<Ledger['funnels'], { readonly listings: Ledger['settings']['listings']; readonly rows: Told }>();
/** Counts of listings by the SKUs that stand in them; a listing that nobody mapped is the SKU of its key. */
function rowsBySku(ledger: Ledger): Told {
  const { funnels, settings } = ledger;
  const known = bySku.get(funnels);
  if (known?.listings === settings.listings) return known.rows;
  const rows = new Map<string, Funnel[]>();
  for (const of of Object.values(funnels)) {
    const [first] = of;
    // What is of all listings together tells nothing of one.
    if (first === undefined || first.listing === null) continue;
    const variants = settings.listings[listingId(first.account, first.listing)]?.variants;
    const skus = variants?.flatMap(({ components }) => components.map(({ sku }) => sku)) ?? [first.listing];
    for (const sku of new Set(skus)) rows.set(sku, [...(rows.get(sku) ?? []), ...of]);
  }
  bySku.set(funnels, { listings: settings.listings, rows });
  return rows;
}

/** A stream that is longer ago is no comparison: a season has gone by. */
const RECENT = 45 * DAY;

/** Clicks of impressions of a SKU's last stream against the one before, else of seven days against the seven before. Null where nobody counts. */
export function interestIn(ledger: Ledger, sku: Sku): Interest | null {
  const rows = rowsBySku(ledger).get(sku);
  return rows === undefined ? null : (byStream(ledger, sku, rows) ?? byWeek(ledger, sku, rows));
}

function byStream(ledger: Ledger, sku: Sku, rows: readonly Funnel[]): Interest | null {
  const streams = [...new Set(rows.flatMap(({ of }) => ('stream' in of ? of.stream : [])))]
    .filter((id) => startIn(ledger, id) >= ledger.now - RECENT)
    .toSorted((a, b) => startIn(ledger, b) - startIn(ledger, a));
  const [now, before] = streams;
  return now === undefined || before === undefined ? null : interestOf(ledger, sku, rows, streamOf(now), streamOf(before));
}
const startIn = ({ settings, reviews }: Ledger, id: StreamId): Instant =>
  settings.streams[id]?.actualStart ?? reviews[id]?.startsAt ?? 0;

const WEEK = 7;
function byWeek(ledger: Ledger, sku: Sku, rows: readonly Funnel[]): Interest | null {
  const last = rows.reduce((day, { of }) => ('day' in of && of.day > day ? of.day : day), '');
  if (last === '' || last < dayOf(ledger.now - RECENT, marketZone(ledger))) return null;
  const from = daysBefore(last, WEEK - 1);
  return interestOf(ledger, sku, rows, daysFrom(from, last), daysFrom(daysBefore(from, WEEK), previousDay(from)));
}

function interestOf(ledger: Ledger, sku: Sku, rows: readonly Funnel[], now: Span, then: Span): Interest | null {
  const [here, before] = [countsOf(rows.filter(now.has)), countsOf(rows.filter(then.has))];
  if (here.impressions <= 0 || before.impressions <= 0) return null;
  return {
    now: here,
    before,
    buys: buysIn(ledger, sku, now),
    shop: shopIn(ledger, now),
    of: now.of,
    ...toldBy(rows.filter(now.has)),
  };
}

/** Who counted, and when the oldest of these counts was made. */
function toldBy(rows: readonly Funnel[]): Pick<Interest, 'by' | 'at'> {
  const [by = 'console', ...others] = new Set(rows.map((row) => row.by));
  return { by: others.length > 0 ? 'both' : by, at: Math.min(...rows.map(({ at }) => at)) };
}

/** Rows that lack one of the two tell nothing of their ratio. */
function countsOf(rows: readonly Funnel[]): Counts {
  const told = rows.filter(({ impressions, clicks }) => impressions !== null && clicks !== null);
  return { impressions: sumOf(told, (row) => row.impressions), clicks: sumOf(told, (row) => row.clicks) };
}

/** Orders of clicks of a SKU: of the rows that tell both; where none does, what the ledger saw sold. Null where nobody knows. */
function buysIn(ledger: Ledger, sku: Sku, span: Span): Ratio | null {
  const rows = (rowsBySku(ledger).get(sku) ?? []).filter((row) => span.has(row) && row.clicks !== null);
  const told = rows.filter(({ ordered }) => ordered !== null);
  if (told.length > 0) return { clicks: sumOf(told, (row) => row.clicks), ordered: sumOf(told, (row) => row.ordered) };
  const sold = rows.length === 0 ? null : span.sold(ledger, sku);
  return sold === null ? null : { clicks: sumOf(rows, (row) => row.clicks), ordered: Math.max(0, Math.round(sold)) };
}

const shops = new WeakMap<Ledger, Map<string, Ratio | null>>();
/** The same of the whole shop; every SKU asks for it. */
function shopIn(ledger: Ledger, span: Span): Ratio | null {
  const known = shops.get(ledger) ?? new Map<string, Ratio | null>();
  shops.set(ledger, known);
  const before = known.get(span.name);
  if (before !== undefined) return before;
  const all = [...rowsBySku(ledger).keys()].flatMap((sku) => buysIn(ledger, sku, span) ?? []);
  const ratio = all.length === 0 ? null : { clicks: sumOf(all, (one) => one.clicks), ordered: sumOf(all, (one) => one.ordered) };
  known.set(span.name, ratio);
  return ratio;
}
const sumOf = <T>(all: readonly T[], of: (one: T) => number | null): number => all.reduce((sum, one) => sum + (of(one) ?? 0), 0);
