import { levelOf, type Position, placeKey } from '../../domain/position.ts';
import type { Reading, ReadingBody } from '../../domain/reading.ts';
import { hashOf, hashText } from './hash.ts';
import type { Book, Held, Ledger } from './state.ts';

/** What of an answer is news to the ledger: the positions that changed, and with full coverage those that are gone. */
export function readingBody(ledger: Ledger, reading: Reading): ReadingBody {
  const { source, observedAt, receivedAt, coverage, problems } = reading;
  const feed = ledger.feeds[source];
  const keys = new Map<string, string>();
  const changed: Position[] = [];
  const stand = new Set<Held>();
  let hash = feed?.hash ?? 0;
  let [sku, places] = ['', NO_PLACES];
  for (const position of reading.positions) {
    let key = keys.get(position.location);
    if (key === undefined) {
      key = placeKey({ source, location: position.location });
      keys.set(position.location, key);
    }
    // The places of one SKU come one after another.
    if (position.sku !== sku) [sku, places] = [position.sku, ledger.books[position.sku]?.places ?? NO_PLACES];
    const held = places[key];
    const listed = held !== undefined && !held.gone;
    if (listed) stand.add(held);
    if (listed && same(held, position)) continue;
    changed.push(position);
    hash += hashOf(position) - (listed ? hashOf(held.position) : 0);
  }
  const mayMiss = coverage.kind === 'full' && reading.unchanged !== true && stand.size < (feed?.listed ?? 0);
  const gone = mayMiss ? goneOf(ledger, source, stand) : [];
  for (const { position } of gone) hash -= hashOf(position);
  return {
    source,
    observedAt,
    receivedAt,
    skew: observedAt === null ? null : receivedAt - observedAt,
    coverage,
    changed,
    gone: gone.map(({ position: { sku, location } }) => ({ sku, location })),
    hash: hashText(hash % 2 ** 32),
    problems,
  };
}

const NO_PLACES: Book['places'] = {};

function goneOf(ledger: Ledger, source: string, stand: ReadonlySet<Held>): readonly Held[] {
  const gone: Held[] = [];
  const prefix = placeKey({ source, location: '' });
  for (const sku in ledger.books) {
    const places = ledger.books[sku]?.places ?? {};
    for (const key in places) {
      const held = places[key];
      if (held !== undefined && !held.gone && !stand.has(held) && key.startsWith(prefix)) gone.push(held);
    }
  }
  return gone;
}

/** Nothing new: neither in what the source says, nor in what was made of it (a place that stood still for a command). */
function same(held: Held, position: Position): boolean {
  const level = levelOf(position);
  return (level === null || level === held.level) && sameFigures(held.position, position);
}

function sameFigures(a: Position, b: Position): boolean {
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
