import { commentRate } from '../../decide/ledger/air.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../../decide/ledger/state.ts';
import type { DuringView, FunnelStep } from '../../domain/desk.ts';
import type { Funnel } from '../../domain/funnel.ts';
import { releasedOf } from '../../domain/order.ts';
import type { SkuSales } from '../../domain/sales.ts';
import { type Stream, startOf } from '../../domain/stream.ts';

const UNKNOWN: FunnelStep = { count: null, by: null, at: null };

/** From viewers to paid, of the whole stream, each with who counted it and when. A step that nobody counts is null. */
export function funnelOf(ledger: Ledger, stream: Stream, sales: readonly SkuSales[]): DuringView['funnel'] {
  const rows = Object.values(ledger.funnels)
    .flat()
    .filter(({ account, of }) => account === stream.account && 'stream' in of && of.stream === stream.id);
  const listings = rows.filter(({ listing }) => listing !== null);
  const whole = rows.find(({ listing }) => listing === null);
  return {
    viewers: known(viewersOn(ledger, stream), ofFile(whole, 'viewers')),
    comments: known(commentsOn(ledger, stream), ofFile(whole, 'comments')),
    impressions: sumOf(listings, 'impressions'),
    clicks: sumOf(listings, 'clicks'),
    cart: sumOf(listings, 'cart'),
    ordered: orderedBy(ledger, sales),
    paid: known(paidIn(ledger, stream), sumOf(listings, 'paid')),
  };
}

/** The first that anybody counts. */
const known = (...steps: readonly FunnelStep[]): FunnelStep => steps.find(({ count }) => count !== null) ?? UNKNOWN;

function viewersOn(ledger: Ledger, stream: Stream): FunnelStep {
  const last = ledger.airs[stream.account]?.viewers.at(-1);
  return last === undefined || last.at < startOf(stream) ? UNKNOWN : { count: last.viewers, by: 'console', at: last.at };
}

function commentsOn(ledger: Ledger, stream: Stream): FunnelStep {
  const rate = commentRate(ledger, stream.account, ledger.now);
  return rate === null ? UNKNOWN : { count: Math.round(rate * 10) / 10, by: 'console', at: ledger.now };
}

function ofFile(row: Funnel | undefined, count: 'viewers' | 'comments'): FunnelStep {
  const value = row?.[count] ?? null;
  return row === undefined || value === null ? UNKNOWN : { count: value, by: row.by, at: row.at };
}

function sumOf(rows: readonly Funnel[], count: 'impressions' | 'clicks' | 'cart' | 'paid'): FunnelStep {
  const told = rows.filter((row) => row[count] !== null);
  if (told.length === 0) return UNKNOWN;
  const ways = new Set(told.map(({ by }) => by));
  return {
    count: told.reduce((units, row) => units + (row[count] ?? 0), 0),
    by: ways.size > 1 ? 'both' : (told[0]?.by ?? null),
    at: Math.min(...told.map(({ at }) => at)),
  };
}

function orderedBy(ledger: Ledger, sales: readonly SkuSales[]): FunnelStep {
  const told = sales.filter(({ kind }) => kind !== 'none');
  const [first] = told;
  if (first === undefined || first.kind === 'none') return UNKNOWN;
  const until = told.flatMap(({ unknownSince }) => unknownSince ?? []);
  return {
    count: told.reduce((units, { ordered }) => units + ordered, 0),
    by: first.kind,
    at: until.length === 0 ? ledger.now : Math.min(...until),
  };
}

/** Units of orders that are paid; unknown where the channel tells of no orders. */
function paidIn(ledger: Ledger, stream: Stream): FunnelStep {
  const channel = ledger.settings.accounts[stream.account]?.channel ?? null;
  const told = channel === null ? undefined : ledger.watermarks[channel];
  if (channel === null || told === undefined) return UNKNOWN;
  const from = startOf(stream);
  const to = stream.actualEnd ?? ledger.now;
  let units = 0;
  for (const { orders } of Object.values(ledger.books).map((book) => book ?? EMPTY_BOOK))
    for (const line of Object.values(orders))
      if (line.source === channel && line.state === 'paid' && line.createdAt >= from && line.createdAt <= to)
        units += line.quantity - releasedOf(line);
  return { count: units, by: 'orders', at: told };
}
