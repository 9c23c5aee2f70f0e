import type { ReadBack, Write } from '../../domain/command.ts';
import type { CommandId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { levelOf, placeKey } from '../../domain/position.ts';
import { move, put } from './level.ts';
import type { Movement } from './movement.ts';
import type { Book, Held, Ledger } from './state.ts';

/** From here on nothing is derived in this place: what moves may be ours. */
export function freeze(ledger: Ledger, book: Book, write: Write, id: CommandId): Book {
  const key = placeKey(write.place);
  const held = book.places[key];
  if (held === undefined) return book;
  const readAt = Math.max(held.readAt, ledger.feeds[write.place.source]?.coverAt ?? 0);
  return put(book, key, { ...steady(held), frozenBy: id, readAt });
}

/** Nothing was written: what moved meanwhile was not ours. */
export function thaw(ledger: Ledger, book: Book, write: Write, at: Instant): Book {
  const held = book.places[placeKey(write.place)];
  if (held === undefined) return book;
  return moveTo(ledger, write, opened(book, write), levelOf(held.position), held.readAt, at);
}

/**
 * Read back: our change is ours, the rest moved by itself. Where the level could not be read back the next answer tells the
 * rest. An absolute write may have swallowed what was sold between our read and our write: at most all that stood there,
 * marked until orders settle it.
 */
export function settle(ledger: Ledger, book: Book, write: Write, back: ReadBack | undefined, at: Instant): Book {
  const { lever, place, before } = write;
  const held = book.places[placeKey(place)];
  if (held === undefined) return book;
  const from = held.readAt;
  const level = back?.levels.find(({ location }) => location === place.location)?.level ?? null;
  const read = lever === 'absolute' ? before : null;
  let next = moveTo(ledger, write, opened(book, write), read, from, at);
  next = ours(next, write);
  next = moveTo(ledger, write, next, level, from, at);
  return lever === 'absolute' ? doubted(next, write, from, at) : next;
}

const opened = (book: Book, write: Write): Book => change(book, write, (held) => ({ ...held, frozenBy: null }));

const ours = (book: Book, write: Write): Book =>
  change(book, write, (held) => {
    const units = write.change ?? 0;
    return {
      ...held,
      level: (held.level ?? 0) + units,
      rises: held.rises + Math.max(0, units),
      falls: held.falls + Math.max(0, -units),
      withheld: held.withheld - units,
      recent: [],
    };
  });

const doubted = (book: Book, write: Write, from: Instant, to: Instant): Book =>
  change(book, write, (held) => ({
    ...held,
    uncertain: held.uncertain + Math.max(0, write.before ?? 0),
    swallowed: { from: held.swallowed?.from ?? from, to },
  }));

/** A place that flickers is written from the level before the pattern: nothing of the pattern was accepted. */
function steady(held: Held): Held {
  if (held.flicker === null) return held;
  const units = held.flicker.base - (held.level ?? held.flicker.base);
  return {
    ...held,
    flicker: null,
    level: held.flicker.base,
    rises: held.rises + Math.max(0, units),
    falls: held.falls + Math.max(0, -units),
  };
}

function moveTo(ledger: Ledger, write: Write, book: Book, level: number | null, from: Instant, to: Instant): Book {
  const key = placeKey(write.place);
  const held = book.places[key];
  if (held === undefined || level === null || held.level === null || level === held.level) return book;
  const { position } = held;
  const movement: Movement = {
    key,
    source: write.place.source,
    held: { ...held, readAt: to },
    before: position,
    after: position,
    delta: level - held.level,
    from: Math.min(from, to),
    to,
  };
  return move(ledger, write.sku, book, movement);
}

function change(book: Book, write: Write, next: (held: Held) => Held): Book {
  const key = placeKey(write.place);
  const held = book.places[key];
  return held === undefined ? book : put(book, key, next(held));
}
