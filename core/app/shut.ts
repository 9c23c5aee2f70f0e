import { roomOf } from '../decide/forecast/forecast.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { ListingState } from '../domain/console.ts';
import type { Instant } from '../domain/instant.ts';
import type { Shut, ShutWhy } from '../domain/recording.ts';
import type { SkuStock } from '../domain/stock.ts';
import type { Stream } from '../domain/stream.ts';
import { keysOfSku } from './shows.ts';

const CLOSED: readonly ListingState[] = ['paused', 'soldOut', 'removed'];
const MOST = 60;

/** Why nobody can buy it now; null where they can: nothing is left, it is paused, or it waits for the next wave. */
export function shutNow(ledger: Ledger, stream: Stream, stock: SkuStock): ShutWhy | null {
  const room = roomOf(stock);
  if (room !== null && room <= 0) return 'out';
  if (stock.onSale === false) return 'paused';
  // What sold out while the warehouse has some waits for the next wave; where nobody knows of a warehouse, it is out.
  const soldOut = room === null ? 'out' : 'wave';
  // What is still for sale there, not what we hold back of it.
  if (stock.channelSellable !== null && stock.channelSellable - stock.channelWithheld <= 0)
    return stock.channelWithheld > 0 ? 'paused' : soldOut;
  const rows = ledger.consoles[stream.account]?.rows;
  if (rows === undefined) return null;
  const states = keysOfSku(ledger, stream, stock.sku).flatMap((key) => rows[key]?.state ?? []);
  if (states.length === 0 || !states.every((state) => CLOSED.includes(state))) return null;
  return states.every((state) => state === 'soldOut') ? soldOut : 'paused';
}

/** The times in which it was shut, up to now, each with why; the newest goes on as long as it is. */
export function shutUntil(before: readonly Shut[], why: ShutWhy | null, now: Instant): readonly Shut[] {
  const last = before.at(-1);
  const goesOn = last?.open === true;
  if (why === null && !goesOn) return before;
  if (last === undefined || !goesOn) return [...before, { from: now, to: now, open: true, ...said(why) }].slice(-MOST);
  const to = Math.max(last.to, now);
  const open = why !== null && last.why === why;
  const grown = [...before.slice(0, -1), { from: last.from, to, open, ...said(last.why ?? null) }];
  return open || why === null ? grown : [...grown, { from: to, to, open: true, why }].slice(-MOST);
}
const said = (why: ShutWhy | null): Pick<Shut, 'why'> => (why === null ? {} : { why });
