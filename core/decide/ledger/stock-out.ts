import { placeOf } from '../../domain/position.ts';
import type { Book, Held, Ledger } from './state.ts';

/** Nothing to ship, or nothing that any channel lets people buy: then no sales say nothing about demand. */
export function isOut({ settings }: Ledger, { places }: Book): boolean {
  const warehouses = { known: false, some: false };
  const channels = { known: false, some: false };
  for (const key in places) {
    const held = places[key];
    if (held === undefined) continue;
    const side = settings.sources[placeOf(key).source]?.role === 'channel' ? channels : warehouses;
    side.known = true;
    side.some ||= hasSome(held);
  }
  return (warehouses.known && !warehouses.some) || (channels.known && !channels.some);
}

/** A level that nobody knows may be some. */
const hasSome = ({ gone, level }: Held): boolean => !gone && (level === null || level > 0);
