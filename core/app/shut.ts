import { roomOf } from '../decide/forecast/forecast.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { ListingState } from '../domain/console.ts';
import type { Instant } from '../domain/instant.ts';
import type { Shut } from '../domain/recording.ts';
import type { SkuStock } from '../domain/stock.ts';
import type { Stream } from '../domain/stream.ts';
import { keysOfSku } from './shows.ts';

const CLOSED: readonly ListingState[] = ['paused', 'soldOut', 'removed'];
const MOST = 60;

/** Whether nobody can buy it now: sold out, paused, between two waves, or closed on every row of the page that has it. */
export function shutNow(ledger: Ledger, stream: Stream, stock: SkuStock): boolean {
  const room = roomOf(stock);
  if (room !== null && room <= 0) return true;
  if (stock.onSale === false) return true;
  // What is still for sale there, not what we hold back of it.
  if (stock.channelSellable !== null && stock.channelSellable - stock.channelWithheld <= 0) return true;
  const rows = ledger.consoles[stream.account]?.rows;
  if (rows === undefined) return false;
  const states = keysOfSku(ledger, stream, stock.sku).flatMap((key) => rows[key]?.state ?? []);
  return states.length > 0 && states.every((state) => CLOSED.includes(state));
}

/** The times in which it was shut, up to now; the newest goes on as long as it is. */
export function shutUntil(before: readonly Shut[], isShut: boolean, now: Instant): readonly Shut[] {
  const last = before.at(-1);
  const goesOn = last?.open === true;
  if (!isShut && !goesOn) return before;
  if (last === undefined || !goesOn) return [...before, { from: now, to: now, open: true }].slice(-MOST);
  return [...before.slice(0, -1), { from: last.from, to: Math.max(last.to, now), open: isShut }];
}
