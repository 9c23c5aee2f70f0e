import { type PlaceKey, type Position, placeKey } from '../../domain/position.ts';
import type { Reading, ReadingBody } from '../../domain/reading.ts';
import type { Ledger } from './state.ts';

/** FNV-1a over what a position says. Source: Fowler, Noll, Vo; draft-eastlake-fnv. */
export function hashOf(position: Position): number {
  const text = [
    position.sku,
    position.location,
    position.sellable,
    position.onHand,
    position.reserved,
    position.unsellable,
    position.locked,
    position.awaitingPutaway,
    position.onSale,
  ].join('|');
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** What of an answer is news to the ledger: the positions that changed, and with full coverage those that are gone. */
export function readingBody(ledger: Ledger, reading: Reading): ReadingBody {
  const { source, observedAt, receivedAt, coverage, problems } = reading;
  const changed: Position[] = [];
  const present = new Set<string>();
  let hash = ledger.hashes[source] ?? 0;
  for (const position of reading.positions) {
    const key = placeKey({ source, location: position.location });
    present.add(position.sku + key);
    const held = ledger.books[position.sku]?.places[key];
    if (held !== undefined && !held.gone && same(held.position, position)) continue;
    changed.push(position);
    hash = (hash + hashOf(position) - (held === undefined || held.gone ? 0 : hashOf(held.position))) >>> 0;
  }
  const gone = coverage.kind === 'full' && reading.unchanged !== true ? goneOf(ledger, source, present) : [];
  for (const { held } of gone) hash = (hash - hashOf(held)) >>> 0;
  return {
    source,
    observedAt,
    receivedAt,
    skew: observedAt === null ? null : receivedAt - observedAt,
    coverage,
    changed,
    gone: gone.map(({ sku, location }) => ({ sku, location })),
    hash: hash.toString(16).padStart(8, '0'),
    problems,
  };
}

function goneOf(ledger: Ledger, source: string, present: ReadonlySet<string>) {
  const gone: { sku: string; location: string; held: Position }[] = [];
  if (present.size === (ledger.sources[source]?.skus ?? -1) && present.size === 0) return gone;
  const prefix = placeKey({ source, location: '' });
  for (const sku in ledger.books) {
    const places = ledger.books[sku]?.places ?? {};
    for (const key in places) {
      const held = places[key as PlaceKey];
      if (held === undefined || held.gone || !key.startsWith(prefix) || present.has(sku + key)) continue;
      gone.push({ sku, location: held.position.location, held: held.position });
    }
  }
  return gone;
}

function same(a: Position, b: Position): boolean {
  return (
    a.sellable === b.sellable &&
    a.onHand === b.onHand &&
    a.reserved === b.reserved &&
    a.unsellable === b.unsellable &&
    a.locked === b.locked &&
    a.awaitingPutaway === b.awaitingPutaway &&
    a.onSale === b.onSale &&
    a.ref === b.ref &&
    a.title === b.title &&
    sameInbound(a, b)
  );
}
function sameInbound({ inbound: a }: Position, { inbound: b }: Position): boolean {
  if (a.length !== b.length) return false;
  return a.every((row, index) => {
    const other = b[index];
    return (
      other !== undefined && row.stage === other.stage && row.quantity === other.quantity && row.expectedAt === other.expectedAt
    );
  });
}
