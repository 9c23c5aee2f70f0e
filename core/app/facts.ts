import type { CommandFacts, SkuPlace } from '../decide/commands/facts.ts';
import { type Book, EMPTY_BOOK, type Ledger } from '../decide/ledger/state.ts';
import type { Sku } from '../domain/ids.ts';
import { placeOf } from '../domain/position.ts';

/** The ledger as commands see it: every place of the shop, whatever its role. */
export const factsOf = (ledger: Ledger): Omit<CommandFacts, 'levers'> => ({
  settings: ledger.settings,
  consoles: ledger.consoles,
  commands: ledger.commands,
  places: (sku) => placesIn(ledger.books[sku] ?? EMPTY_BOOK, sku),
});

/** A book never changes, and a row's lever asks for its places more than once. */
const known = new WeakMap<Book, readonly SkuPlace[]>();
function placesIn(book: Book, sku: Sku): readonly SkuPlace[] {
  let places = known.get(book);
  if (places === undefined) {
    places = Object.entries(book.places).map(([key, { position, gone, withheld }]) => ({
      place: placeOf(key),
      sku,
      position,
      gone,
      withheld,
    }));
    known.set(book, places);
  }
  return places;
}
