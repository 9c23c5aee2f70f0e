import type { Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { levelOf, type PlaceKey, type Position, placeOf } from '../../domain/position.ts';
import { hold, move, put } from './level.ts';
import type { Movement } from './movement.ts';
import type { Book, Held, Ledger } from './state.ts';
import { matchTransfers } from './transfer.ts';
import { type Ended, isOfBefore, writtenBy } from './written.ts';

/** What one answer is, beside its positions. Times are log times. */
export type Answer = {
  readonly source: SourceId;
  readonly at: Instant;
  /** The last answer before this that covered every place. */
  readonly coverAt: Instant;
  readonly covers: boolean;
  /** Commands that ended since the last answer: this one may have been asked before. */
  readonly ended: Ended;
};

/** One SKU's positions of one answer, by place. */
export function takePositions(
  ledger: Ledger,
  sku: Sku,
  known: Book,
  seen: ReadonlyMap<PlaceKey, Position>,
  answer: Answer,
): Book {
  let book = known;
  const movements: Movement[] = [];
  for (const [key, position] of seen) {
    const held = book.places[key];
    const written = writtenBy(answer.ended, answer.source, sku, key);
    if (held !== undefined && isOfBefore(levelOf(position), held.level, written.change)) continue;
    const taken = held === undefined ? fresh(position, answer.at) : stands(held, position, written.flag, answer);
    book = put(book, key, taken);
    const movement = held === undefined ? null : movementOf(held, taken, key, answer);
    if (movement !== null) movements.push(movement);
  }
  const transfers = matchTransfers(movements);
  for (const movement of movements) {
    const { key } = movement;
    // The other end of a transfer may have been booked in this very pass.
    const now = { ...movement, held: book.places[key] ?? movement.held };
    book = now.delta === 0 ? hold(ledger, sku, book, now) : move(ledger, sku, book, now, transfers.has(key));
  }
  return answer.covers ? heldStill(ledger, sku, book, seen, answer) : book;
}

function fresh(position: Position, readAt: Instant): Held {
  const level = levelOf(position);
  return {
    position,
    level,
    first: level ?? 0,
    rises: 0,
    falls: 0,
    withheld: 0,
    uncertain: 0,
    swallowed: null,
    frozenBy: null,
    gone: false,
    flicker: null,
    recent: [],
    unexplained: [],
    readAt,
  };
}

/** The place as the answer shows it, its level not moved yet. `ours`: its flag may be of before we wrote it. */
function stands(held: Held, position: Position, ours: boolean, { at }: Answer): Held {
  const next = { ...held, position: ours ? { ...position, onSale: held.position.onSale } : position, gone: false };
  // While a command is under way the level is not accepted, so neither is its time.
  if (held.frozenBy !== null) return next;
  const level = held.level ?? levelOf(position);
  return { ...next, readAt: at, level, first: held.level === null ? (level ?? 0) : held.first };
}

function movementOf(was: Held, held: Held, key: PlaceKey, { source, at, coverAt }: Answer): Movement | null {
  const level = levelOf(held.position);
  if (level === null || held.level === null || held.frozenBy !== null) return null;
  const from = was.gone ? was.readAt : Math.max(was.readAt, coverAt);
  return {
    key,
    source,
    held,
    before: was.position,
    after: held.position,
    delta: level - held.level,
    from: Math.min(from, at),
    to: at,
  };
}

/** A place that flickers and does not stand among the changes has held its level for one more answer. */
function heldStill(ledger: Ledger, sku: Sku, known: Book, seen: ReadonlyMap<PlaceKey, Position>, answer: Answer): Book {
  let book = known;
  for (const key in known.places) {
    const held = known.places[key];
    if (held === undefined || held.flicker === null || held.gone || seen.has(key)) continue;
    if (placeOf(key).source !== answer.source) continue;
    const movement = movementOf(held, held, key, answer);
    if (movement !== null) book = hold(ledger, sku, book, movement);
  }
  return book;
}
