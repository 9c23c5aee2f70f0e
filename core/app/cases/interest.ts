import { nextDay, previousDay } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { Interest } from '../../decide/triggers/cases.ts';
import type { Funnel } from '../../domain/funnel.ts';
import type { Sku } from '../../domain/ids.ts';
import { listingId } from '../../domain/listing.ts';

type Sum = { impressions: number; clicks: number; ordered: number | null };
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

/** Clicks of impressions of a SKU's last stream against the one before, else of seven days against the seven before. Null where nobody counts. */
export function interestIn(ledger: Ledger, sku: Sku): Interest | null {
  const rows = rowsBySku(ledger).get(sku);
  if (rows === undefined) return null;
  const all = Object.values(ledger.funnels)
    .flat()
    .filter(({ listing }) => listing !== null);
  return byStream(ledger, rows, all) ?? byWeek(rows, all);
}

function byStream(ledger: Ledger, rows: readonly Funnel[], all: readonly Funnel[]): Interest | null {
  const start = (id: string) => ledger.settings.streams[id]?.actualStart ?? ledger.reviews[id]?.startsAt ?? 0;
  const streams = [...new Set(rows.flatMap(({ of }) => ('stream' in of ? of.stream : [])))].toSorted(
    (a, b) => start(b) - start(a),
  );
  const [now, before] = streams;
  if (now === undefined || before === undefined) return null;
  const inStream = (id: string) => (row: Funnel) => 'stream' in row.of && row.of.stream === id;
  return interestOf('stream', rows.filter(inStream(now)), rows.filter(inStream(before)), all.filter(inStream(now)));
}

const WEEK = 7;
function byWeek(rows: readonly Funnel[], all: readonly Funnel[]): Interest | null {
  const last = rows.reduce((day, { of }) => ('day' in of && of.day > day ? of.day : day), '');
  if (last === '') return null;
  let from = last;
  for (let day = 1; day < WEEK; day += 1) from = previousDay(from);
  let since = from;
  for (let day = 0; day < WEEK; day += 1) since = previousDay(since);
  const within = (first: string, until: string) => (row: Funnel) => 'day' in row.of && row.of.day >= first && row.of.day < until;
  const end = nextDay(last);
  return interestOf('week', rows.filter(within(from, end)), rows.filter(within(since, from)), all.filter(within(from, end)));
}

function interestOf(
  of: Interest['of'],
  now: readonly Funnel[],
  before: readonly Funnel[],
  all: readonly Funnel[],
): Interest | null {
  const [here, then, shop] = [sumOf(now), sumOf(before), sumOf(all)];
  if (here.impressions <= 0 || then.impressions <= 0) return null;
  const ways = new Set(now.map(({ by }) => by));
  return {
    now: here,
    before: then,
    shop: { clicks: shop.clicks, ordered: shop.ordered ?? 0 },
    of,
    by: ways.size > 1 ? 'both' : now.some(({ by }) => by === 'file') ? 'file' : 'console',
    at: Math.min(...now.map(({ at }) => at)),
  };
}

/** Rows that lack one of the two tell nothing of their ratio. */
function sumOf(rows: readonly Funnel[]): Sum {
  const sum: Sum = { impressions: 0, clicks: 0, ordered: null };
  for (const { impressions, clicks, ordered } of rows) {
    if (impressions === null || clicks === null) continue;
    sum.impressions += impressions;
    sum.clicks += clicks;
    if (ordered !== null) sum.ordered = (sum.ordered ?? 0) + ordered;
  }
  return sum;
}
