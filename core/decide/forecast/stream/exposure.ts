import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Known, Span } from '../../../domain/recording.ts';

/** How a stream's demand runs, as learned: what a minute of it is worth against a plain one. */
export type Course = {
  /** By twentieths of the planned length, mean 1. */
  readonly shape: readonly number[];
  /** While a SKU is presented, and just after. */
  readonly shown: number;
  readonly after: number;
  /** While it has an offer. */
  readonly offer: number;
  /** Viewers of a usual minute; null where nobody counted them. */
  readonly viewers: number | null;
};

/** For so long after it was presented people still buy it. */
export const AFTER = 6 * MINUTE;
/** How quickly viewers who came at once leave again: this much of what is above the usual is left each minute. */
const STAY = 0.985;

/** How a SKU stood in one minute. */
export type Standing = 'shown' | 'after' | 'idle';

/** A stream as exposure sees it: known until `at`, planned from then on. */
export type Stage = {
  readonly known: Pick<Known, 'startsAt' | 'plannedEndsAt' | 'at' | 'offers'>;
  readonly spans: ReadonlyMap<Sku, readonly Span[]>;
  /** By minute from the start: viewers against the usual. */
  readonly viewers: readonly number[];
};

export function stageOf(known: Known, course: Course, until: Instant): Stage {
  return { known, spans: spansBySku(known), viewers: viewersBy(known, course.viewers, until) };
}

/** Exposure of a SKU from one instant to another: minutes on air, each by what it is worth. `fresh`: how much old ones still count. */
export function exposureOf(
  stage: Stage,
  sku: Sku,
  course: Course,
  from: Instant,
  to: Instant,
  fresh: (at: Instant) => number = always,
): number {
  const { startsAt, plannedEndsAt, offers } = stage.known;
  const spans = stage.spans.get(sku) ?? NO_SPANS;
  const length = Math.max(MINUTE, plannedEndsAt - startsAt);
  let exposure = 0;
  for (let minute = from; minute < to; minute += MINUTE) {
    const part = Math.min(MINUTE, to - minute) / MINUTE;
    const bin = Math.floor(((minute - startsAt) / length) * course.shape.length);
    const shape = course.shape[Math.min(course.shape.length - 1, Math.max(0, bin))] ?? 1;
    const viewers = stage.viewers[Math.floor((minute - startsAt) / MINUTE)] ?? stage.viewers.at(-1) ?? 1;
    const stands = standing(spans, minute);
    const lift = stands === 'idle' ? 1 : course[stands];
    const offered =
      offers.length > 0 && offers.some((offer) => offer.sku === sku && minute >= offer.startsAt && minute < offer.endsAt);
    exposure += part * shape * viewers * lift * (offered ? course.offer : 1) * fresh(minute);
  }
  return exposure;
}
const always = () => 1;
const NO_SPANS: readonly Span[] = [];

export function standing(spans: readonly Span[], minute: Instant): Standing {
  let stands: Standing = 'idle';
  for (const { startsAt, endsAt } of spans) {
    if (minute >= startsAt && minute < endsAt) return 'shown';
    if (minute >= endsAt && minute < endsAt + AFTER) stands = 'after';
  }
  return stands;
}

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
function delayOf(rundown: readonly Span[], pins: readonly Span[]): number {
  const pin = pins.at(-1);
  if (pin === undefined) return 0;
  let slot: Span | null = null;
  for (const one of rundown) {
    if (one.sku !== pin.sku) continue;
    if (slot === null || Math.abs(one.startsAt - pin.startsAt) < Math.abs(slot.startsAt - pin.startsAt)) slot = one;
  }
  return slot === null ? 0 : pin.startsAt - slot.startsAt;
}

/** What was counted, and from then on what is left of it above or below the usual. */
function viewersBy(
  { startsAt, viewers }: Pick<Known, 'startsAt' | 'viewers'>,
  usual: number | null,
  until: Instant,
): readonly number[] {
  const minutes = Math.max(1, Math.ceil((until - startsAt) / MINUTE));
  if (usual === null || usual <= 0 || viewers.length === 0) return new Array<number>(minutes).fill(1);
  const by: number[] = [];
  let [next, now] = [0, viewers[0]?.viewers ?? usual];
  for (let minute = 0; minute < minutes; minute += 1) {
    const at = startsAt + minute * MINUTE;
    const counted = next;
    while (next < viewers.length && (viewers[next]?.at ?? 0) <= at) {
      now = viewers[next]?.viewers ?? now;
      next += 1;
    }
    if (next === viewers.length && next === counted) now = usual + (now - usual) * STAY;
    by.push(now / usual);
  }
  return by;
}
