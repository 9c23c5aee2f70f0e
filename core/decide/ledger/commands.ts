import type { CommandBody, CommandState, ReadBack, Write } from '../../domain/command.ts';
import { isOpen, landed, takeStep } from '../../domain/command.ts';
import type { CommandId } from '../../domain/ids.ts';
import { DAY } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import { heldOnPage, movedOnPage } from '../../domain/on-page.ts';
import { standingBuyers } from '../../domain/per-buyer.ts';
import { placeKey } from '../../domain/position.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { freeze, settle, thaw } from './writes.ts';

const KEPT = 200;

/** One step of one command, and what it does to the places that it writes. A step that may not follow is ignored. */
export function applyCommand(ledger: Ledger, body: CommandBody): Ledger {
  const next = takeStep(ledger.commands[body.id], body);
  if (next === null) return { ...ledger, changed: { skus: [], rest: false } };
  const skus = [...new Set([...next.command.targets, ...next.writes].map(({ sku }) => sku))];
  const after: Ledger = {
    ...ledger,
    commands: bounded({ ...ledger.commands, [body.id]: next }, ledger.drips),
    changed: { skus, rest: true },
  };
  if (body.step === 'executing') return eachWrite(after, next, (book, write) => freeze(after, book, write, body.id));
  if (body.step !== 'confirmed' && body.step !== 'failed') return after;
  const { readBack } = next;
  // A failed command wrote only what was read back after it.
  const made = new Set(landed(next));
  const ended = eachWrite(after, next, (book, write) => {
    const back = readBack.find((one) => one.source === write.place.source && one.sku === write.sku);
    return made.has(write) ? settle(after, book, write, back, body.at) : thaw(after, book, write, body.at);
  });
  return showFlags(ended, next, readBack);
}

/** All open ones, drips that are not over with their batches, limits per buyer that stand, what is held back on a page, and the newest that ended. */
function bounded(commands: Ledger['commands'], drips: Ledger['drips']): Ledger['commands'] {
  if (Object.keys(commands).length <= KEPT) return commands;
  const standing = new Set(standingBuyers(commands).map(({ state }) => state.command.id));
  const holding = holdingOnPages(commands);
  const isKept = (state: CommandState) =>
    standing.has(state.command.id) || holding.has(state.command.id) || isOfDrip(state, commands, drips);
  const ended = Object.values(commands).filter((state) => !isOpen(state.step) && !isKept(state));
  if (ended.length <= KEPT) return commands;
  const oldest = new Set(
    ended
      .sort((a, b) => a.at - b.at)
      .slice(0, ended.length - KEPT)
      .map(({ command }) => command.id),
  );
  return Object.fromEntries(Object.entries(commands).filter(([id]) => !oldest.has(id)));
}

/** Numbers typed on pages, of listings of which something is held back there: only they tell how much. Of the last day. */
function holdingOnPages(commands: Ledger['commands']): ReadonlySet<CommandId> {
  const typed = Object.values(commands).filter((state) => movedOnPage(state) !== null);
  const newest = Math.max(...typed.map(({ at }) => at));
  const lately = typed.filter(({ at }) => at > newest - DAY);
  const isHeld = new Map<string, boolean>();
  for (const { command } of lately) {
    const id = listingId(command.account, command.listing);
    if (!isHeld.has(id)) isHeld.set(id, heldOnPage(commands, command.account, command.listing).all > 0);
  }
  return new Set(lately.flatMap(({ command }) => (isHeld.get(listingId(command.account, command.listing)) ? [command.id] : [])));
}

function isOfDrip({ command }: CommandState, commands: Ledger['commands'], drips: Ledger['drips']): boolean {
  const drip = command.kind === 'drip' ? command.id : (command.of ?? null);
  if (drip === null || commands[drip]?.step !== 'confirmed') return false;
  const step = drips[drip]?.step;
  return step !== 'stopped' && step !== 'ended';
}

/** A flag changes no level: derivation goes on, and nothing is to be settled. */
function eachWrite(ledger: Ledger, state: CommandState, change: (book: Book, write: Write) => Book): Ledger {
  const writes = state.writes.filter((write) => write.change !== null);
  if (writes.length === 0) return ledger;
  const books = { ...ledger.books };
  for (const write of writes) books[write.sku] = change(books[write.sku] ?? EMPTY_BOOK, write);
  return { ...ledger, books };
}

/** The flag as it was read back stands at once in every place of the SKU in that system. */
function showFlags(ledger: Ledger, { command }: CommandState, readBacks: readonly ReadBack[]): Ledger {
  const books = { ...ledger.books };
  for (const { source, sku } of command.targets) {
    const onSale = readBacks.find((one) => one.source === source && one.sku === sku)?.onSale ?? null;
    const book = books[sku];
    if (onSale !== null && book !== undefined) books[sku] = { ...book, places: flagged(book, source, onSale) };
  }
  return { ...ledger, books };
}

function flagged(book: Book, source: string, onSale: boolean): Book['places'] {
  const prefix = placeKey({ source, location: '' });
  const set = ([key, held]: [string, Held]): [string, Held] =>
    key.startsWith(prefix) ? [key, { ...held, position: { ...held.position, onSale } }] : [key, held];
  return Object.fromEntries(Object.entries(book.places).map(set));
}
