import { isFile } from '../../domain/file-source.ts';
import type { SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { placeOf } from '../../domain/position.ts';
import { lagOf } from './sell.ts';
import type { Book, Ledger } from './state.ts';

/**
 * A file is a count of all there is: what channels had sold before it was made is in it, even where goods came in meanwhile and
 * hid the fall. Between two files hours go by, so that is the rule and not the exception.
 */
export function withCount(ledger: Ledger, source: SourceId): Ledger {
  if (!isFile(ledger.settings.sources[source])) return ledger;
  const books: Record<string, Book> = {};
  const named: string[] = [];
  for (const [sku, book] of Object.entries(ledger.books)) {
    if (!Object.keys(book.places).some((key) => placeOf(key).source === source)) continue;
    named.push(sku);
    const before = countedAt(ledger, book, source);
    if (before !== null && book.unseen.some(({ at }) => at <= before))
      books[sku] = { ...book, unseen: book.unseen.filter(({ at }) => at > before) };
  }
  const { skus, rest } = ledger.changed;
  // The same figure again is news too: it may have been too old to say anything.
  const touched = skus === 'all' ? skus : [...new Set([...skus, ...named])];
  return { ...ledger, books: { ...ledger.books, ...books }, changed: { skus: touched, rest } };
}

/** Up to when files have counted a SKU; null where it is not in this one, or where a system that is polled holds it too. */
function countedAt(ledger: Ledger, { places }: Book, source: SourceId): Instant | null {
  let [at, isHere] = [Number.POSITIVE_INFINITY, false];
  for (const key in places) {
    const of = placeOf(key).source;
    const config = ledger.settings.sources[of];
    if (places[key]?.gone || config === undefined || config.role === 'channel') continue;
    if (!isFile(config)) return null;
    isHere ||= of === source;
    at = Math.min(at, (ledger.feeds[of]?.at ?? 0) - lagOf(ledger, of));
  }
  return isHere ? at : null;
}
