import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Known, Span } from '../../../domain/recording.ts';

/** How a stream's demand runs: by twentieths of its planned length, mean 1; and how much more sells while a SKU is presented. */
export type Course = { readonly shape: readonly number[]; readonly lift: number };

type Planned = Pick<Known, 'startsAt' | 'plannedEndsAt' | 'rundown' | 'pins'>;

/**
 * Exposure of a SKU from one instant to another: minutes on air, each weighed by the stream's shape and by the lift while the
 * SKU is presented. What was pinned counts before `at`, what is planned after it, as late as the show runs.
 */
export function exposureOf(
  stream: Planned,
  sku: Sku,
  course: Course,
  at: Instant,
  from: Instant,
  to: Instant,
  fresh: (at: Instant) => number = always,
): number {
  const shown = shownSpans(stream, sku, at);
  const length = Math.max(MINUTE, stream.plannedEndsAt - stream.startsAt);
  let exposure = 0;
  for (let minute = from; minute < to; minute += MINUTE) {
    const end = Math.min(minute + MINUTE, to);
    const share = (minute - stream.startsAt) / length;
    const weight = course.shape[Math.min(course.shape.length - 1, Math.max(0, Math.floor(share * course.shape.length)))] ?? 1;
    exposure += (fresh(minute) * weight * (end - minute + (course.lift - 1) * overlap(shown, minute, end))) / MINUTE;
  }
  return exposure;
}

const always = () => 1;

/** When the SKU was presented and will be. Without any pin in the stream the rundown is believed for what was, too. */
export function shownSpans({ rundown, pins }: Pick<Planned, 'rundown' | 'pins'>, sku: Sku, at: Instant): readonly Span[] {
  const of = (spans: readonly Span[]) => spans.filter((span) => span.sku === sku);
  const delay = delayOf(rundown, pins);
  const ahead = of(rundown)
    .map((slot) => ({ ...slot, startsAt: Math.max(at, slot.startsAt + delay), endsAt: slot.endsAt + delay }))
    .filter((slot) => slot.endsAt > at);
  const behind = pins.length > 0 ? of(pins) : of(rundown).map((slot) => ({ ...slot, endsAt: Math.min(slot.endsAt, at) }));
  return [...behind.filter((span) => span.startsAt < span.endsAt && span.startsAt < at), ...ahead];
}

/** How late the show runs, ms: the last pin against the slot that planned it. Never ahead of the plan. */
function delayOf(rundown: readonly Span[], pins: readonly Span[]): number {
  const pin = pins.at(-1);
  if (pin === undefined) return 0;
  const slots = rundown.filter(({ sku }) => sku === pin.sku);
  const slot = slots.reduce<Span | null>(
    (best, one) => (best === null || Math.abs(one.startsAt - pin.startsAt) < Math.abs(best.startsAt - pin.startsAt) ? one : best),
    null,
  );
  return slot === null ? 0 : Math.max(0, pin.startsAt - slot.startsAt);
}

function overlap(spans: readonly Span[], from: Instant, to: Instant): number {
  let ms = 0;
  for (const span of spans) ms += Math.max(0, Math.min(span.endsAt, to) - Math.max(span.startsAt, from));
  return Math.min(ms, to - from);
}
