import type { Sku, SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { PlaceKey } from '../../domain/position.ts';
import { bookDay, dayOf } from './days.ts';
import { book, bookSpread } from './entries.ts';
import { plausibleSale } from './expected.ts';
import { startsFlicker, stepFlicker } from './flicker.ts';
import { explain, type Movement, type Part } from './movement.ts';
import type { Book, Held, Ledger, Recent } from './state.ts';
import { channelReleased, channelSold, warehouseSold } from './unseen.ts';

const FLICKER_WINDOW = 3 * MINUTE;

/** One movement of one place's level, taken into its SKU's book: the level, what explains it, and the sales that follow. */
export function move(ledger: Ledger, sku: Sku, kept: Book, movement: Movement, transferred: number): Book {
  const { key, held, delta, from, to } = movement;
  const before = held.level ?? 0;
  const level = before + delta;
  const moved: Held = {
    ...held,
    level,
    rises: held.rises + Math.max(0, delta),
    falls: held.falls + Math.max(0, -delta),
  };
  if (held.flicker !== null) return swing(ledger, sku, kept, movement, moved);
  const recent = held.recent.filter((one) => one.at >= to - FLICKER_WINDOW);
  if (startsFlicker(recent, before, level)) {
    let back = kept;
    for (const one of recent.slice(-2)) back = sell(ledger, back, movement, -one.sold, one.at, one.at);
    const flicker = { base: before, low: Math.min(before, level), last: level, held: 1 };
    return put(back, key, { ...moved, flicker, recent: [] });
  }
  const rest = delta + (delta < 0 ? transferred : -transferred);
  const parts = rest === 0 ? [] : explain({ ...movement, delta: rest }, (units) => units <= plausibleSale(ledger, sku, from, to));
  const { book: sold, units } = bookParts(ledger, kept, movement, parts);
  const swingSeen: Recent = { at: to, from: before, to: level, sold: units };
  return put(sold, key, { ...noted(moved, parts, to), recent: [...recent, swingSeen].slice(-3) });
}

/** The same level again: news only to a place that flickers. */
export function hold(ledger: Ledger, sku: Sku, kept: Book, movement: Movement): Book {
  return movement.held.flicker === null ? kept : swing(ledger, sku, kept, movement, movement.held);
}

function swing(ledger: Ledger, sku: Sku, kept: Book, movement: Movement, moved: Held): Book {
  if (moved.flicker === null || moved.level === null) return kept;
  const { flicker, settled } = stepFlicker(moved.flicker, moved.level);
  const next = put(kept, movement.key, { ...moved, flicker });
  if (settled === null || settled === 0) return next;
  const parts = explain(
    { ...movement, delta: settled },
    (units) => units <= plausibleSale(ledger, sku, movement.from, movement.to),
  );
  const { book: sold } = bookParts(ledger, next, movement, parts);
  return put(sold, movement.key, { ...noted({ ...moved, flicker }, parts, movement.to) });
}

function noted(held: Held, parts: readonly Part[], at: Instant): Held {
  const units = parts.find((part) => part.is === 'unexplained')?.units;
  return units === undefined ? held : { ...held, unexplained: [...held.unexplained, { at, units }].slice(-20) };
}

/** Books what is a sale or was given back; answers with the units sold. */
function bookParts(ledger: Ledger, kept: Book, movement: Movement, parts: readonly Part[]) {
  let next = kept;
  let units = 0;
  for (const part of parts) {
    if (part.is === 'sale') {
      units += part.units;
      next = sell(ledger, next, movement, part.units, ...spanOf(ledger, movement));
    }
    if (part.is === 'release') next = giveBack(ledger, next, movement, part.units);
  }
  return { book: next, units };
}

/** When the units were sold: in the interval; over a gap, anywhere in it; at a warehouse that is late, anywhere in its lag. */
function spanOf(ledger: Ledger, { source, from, to }: Movement): [Instant, Instant] {
  const lag = (ledger.settings.sources[source]?.lagMinutes ?? 0) * MINUTE;
  const isGap = to - from > 2 * (ledger.tick?.intervalMs ?? MINUTE);
  return [Math.min(isGap ? from : to, to - lag), to];
}

/** Units sold (or, negative, taken back) as one source saw it. */
export function sell(
  ledger: Ledger,
  kept: Book,
  { source }: { source: SourceId },
  units: number,
  from: Instant,
  to: Instant,
): Book {
  if (units === 0) return kept;
  const seen = { ...kept.seen, [source]: bookSpread(kept.seen[source] ?? [], from, to, units) };
  const next = bookDay({ ...kept, seen }, dayOf(to, ledger.settings.preferences.teamZone), units, false);
  const role = ledger.settings.sources[source]?.role;
  if (role === 'channel') return units > 0 ? channelSold(next, to, units) : channelReleased(next, -units);
  return role === 'warehouse' && units > 0 ? warehouseSold(next, to, units) : next;
}

function giveBack(ledger: Ledger, kept: Book, { source, to }: Movement, units: number): Book {
  const seen = { ...kept.seen, [source]: book(kept.seen[source] ?? [], to, 0, units) };
  const next = bookDay({ ...kept, seen }, dayOf(to, ledger.settings.preferences.teamZone), -units, false);
  return ledger.settings.sources[source]?.role === 'channel' ? channelReleased(next, units) : next;
}

export const put = (kept: Book, key: PlaceKey, held: Held): Book => ({ ...kept, places: { ...kept.places, [key]: held } });
