import type { Ledger } from '../../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../../decide/ledger/state.ts';
import type { DuringView } from '../../domain/desk.ts';
import type { Funnel } from '../../domain/funnel.ts';
import { type Stream, startOf } from '../../domain/stream.ts';

/** From viewers to paid, of the whole stream. A step that nobody counts is null. */
export function funnelOf(ledger: Ledger, stream: Stream, ordered: number | null): DuringView['funnel'] {
  const rows = Object.values(ledger.funnels)
    .flat()
    .filter(({ account, of }) => account === stream.account && 'stream' in of && of.stream === stream.id);
  const sum = (count: 'impressions' | 'clicks' | 'cart' | 'paid') => sumOf(rows, count);
  return {
    viewers: ledger.airs[stream.account]?.viewers.at(-1)?.viewers ?? null,
    impressions: sum('impressions'),
    clicks: sum('clicks'),
    cart: sum('cart'),
    ordered,
    paid: paidIn(ledger, stream) ?? sum('paid'),
  };
}

function sumOf(rows: readonly Funnel[], count: 'impressions' | 'clicks' | 'cart' | 'paid'): number | null {
  const known = rows.map((row) => row[count]).filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((units, one) => units + one, 0);
}

/** Units of orders that are paid; null where the channel tells of no orders. */
function paidIn(ledger: Ledger, stream: Stream): number | null {
  const channel = ledger.settings.accounts[stream.account]?.channel ?? null;
  if (channel === null || ledger.watermarks[channel] === undefined) return null;
  const from = startOf(stream);
  const to = stream.actualEnd ?? ledger.now;
  let units = 0;
  for (const { orders } of Object.values(ledger.books).map((book) => book ?? EMPTY_BOOK))
    for (const { source, state, createdAt, quantity } of Object.values(orders))
      if (source === channel && state === 'paid' && createdAt >= from && createdAt <= to) units += quantity;
  return units;
}
