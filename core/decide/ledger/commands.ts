import type { CommandBody, CommandState, ReadBack, Write } from '../../domain/command.ts';
import { mayFollow } from '../../domain/command.ts';
import type { CommandId, Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { levelOf, placeKey } from '../../domain/position.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import { move, put } from './level.ts';
import type { Movement } from './movement.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';

const KEPT = 200;

/** One step of one command, and what it does to the places that it writes. A step that may not follow is ignored. */
export function applyCommand(ledger: Ledger, body: CommandBody): Ledger {
  const known = ledger.commands[body.id];
  const next = stepped(known, body);
  if (next === null) return { ...ledger, changed: { skus: [], rest: false } };
  const skus = next.command.targets.map((target) => target.sku);
  const after: Ledger = { ...ledger, commands: bounded({ ...ledger.commands, [body.id]: next }), changed: { skus, rest: true } };
  if (body.step === 'executing') return eachWrite(after, next, (book, write) => freeze(book, write, body.id));
  if (body.step === 'failed') return eachWrite(after, next, (book, write) => thaw(after, book, write, body.at));
  if (body.step === 'confirmed') {
    const settled = eachWrite(after, next, (book, write) => settle(after, book, write, body.readBack, body.at));
    return showFlags(settled, next, body.readBack);
  }
  return after;
}

function stepped(known: CommandState | undefined, body: CommandBody): CommandState | null {
  if (body.step === 'requested') {
    if (known !== undefined) return null;
    return {
      command: body.command,
      step: 'requested',
      writes: [],
      readBack: [],
      say: null,
      at: body.command.requestedAt,
      revertedAt: null,
    };
  }
  if (known === undefined || !mayFollow(known.step, body.step)) return null;
  const next = { ...known, step: body.step, at: body.at };
  if (body.step === 'executing') return { ...next, writes: body.writes };
  if (body.step === 'confirmed') return { ...next, readBack: body.readBack, say: null };
  return { ...next, say: body.say };
}

function bounded(commands: Ledger['commands']): Ledger['commands'] {
  const ended = Object.values(commands).filter((one) => !['requested', 'executing', 'unknown'].includes(one.step));
  if (ended.length <= KEPT) return commands;
  const oldest = new Set(
    ended
      .sort((a, b) => a.at - b.at)
      .slice(0, ended.length - KEPT)
      .map((one) => one.command.id),
  );
  return Object.fromEntries(Object.entries(commands).filter(([id]) => !oldest.has(id)));
}

function eachWrite(ledger: Ledger, state: CommandState, change: (book: Book, write: Write) => Book): Ledger {
  const books = { ...ledger.books };
  for (const write of state.writes) {
    if (write.change === null) continue;
    books[write.sku] = change(books[write.sku] ?? EMPTY_BOOK, write);
  }
  return { ...ledger, books };
}

/** From here on nothing is derived in this place: what moves may be ours. */
function freeze(book: Book, write: Write, id: CommandId): Book {
  const held = book.places[placeKey(write.place)];
  return held === undefined ? book : put(book, placeKey(write.place), { ...held, frozenBy: id });
}

/** Nothing was written: what moved meanwhile was not ours. */
function thaw(ledger: Ledger, book: Book, write: Write, at: Instant): Book {
  const held = book.places[placeKey(write.place)];
  if (held === undefined) return book;
  const open = put(book, placeKey(write.place), { ...held, frozenBy: null });
  return moveTo(ledger, write, open, levelOf(held.position), at);
}

/**
 * Read back: our change is ours, the rest moved by itself. An absolute write may have swallowed what was sold between our
 * read and our write: at most all that stood there, marked until orders settle it.
 */
function settle(ledger: Ledger, book: Book, write: Write, readBacks: readonly ReadBack[], at: Instant): Book {
  const key = placeKey(write.place);
  const change = write.change ?? 0;
  const back = readBacks.find((one) => one.source === write.place.source && one.sku === write.sku);
  const level = back?.levels.find((one) => one.location === write.place.location)?.level;
  const held = book.places[key];
  if (held === undefined) return book;
  let next = put(book, key, { ...held, frozenBy: null });
  if (level === undefined) return next;
  if (write.lever === 'absolute' && write.before !== null) next = moveTo(ledger, write, next, write.before, at);
  next = ours(next, key, change);
  next = moveTo(ledger, write, next, level, at);
  if (write.lever !== 'absolute') return next;
  const settled = next.places[key];
  return settled === undefined
    ? next
    : put(next, key, { ...settled, uncertain: settled.uncertain + Math.max(0, write.before ?? 0) });
}

function ours(book: Book, key: string, change: number): Book {
  const held = book.places[key];
  if (held === undefined) return book;
  return put(book, key, {
    ...held,
    level: (held.level ?? 0) + change,
    rises: held.rises + Math.max(0, change),
    falls: held.falls + Math.max(0, -change),
    withheld: held.withheld - change,
    recent: [],
    flicker: null,
  });
}

function moveTo(ledger: Ledger, write: Write, book: Book, level: number | null, at: Instant): Book {
  const key = placeKey(write.place);
  const held = book.places[key];
  if (held === undefined || level === null || held.level === null || level === held.level) return book;
  const { position } = held;
  const movement: Movement = {
    key,
    source: write.place.source,
    held,
    before: position,
    after: position,
    delta: level - held.level,
    from: held.readAt,
    to: at,
  };
  return move(ledger, write.sku, book, movement, 0);
}

/** The flag as it was read back stands at once in every place of the SKU in that system. */
function showFlags(ledger: Ledger, state: CommandState, readBacks: readonly ReadBack[]): Ledger {
  const books = { ...ledger.books };
  for (const { source, sku } of state.command.targets) {
    const back = readBacks.find((one) => one.source === source && one.sku === sku);
    const book = books[sku];
    if (back === undefined || back.onSale === null || book === undefined) continue;
    books[sku] = { ...book, places: flagged(book, source, back.onSale) };
  }
  return { ...ledger, books };
}

function flagged(book: Book, source: string, onSale: boolean): Book['places'] {
  const prefix = placeKey({ source, location: '' });
  const set = ([key, held]: [string, Held]): [string, Held] =>
    key.startsWith(prefix) ? [key, { ...held, position: { ...held.position, onSale } }] : [key, held];
  return Object.fromEntries(Object.entries(book.places).map(set));
}

/** A confirmed pause or resume that the source now contradicts: another system changed it. Said once, never fought. */
export function noteReverted(ledger: Ledger, body: ReadingBody): Ledger {
  let commands = ledger.commands;
  for (const position of body.changed) {
    if (position.onSale === null) continue;
    const state = newestOn(commands, body.source, position.sku);
    if (state === undefined || state.step !== 'confirmed' || state.revertedAt !== null || state.at >= body.receivedAt) continue;
    const held = ledger.books[position.sku]?.places[placeKey({ source: body.source, location: position.location })];
    const wanted = state.command.kind === 'resume';
    if (state.command.kind !== 'pause' && !wanted) continue;
    if (held?.position.onSale === null || held?.position.onSale === undefined || held.position.onSale === wanted) continue;
    commands = { ...commands, [state.command.id]: { ...state, revertedAt: body.receivedAt } };
  }
  return commands === ledger.commands ? ledger : { ...ledger, commands };
}

function newestOn(commands: Ledger['commands'], source: string, sku: Sku): CommandState | undefined {
  let newest: CommandState | undefined;
  for (const state of Object.values(commands)) {
    if (!state.command.targets.some((target) => target.source === source && target.sku === sku)) continue;
    if (newest === undefined || state.command.requestedAt > newest.command.requestedAt) newest = state;
  }
  return newest;
}
