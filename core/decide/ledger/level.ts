import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { PlaceKey } from '../../domain/position.ts';
import { mayBeSale } from './expected.ts';
import { flickerWindow, startsFlicker, stepFlicker } from './flicker.ts';
import { explain, type Movement, type Part } from './movement.ts';
import { isPushedOver } from './pushed.ts';
import { giveBack, lagOf, sell, takeBack, unsell } from './sell.ts';
import type { Book, Held, Ledger, Recent } from './state.ts';
import { otherEnd, withoutFall } from './transfer.ts';

/** One movement of one place's level, taken into its SKU's book: the level, what explains it, and the sales that follow. */
export function move(ledger: Ledger, sku: Sku, kept: Book, movement: Movement, isTransfer = false): Book {
  const { key, held, delta, to } = movement;
  const before = held.level ?? 0;
  const level = before + delta;
  if (held.flicker !== null) return swing(ledger, sku, kept, movement, levelled(held, delta));
  const recent = held.recent.filter((one) => one.at >= to - flickerWindow(ledger));
  if (startsFlicker(recent, before, level)) return flickers(ledger, kept, movement, recent.slice(-2));
  if (isTransfer) return put(kept, key, remembered(levelled(held, delta), movement, NOTHING_BOOKED, recent));
  const { book, parts, booked } = bookParts(ledger, sku, kept, movement);
  return put(book, key, remembered(marked(withParts(held, parts), parts, to), movement, booked, recent));
}

/** The same level again: news only to a place that flickers. */
export function hold(ledger: Ledger, sku: Sku, kept: Book, movement: Movement): Book {
  return movement.held.flicker === null ? kept : swing(ledger, sku, kept, movement, movement.held);
}

/** The third swing between the same two levels: what the first two booked is taken back. */
function flickers(ledger: Ledger, kept: Book, movement: Movement, swings: readonly Recent[]): Book {
  const { key, source, held, delta, to } = movement;
  let next = kept;
  let { unexplained } = held;
  for (const one of swings) {
    next = unsell(ledger, next, { key, source }, { ...one, units: one.sold });
    next = takeBack(ledger, next, { key, source }, { ...one, units: one.released });
    unexplained = withoutFall(unexplained, one);
  }
  const base = held.level ?? 0;
  const flicker = { base, since: swings[0]?.at ?? to, low: Math.min(base, base + delta), last: base + delta, held: 1 };
  return put(next, key, { ...levelled(held, delta), unexplained, flicker, recent: [] });
}

function swing(ledger: Ledger, sku: Sku, kept: Book, movement: Movement, moved: Held): Book {
  if (moved.flicker === null || moved.level === null) return kept;
  const { flicker, settled } = stepFlicker(moved.flicker, moved.level);
  const next = put(kept, movement.key, { ...moved, flicker });
  if (settled === null || settled === 0) return next;
  // The level moved already; only what it was remains to be said. It happened somewhere since the pattern began.
  const { since } = moved.flicker;
  const { book, parts } = bookParts(ledger, sku, next, { ...movement, delta: settled, from: since });
  return put(book, movement.key, marked(givenBack({ ...moved, flicker }, parts), parts, movement.to));
}

type Booked = Omit<Recent, 'at' | 'from' | 'to'>;
const NOTHING_BOOKED: Booked = { sold: 0, consumed: 0, released: 0, restocked: 0, unexplained: 0, span: [0, 0] };

function bookParts(
  ledger: Ledger,
  sku: Sku,
  kept: Book,
  movement: Movement,
): { readonly book: Book; readonly parts: readonly Part[]; readonly booked: Booked } {
  const span = spanOf(ledger, movement);
  const parts = explain(
    movement,
    (units) => mayBeSale(ledger, sku, units, Math.min(movement.from, span[0]), movement.to),
    (units) => isPushedOver(ledger, sku, movement.key, movement.held, units),
  );
  let book = kept;
  let booked: Booked = { ...NOTHING_BOOKED, span };
  const moved: Part[] = [];
  for (const part of parts) {
    const end = otherEnd(ledger, book, movement, part);
    if (end !== null) {
      book = end;
      moved.push(part);
    } else if (part.is === 'sale') {
      const { book: after, units, ...sold } = sell(ledger, book, movement, -part.units, span);
      book = after;
      booked = { ...booked, ...sold, sold: units };
    } else if (part.is === 'release') {
      const { book: after, ...back } = giveBack(ledger, book, movement, part.units, movement.to);
      book = after;
      booked = { ...booked, ...back, released: part.units };
    } else booked = remember(booked, part);
  }
  // What was moved from or to another place is explained.
  return { book, parts: parts.map((part) => (moved.includes(part) ? { ...part, is: 'transfer' } : part)), booked };
}

function remember(booked: Booked, { is, units }: Part): Booked {
  if (is === 'restock') return { ...booked, restocked: units };
  return is === 'unexplained' ? { ...booked, unexplained: -units } : booked;
}

/** When the units were sold: in the interval; over a gap, anywhere in it; at a warehouse that is late, anywhere in its lag. */
function spanOf(ledger: Ledger, { source, from, to }: Movement): readonly [Instant, Instant] {
  const isGap = to - from > 2 * (ledger.tick?.intervalMs ?? MINUTE);
  return [Math.min(isGap ? from : to, to - lagOf(ledger, source)), to];
}

const levelled = (held: Held, delta: number): Held => ({
  ...held,
  level: (held.level ?? 0) + delta,
  rises: held.rises + Math.max(0, delta),
  falls: held.falls + Math.max(0, -delta),
});

/** Every part is booked to rises or falls. */
const withParts = (held: Held, parts: readonly Part[]): Held =>
  givenBack(
    parts.reduce((moved, { units }) => levelled(moved, units), held),
    parts,
  );

/** Another system's figure is all that there is: nothing is withheld beside it. */
const givenBack = (held: Held, parts: readonly Part[]): Held =>
  parts.some((part) => part.is === 'ours') ? { ...held, withheld: 0 } : held;

/** A fall that nothing explains waits for a person. */
function marked(held: Held, parts: readonly Part[], at: Instant): Held {
  const units = parts.find((part) => part.is === 'unexplained')?.units;
  return units === undefined ? held : { ...held, unexplained: [...held.unexplained, { at, units: -units }].slice(-20) };
}

function remembered(held: Held, { held: was, delta, to }: Movement, booked: Booked, recent: readonly Recent[]): Held {
  const from = was.level ?? 0;
  return { ...held, recent: [...recent, { at: to, from, to: from + delta, ...booked }].slice(-3) };
}

export const put = (kept: Book, key: PlaceKey, held: Held): Book => ({ ...kept, places: { ...kept.places, [key]: held } });
