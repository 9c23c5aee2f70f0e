import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Known, Shut, Span } from '../../../domain/recording.ts';

/** For so long after it was presented people still buy it. */
export const AFTER = 6 * MINUTE;

/** How a SKU stood at one moment. */
export type Standing = 'shown' | 'after' | 'idle';
/** A time in which a SKU stood the same, and could be bought. */
export type Piece = { readonly from: Instant; readonly to: Instant; readonly stands: Standing; readonly offered: boolean };

/** When each SKU was presented and will be. Without any pin in the stream the rundown is believed for what was, too. */
export function spansBySku({ rundown, pins, at }: Pick<Known, 'rundown' | 'pins' | 'at'>): ReadonlyMap<Sku, readonly Span[]> {
  const spans = new Map<Sku, Span[]>();
  const add = (span: Span) => {
    if (span.endsAt <= span.startsAt) return;
    const own = spans.get(span.sku);
    if (own === undefined) spans.set(span.sku, [span]);
    else own.push(span);
  };
  const delay = delayOf(rundown, pins);
  if (pins.length > 0) for (const pin of pins) add(pin);
  else for (const slot of rundown) if (slot.startsAt < at) add({ ...slot, endsAt: Math.min(slot.endsAt, at) });
  for (const slot of rundown)
    if (slot.endsAt + delay > at) add({ ...slot, startsAt: Math.max(at, slot.startsAt + delay), endsAt: slot.endsAt + delay });
  return spans;
}

/** How late the show runs, ms: the last pin against the slot that planned it. */
export function delayOf(rundown: readonly Span[], pins: readonly Span[]): number {
  const pin = pins.at(-1);
  if (pin === undefined) return 0;
  let slot: Span | null = null;
  for (const one of rundown) {
    if (one.sku !== pin.sku) continue;
    if (slot === null || Math.abs(one.startsAt - pin.startsAt) < Math.abs(slot.startsAt - pin.startsAt)) slot = one;
  }
  return slot === null ? 0 : pin.startsAt - slot.startsAt;
}

const NONE: readonly never[] = [];
/** The time between two instants, cut where the SKU's standing changes; what is shut is left out. */
export function piecesOf(
  from: Instant,
  to: Instant,
  spans: readonly Span[] = NONE,
  offers: readonly Span[] = NONE,
  shut: readonly Shut[] = NONE,
): readonly Piece[] {
  if (spans.length + offers.length + shut.length === 0) return [{ from, to, stands: 'idle', offered: false }];
  const cuts = [from, to];
  const cut = (at: Instant) => {
    if (at > from && at < to) cuts.push(at);
  };
  for (const { startsAt, endsAt } of spans) for (const at of [startsAt, endsAt, endsAt + AFTER]) cut(at);
  for (const { startsAt, endsAt } of offers) for (const at of [startsAt, endsAt]) cut(at);
  for (const one of shut) for (const at of [one.from, one.to]) cut(at);
  cuts.sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1] ?? start;
    if (end <= start || shut.some((one) => start >= one.from && start < one.to)) continue;
    const offered = offers.some(({ startsAt, endsAt }) => start >= startsAt && start < endsAt);
    pieces.push({ from: start, to: end, stands: standing(spans, start), offered });
  }
  return pieces;
}

export function standing(spans: readonly Span[], at: Instant): Standing {
  let stands: Standing = 'idle';
  for (const { startsAt, endsAt } of spans) {
    if (at >= startsAt && at < endsAt) return 'shown';
    if (at >= endsAt && at < endsAt + AFTER) stands = 'after';
  }
  return stands;
}
