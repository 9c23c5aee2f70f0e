import type { Sku } from '../../../domain/ids.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { netOf, type Recording } from '../../../domain/recording.ts';
import { type Course, exposureOf, shownSpans } from './exposure.ts';

export const LEARNED_VERSION = 1;
/** Streams that are remembered; an older one has no weight worth keeping. */
const KEPT_STREAMS = 40;
const KEPT_MISSES = 6_000;
/** A stream half so old again counts twice. */
export const HALF_LIFE = 8;
export const BINS = 20;

/** What one stream taught of one SKU: units net, exposure they came from, and where in time. */
export type SkuLearned = { readonly net: number; readonly exposure: number };
export type StreamLearned = {
  readonly skus: Readonly<Record<Sku, SkuLearned>>;
  /** Over all SKUs: units and minutes, presented or not; units by twentieths of the planned length, and minutes on air in each. */
  readonly shown: Pace;
  readonly hidden: Pace;
  readonly units: readonly number[];
  readonly minutes: readonly number[];
  readonly ordered: number;
  readonly released: number;
};
type Pace = { readonly units: number; readonly minutes: number };

/** A forecast of what was still to come at some share of a stream, and what came. `seen`: what had come, and what was expected by then. */
export type Miss = {
  readonly share: number;
  readonly expected: number;
  readonly rest: number;
  readonly seen: number;
  readonly seenExpected: number;
  readonly restPrior: number;
};

/** Plain data, bounded; kept from stream to stream. */
export type Learned = {
  readonly v: typeof LEARNED_VERSION;
  /** Oldest first. */
  readonly streams: readonly StreamLearned[];
  readonly misses: readonly Miss[];
};
export const NOTHING_LEARNED: Learned = { v: LEARNED_VERSION, streams: [], misses: [] };

/** How old streams count against the newest: 1, then less, by half each eight. */
export const weightOf = (age: number): number => 0.5 ** (age / HALF_LIFE);

/** The stream is over: what it taught, and how wrong we were in it. */
export function learn(learned: Learned, recording: Recording, course: Course, misses: readonly Miss[]): Learned {
  return {
    v: LEARNED_VERSION,
    streams: [...learned.streams, streamLearned(recording, course)].slice(-KEPT_STREAMS),
    misses: [...learned.misses, ...misses].slice(-KEPT_MISSES),
  };
}

function streamLearned(recording: Recording, course: Course): StreamLearned {
  const { startsAt, endsAt, plannedEndsAt, rundown } = recording;
  const names = new Set([...Object.keys(recording.sales), ...rundown.map(({ sku }) => sku)]);
  const skus: Record<Sku, SkuLearned> = {};
  const units = new Array<number>(BINS).fill(0);
  const shown = { units: 0, minutes: 0 };
  const hidden = { units: 0, minutes: 0 };
  let [ordered, released] = [0, 0];
  for (const sku of names) {
    skus[sku] = { net: netOf(recording, sku), exposure: exposureOf(recording, sku, course, endsAt, startsAt, endsAt) };
    const spans = shownSpans(recording, sku, endsAt);
    const minutesShown = spans.reduce((ms, span) => ms + span.endsAt - span.startsAt, 0) / MINUTE;
    shown.minutes += minutesShown;
    hidden.minutes += (endsAt - startsAt) / MINUTE - minutesShown;
    for (const sale of recording.sales[sku] ?? []) {
      ordered += sale.units;
      if (sale.released) released += sale.units;
      const bin = Math.floor(((sale.at - startsAt) / (plannedEndsAt - startsAt)) * BINS);
      units[Math.min(BINS - 1, bin)] = (units[Math.min(BINS - 1, bin)] ?? 0) + sale.units;
      const isShown = spans.some((span) => sale.at >= span.startsAt && sale.at < span.endsAt);
      (isShown ? shown : hidden).units += sale.units;
    }
  }
  const bin = (plannedEndsAt - startsAt) / BINS;
  const minutes = units.map(
    (_, index) => Math.max(0, Math.min(endsAt, startsAt + (index + 1) * bin) - (startsAt + index * bin)) / MINUTE,
  );
  return { skus, shown, hidden, units, minutes, ordered, released };
}
