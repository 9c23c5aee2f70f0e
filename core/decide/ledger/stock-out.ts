import { placeOf } from '../../domain/position.ts';
import type { Book, Held, Ledger } from './state.ts';

/** Nothing to ship, or nothing that any channel lets people buy: then no sales say nothing about demand. */
export function isOut({ settings }: Ledger, book: Book): boolean {
  const places = Object.entries(book.places);
  const channels = places.filter(([key]) => settings.sources[placeOf(key).source]?.role === 'channel');
  const warehouses = places.filter((place) => !channels.includes(place));
  return isEmpty(warehouses) || isEmpty(channels);
}

const isEmpty = (places: readonly [string, Held][]): boolean =>
  places.length > 0 && places.every(([, held]) => held.gone || (held.level !== null && held.level <= 0));
