import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Gap, Known, Shut, Span } from '../../../domain/recording.ts';

/** For so long after it was presented people still buy it. */
export const AFTER = 6 * MINUTE;

const NONE: readonly never[] = [];
/** How a SKU stood at one moment; unknown where nobody recorded or planned what is presented. */
export type Standing = 'shown' | 'after' | 'idle' | 'unknown';
/** A time in which a SKU stood the same, and could be bought. */
export type Piece = { readonly from: Instant; readonly to: Instant; readonly stands: Standing; readonly offered: boolean };

const ALWAYS: readonly Gap[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }];

/** When each SKU was presented and will be. Where nobody saw it, as without any pin in the stream, the rundown is believed for what was, too. */
export function spansBySku({
  rundown,
  pins,
  unseen = NONE,
  at,
}: Pick<Known, 'rundown' | 'pins' | 'unseen' | 'at'>): ReadonlyMap<Sku, readonly Span[]> {
  const spans = new Map<Sku, Span[]>();
  const add = (span: Span) => {
    if (span.endsAt <= span.startsAt) return;
    const own = spans.get(span.sku);
    if (own === undefined) spans.set(span.sku, [span]);
    else own.push(span);
  };
  const { delay, done } = courseOfShow(rundown, pins, at);
  for (const pin of pins) add(pin);
  for (const { from, to } of pins.length > 0 ? unseen : ALWAYS)
    for (const slot of rundown)
      add({ ...slot, startsAt: Math.max(from, slot.startsAt + delay), endsAt: Math.min(to, at, slot.endsAt + delay) });
  for (const slot of rundown)
    if (slot.endsAt + delay > at && !done.has(slot))
      add({ ...slot, startsAt: Math.max(at, slot.startsAt + delay), endsAt: slot.endsAt + delay });
  return spans;
}

/** So far before its slot a SKU is shown out of turn: the show does not run ahead by that. */
const OUT_OF_TURN = 15 * MINUTE;
/** The show runs as late as the middle of its last so many pins: one that was moved says nothing of the others. */
const PINS = 3;

/** How late the show runs, ms, and slots that are over because their SKU was shown before its turn. */
export function courseOfShow(
  rundown: readonly Span[],
  pins: readonly Span[],
  at: Instant,
): { readonly delay: number; readonly done: ReadonlySet<Span> } {
  const [done, used] = [new Set<Span>(), new Set<Span>()];
  const late: { readonly slot: Span; readonly pin: Span; readonly by: number }[] = [];
  for (const pin of pins.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const slot = nearest(rundown, used, pin);
    // Nobody planned it, or it is shown once more.
    if (slot === null) continue;
    used.add(slot);
    const by = pin.startsAt - slot.startsAt;
    if (by < -OUT_OF_TURN) done.add(slot);
    else if (late.at(-1)?.pin.startsAt !== pin.startsAt) late.push({ slot, pin, by });
  }
  const delay = middle(late.slice(-PINS).map(({ by }) => by));
  // What goes on for longer than planned pushes what comes after it.
  const last = late.at(-1);
  const over = last !== undefined && last.pin.endsAt >= at ? Math.max(0, at - last.slot.endsAt - delay) : 0;
  return { delay: delay + over, done };
}

function nearest(rundown: readonly Span[], used: ReadonlySet<Span>, { sku, startsAt }: Span): Span | null {
  let slot: Span | null = null;
  for (const one of rundown) {
    if (one.sku !== sku || used.has(one)) continue;
    if (slot === null || Math.abs(one.startsAt - startsAt) < Math.abs(slot.startsAt - startsAt)) slot = one;
  }
  return slot;
}

/** Of an even number the one of the two in the middle that is nearer to none. */
function middle(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
  return Math.abs(low) <= Math.abs(high) ? low : high;
}

/** The time between two instants, cut where the SKU's standing changes; what is shut is left out. */
export function piecesOf(
  from: Instant,
  to: Instant,
  spans: readonly Span[] = NONE,
  offers: readonly Span[] = NONE,
  shut: readonly Shut[] = NONE,
  unknown: readonly Gap[] = NONE,
): readonly Piece[] {
  if (spans.length + offers.length + shut.length + unknown.length === 0) return [{ from, to, stands: 'idle', offered: false }];
  const cuts = cutsIn(from, to, spans, offers, [...shut, ...unknown]);
  const pieces: Piece[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1] ?? start;
    if (end <= start || shut.some((one) => start >= one.from && start < one.to)) continue;
    const offered = offers.some(({ startsAt, endsAt }) => start >= startsAt && start < endsAt);
    const stands = standing(spans, start);
    pieces.push({ from: start, to: end, stands: stands === 'idle' && isUnknown(unknown, start) ? 'unknown' : stands, offered });
  }
  return pieces;
}

/** Whether nobody knows what was or will be presented then. */
export const isUnknown = (unknown: readonly Gap[], at: Instant): boolean => unknown.some(({ from, to }) => at >= from && at < to);

function cutsIn(
  from: Instant,
  to: Instant,
  spans: readonly Span[],
  offers: readonly Span[],
  gaps: readonly Gap[],
): readonly Instant[] {
  const at = [
    ...spans.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt, endsAt + AFTER]),
    ...offers.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
    ...gaps.flatMap((one) => [one.from, one.to]),
  ];
  return [from, ...at.filter((one) => one > from && one < to), to].sort((a, b) => a - b);
}

export function standing(spans: readonly Span[], at: Instant): Standing {
  let stands: Standing = 'idle';
  for (const { startsAt, endsAt } of spans) {
    if (at >= startsAt && at < endsAt) return 'shown';
    if (at >= endsAt && at < endsAt + AFTER) stands = 'after';
  }
  return stands;
}
