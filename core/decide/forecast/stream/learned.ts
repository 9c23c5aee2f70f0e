import type { Sku } from '../../../domain/ids.ts';
import { MINUTE } from '../../../domain/instant.ts';
import { knownAt, netOf, type Recording } from '../../../domain/recording.ts';
import { type Course, exposureOf, type Stage, type Standing, stageOf, standing } from './exposure.ts';

export const LEARNED_VERSION = 1;
/** Streams that are remembered; an older one has no weight worth keeping. */
const KEPT_STREAMS = 40;
const KEPT_MISSES = 4_000;
/** A stream half so old again counts twice. */
const HALF_LIFE = 16;
export const BINS = 20;
/** A SKU that sold nothing is taken to have sold this much: it could have. */
const LEAST_UNITS = 0.2;

/** What one stream taught of one SKU: units net, and the exposure that they came from. */
type SkuLearned = { readonly net: number; readonly exposure: number };
/** Units, and the exposure in which they sold but for the very thing that is learned. */
type Pace = { readonly units: number; readonly worth: number };
export type StreamLearned = {
  readonly skus: Readonly<Record<Sku, SkuLearned>>;
  /** Over all SKUs, by how they stood; `offer` beside no offer. */
  readonly stood: Readonly<Record<Standing, Pace>>;
  readonly offer: { readonly units: number; readonly expected: number };
  /** Units by twentieths of the planned length, and what they would be worth if the course were even. */
  readonly units: readonly number[];
  readonly even: readonly number[];
  /** Mean viewers; null where nobody counted them. */
  readonly viewers: number | null;
  readonly ordered: number;
  readonly released: number;
};

/** What was said of the rest of a stream at some share of it, and what came. Units of one SKU, or (line) of all. */
export type Miss = {
  readonly share: number;
  readonly line: boolean;
  /** What was said, and what came, after the moment. */
  readonly expected: number;
  /** What would have been said by each half-life of evidence. */
  readonly expectedBy: readonly number[];
  readonly rest: number;
  /** What had come by the moment; what was expected by it and after it before this stream told anything of this SKU. */
  readonly seen: number;
  readonly seenPrior: number;
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
export function aged<T>(streams: readonly T[]): readonly { readonly stream: T; readonly weight: number }[] {
  return streams.map((stream, index) => ({ stream, weight: weightOf(streams.length - 1 - index) }));
}

/** The stream is over: what it taught, and how wrong we were in it. */
export function learn(learned: Learned, recording: Recording, course: Course, misses: readonly Miss[]): Learned {
  return {
    v: LEARNED_VERSION,
    streams: [...learned.streams, streamLearned(recording, course)].slice(-KEPT_STREAMS),
    misses: [...learned.misses, ...misses].slice(-KEPT_MISSES),
  };
}

function streamLearned(recording: Recording, course: Course): StreamLearned {
  const { startsAt, endsAt, rundown, viewers } = recording;
  const stage = stageOf(knownAt(recording, endsAt), course, endsAt);
  const sums = emptySums();
  const skus: Record<Sku, SkuLearned> = {};
  for (const sku of new Set([...Object.keys(recording.sales), ...rundown.map((slot) => slot.sku)])) {
    const exposure = exposureOf(stage, sku, course, startsAt, endsAt);
    skus[sku] = { net: netOf(recording, sku), exposure };
    addWorth(sums, recording, stage, sku, course, exposure);
    addUnits(sums, recording, stage, sku);
  }
  const counted = viewers.length === 0 ? null : viewers.reduce((sum, one) => sum + one.viewers, 0) / viewers.length;
  return { skus, viewers: counted, ...sums };
}

type Sums = {
  readonly stood: Readonly<Record<Standing, { units: number; worth: number }>>;
  readonly offer: { units: number; expected: number };
  readonly units: number[];
  readonly even: number[];
  ordered: number;
  released: number;
};
const emptySums = (): Sums => ({
  stood: { shown: { units: 0, worth: 0 }, after: { units: 0, worth: 0 }, idle: { units: 0, worth: 0 } },
  offer: { units: 0, expected: 0 },
  units: new Array<number>(BINS).fill(0),
  even: new Array<number>(BINS).fill(0),
  ordered: 0,
  released: 0,
});

/** What each minute of a SKU would be worth but for the very thing that is learned from it. */
function addWorth(sums: Sums, recording: Recording, stage: Stage, sku: Sku, course: Course, exposure: number): void {
  const { startsAt, endsAt } = recording;
  const spans = stage.spans.get(sku) ?? [];
  // Each SKU by its own size, so that what sells well says no more of the course than what sells little.
  const rate = exposure > 0 ? Math.max(netOf(recording, sku), LEAST_UNITS) / exposure : 0;
  const flat: Course = { ...course, shape: [1] };
  const plain: Course = { ...course, shown: 1, after: 1 };
  for (let minute = startsAt; minute < endsAt; minute += MINUTE) {
    const end = Math.min(endsAt, minute + MINUTE);
    const worth = (as: Course) => rate * exposureOf(stage, sku, as, minute, end);
    sums.stood[standing(spans, minute)].worth += worth(plain);
    const bin = binOf(recording, minute);
    sums.even[bin] = (sums.even[bin] ?? 0) + worth(flat);
    if (isOffered(recording, sku, minute)) sums.offer.expected += worth(course) / course.offer;
  }
}

function addUnits(sums: Sums, recording: Recording, stage: Stage, sku: Sku): void {
  const spans = stage.spans.get(sku) ?? [];
  for (const { at, units, released } of recording.sales[sku] ?? []) {
    sums.ordered += units;
    if (released) sums.released += units;
    const bin = binOf(recording, at);
    sums.units[bin] = (sums.units[bin] ?? 0) + units;
    sums.stood[standing(spans, at)].units += units;
    if (isOffered(recording, sku, at)) sums.offer.units += units;
  }
}

function binOf({ startsAt, plannedEndsAt }: Recording, at: number): number {
  return Math.min(BINS - 1, Math.floor(((at - startsAt) / (plannedEndsAt - startsAt)) * BINS));
}
const isOffered = ({ offers }: Recording, sku: Sku, at: number): boolean =>
  offers.some((offer) => offer.sku === sku && at >= offer.startsAt && at < offer.endsAt);
