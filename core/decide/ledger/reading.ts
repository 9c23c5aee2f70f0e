import type { SourceHealth } from '../../domain/health.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { levelOf, type PlaceKey, type Position, placeKey } from '../../domain/position.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import { bookDay, dayOf } from './days.ts';
import { hold, move, put } from './level.ts';
import type { Movement } from './movement.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';

/** One answer of one source: levels move, sales follow, what is gone is unknown. */
export function applyReading(ledger: Ledger, body: ReadingBody): Ledger {
  const before = ledger.sources[body.source];
  if (isLate(before, body)) return { ...ledger, changed: { skus: [], rest: false } };
  const from = before?.lastGoodAt ?? body.receivedAt;
  const span = { from: Math.min(from, body.receivedAt), to: body.receivedAt, asked: from };
  const bySku = groupBy(body.changed);
  const books = { ...ledger.books };
  for (const sku of ledger.flickering) if (!bySku.has(sku)) bySku.set(sku, []);
  let moved = false;
  for (const [sku, positions] of bySku) {
    const known = books[sku] ?? EMPTY_BOOK;
    const next = applyToSku(ledger, sku, known, body.source, positions, span);
    moved ||= positions.length > 0;
    books[sku] = next;
  }
  for (const { sku, location } of body.gone) {
    const key = placeKey({ source: body.source, location });
    const known = books[sku];
    const held = known?.places[key];
    if (known !== undefined && held !== undefined) books[sku] = put(known, key, { ...held, gone: true });
  }
  const touched = [...bySku.keys(), ...body.gone.map((one) => one.sku)];
  return {
    ...ledger,
    books,
    firstDay: ledger.firstDay ?? dayOf(body.receivedAt, ledger.settings.preferences.teamZone),
    hashes: { ...ledger.hashes, [body.source]: Number.parseInt(body.hash, 16) },
    sources: { ...ledger.sources, [body.source]: healthAfter(before, body, books, moved) },
    flickering: flickeringAfter(books, bySku.keys()),
    changed: { skus: touched, rest: before === undefined || before.failures > 0 },
  };
}

/** Out of order: what the server said earlier than what we have already is history. */
function isLate(before: SourceHealth | undefined, body: ReadingBody): boolean {
  if (before?.observedAt == null || body.observedAt === null) return false;
  // A server's clock that was set back a long way is another matter: log order stands.
  return body.observedAt < before.observedAt && before.observedAt - body.observedAt < 10 * 60_000;
}

type Span = { readonly from: Instant; readonly to: Instant; readonly asked: Instant };

function applyToSku(ledger: Ledger, sku: Sku, known: Book, source: SourceId, positions: readonly Position[], span: Span): Book {
  const seen = positions.map((position) => ({ position, key: placeKey({ source, location: position.location }) }));
  let book = known;
  const movements: Movement[] = [];
  for (const { position, key } of seen) {
    const held = book.places[key];
    const level = levelOf(position);
    if (held === undefined) {
      book = put(book, key, fresh(position, level, span.to));
      continue;
    }
    const stands = {
      ...held,
      position: flagAsConfirmed(ledger, sku, source, position, held, span),
      gone: false,
      readAt: span.to,
    };
    book = put(book, key, stands);
    if (level === null || held.frozenBy !== null) continue;
    if (held.level === null) {
      book = put(book, key, { ...stands, level, first: level });
      continue;
    }
    movements.push({
      key,
      source,
      held: stands,
      before: held.position,
      after: position,
      delta: level - held.level,
      from: span.from,
      to: span.to,
    });
  }
  const transfers = matchTransfers(movements);
  for (const movement of movements) {
    // An earlier movement of this pass may have replaced the book, never this place.
    book =
      movement.delta === 0
        ? hold(ledger, sku, book, movement)
        : move(ledger, sku, book, movement, transfers.get(movement.key) ?? 0);
  }
  for (const [key, held] of Object.entries(book.places)) {
    if (
      held.flicker === null ||
      held.position.location === '' ||
      seen.some((one) => one.key === key) ||
      !key.startsWith(placeKey({ source, location: '' }))
    )
      continue;
    const still: Movement = {
      key,
      source,
      held,
      before: held.position,
      after: held.position,
      delta: 0,
      from: span.from,
      to: span.to,
    };
    book = hold(ledger, sku, book, still);
  }
  return outDay(ledger, book, span.to);
}

const fresh = (position: Position, level: number | null, readAt: Instant): Held => ({
  position,
  level,
  first: level ?? 0,
  rises: 0,
  falls: 0,
  withheld: 0,
  uncertain: 0,
  frozenBy: null,
  gone: false,
  flicker: null,
  recent: [],
  unexplained: [],
  readAt,
});

/** A fall matched by an equal rise of the same SKU in another place of the same answer was moved, not sold. */
function matchTransfers(movements: readonly Movement[]): ReadonlyMap<PlaceKey, number> {
  const matched = new Map<PlaceKey, number>();
  for (const fall of movements.filter((one) => one.delta < 0)) {
    const rise = movements.find((one) => one.delta === -fall.delta && !matched.has(one.key));
    if (rise === undefined) continue;
    matched.set(fall.key, -fall.delta);
    matched.set(rise.key, rise.delta);
  }
  return matched;
}

/**
 * An answer that was asked for before a command of ours was confirmed may still show the flag of before: the read-back
 * stands. From the next answer on the source is believed.
 */
function flagAsConfirmed(ledger: Ledger, sku: Sku, source: SourceId, position: Position, held: Held, { asked }: Span): Position {
  if (position.onSale === held.position.onSale) return position;
  const ours = Object.values(ledger.commands).some(
    ({ step, at, command }) =>
      step === 'confirmed' && at > asked && command.targets.some((target) => target.source === source && target.sku === sku),
  );
  return ours ? { ...position, onSale: held.position.onSale } : position;
}

function outDay(ledger: Ledger, book: Book, at: Instant): Book {
  const held = Object.values(book.places);
  const isOut = held.length > 0 && held.every((one) => one.gone || (one.level !== null && one.level <= 0));
  return isOut ? bookDay(book, dayOf(at, ledger.settings.preferences.teamZone), 0, true) : book;
}

/** What flickers now: of those that did, and those that just moved. */
function flickeringAfter(books: Ledger['books'], candidates: Iterable<Sku>): readonly Sku[] {
  return [...new Set(candidates)].filter((sku) => Object.values(books[sku]?.places ?? {}).some((held) => held.flicker !== null));
}

function groupBy(positions: readonly Position[]): Map<Sku, Position[]> {
  const groups = new Map<Sku, Position[]>();
  for (const position of positions) {
    const group = groups.get(position.sku);
    if (group === undefined) groups.set(position.sku, [position]);
    else group.push(position);
  }
  return groups;
}

function healthAfter(before: SourceHealth | undefined, body: ReadingBody, books: Ledger['books'], moved: boolean): SourceHealth {
  return {
    source: body.source,
    lastGoodAt: body.receivedAt,
    observedAt: body.observedAt ?? before?.observedAt ?? null,
    skew: body.skew,
    coverage: body.coverage,
    failures: 0,
    problem: null,
    rowProblems: body.problems,
    skus:
      before === undefined || body.changed.length > 0 || body.gone.length > 0 ? skusOfSource(books, body.source) : before.skus,
    lastMovedAt: moved ? body.receivedAt : (before?.lastMovedAt ?? null),
  };
}

function skusOfSource(books: Ledger['books'], source: SourceId): number {
  const prefix = placeKey({ source, location: '' });
  let count = 0;
  for (const sku in books) {
    for (const key in books[sku]?.places) {
      if (key.startsWith(prefix) && books[sku]?.places[key]?.gone === false) {
        count += 1;
        break;
      }
    }
  }
  return count;
}
