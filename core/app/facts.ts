import type { CommandFacts, SkuPlace } from '../decide/commands/facts.ts';
import { othersAt } from '../decide/ledger/disturbed.ts';
import { shownLevel } from '../decide/ledger/flicker.ts';
import { type Book, EMPTY_BOOK } from '../decide/ledger/state.ts';
import { promiseOf, type SkuLine } from '../decide/view/line.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import { placeOf } from '../domain/position.ts';
import type { ShopState } from './cycle.ts';
import { lineOf, runningOn } from './lines.ts';

type Known = Pick<ShopState, 'ledger' | 'outlooks'>;

/** The ledger as commands see it: every place of the shop, whatever its role. */
export const factsOf = ({ ledger, outlooks }: Known): Omit<CommandFacts, 'levers'> => ({
  settings: ledger.settings,
  consoles: ledger.consoles,
  commands: ledger.commands,
  places: (sku) => placesIn(ledger.books[sku] ?? EMPTY_BOOK, sku),
  promise: (account, sku) => promiseIn({ ledger, outlooks }, account, sku),
  now: ledger.now,
  intervalMs: ledger.tick?.intervalMs ?? MINUTE,
});

function promiseIn({ ledger, outlooks }: Known, account: AccountId, sku: Sku): number | null {
  const stream = runningOn(ledger, account);
  const outlook = stream === null ? null : (outlooks[stream.id]?.[sku] ?? null);
  return certainPromise(lineOf(ledger, stream, account, sku, outlook));
}

/** Safe to promise, as long as what it rests on is fresh: nothing is put on sale by old numbers. */
export const certainPromise = (line: SkuLine): number | null => (line.freshness === 'fresh' ? promiseOf(line) : null);

/** A book never changes, and a row's lever asks for its places more than once. */
const known = new WeakMap<Book, readonly SkuPlace[]>();
function placesIn(book: Book, sku: Sku): readonly SkuPlace[] {
  let places = known.get(book);
  if (places === undefined) {
    places = Object.entries(book.places).map(([key, held]) => ({
      place: placeOf(key),
      sku,
      position: held.position,
      gone: held.gone,
      level: shownLevel(held),
      withheld: held.withheld,
      othersAt: othersAt(held),
    }));
    known.set(book, places);
  }
  return places;
}
