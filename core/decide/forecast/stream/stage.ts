import type { Sku } from '../../../domain/ids.ts';
import { type Instant, MINUTE } from '../../../domain/instant.ts';
import type { Gap, Known, OfferSpan, Shut, Span } from '../../../domain/recording.ts';
import { type Piece, piecesOf, type Standing, spansBySku } from './spans.ts';
import { type Worth, worthBetween, worthOf } from './worth.ts';

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
  /** How they come and go, by twentieths of the planned length, mean 1. */
  readonly crowd: readonly number[];
  /** How much later than planned streams end, ms. */
  readonly late: number;
  /** Standard deviation of that, ms. */
  readonly lateSpread: number;
  /** What is usually spent on advertising, and how strongly the audience follows it; how strongly units follow a price. */
  readonly spend: { readonly usual: number | null; readonly pull: number };
  readonly pricePull: number;
};

/** What is known of a stream whatever the SKU. */
export type Show = Pick<
  Known,
  'startsAt' | 'plannedEndsAt' | 'at' | 'seenTo' | 'rundown' | 'pins' | 'unseen' | 'viewers' | 'offers' | 'expected'
>;

/** After so long what was seen counts half: in some shops a topic catches on and passes, in others an evening is one. */
export const FRESH: readonly number[] = [8 * MINUTE, 20 * MINUTE, 60 * MINUTE];
/** Each minute so much of a crowd that came at once is left, and of a level that lasted against the usual. */
const CROWD_STAYS = 0.96;
const LEVEL_STAYS = 0.997;
/** The level follows what is counted by so much a minute. */
const LEVEL_FOLLOWS = 0.05;
/** The usual level counts as so many minutes to begin with: the first who come say little of the evening. */
const LEVEL_BEGINS = 2;

/** A stream as exposure sees it: known until `at`, planned from then on. */
export type Stage = {
  readonly show: Show;
  readonly course: Course;
  readonly until: Instant;
  /** Minutes by shape and viewers, by viewers alone, and those that are over by how fresh they are. */
  readonly worth: Worth;
  readonly even: Worth;
  readonly fresh: readonly { readonly worth: Worth /** By minutes ago. */; readonly by: readonly number[] }[];
  readonly spans: ReadonlyMap<Sku, readonly Span[]>;
  /** There is a rundown: when each SKU has its turn is known. */
  readonly planned: boolean;
  /** When nobody knows what was or will be presented. */
  readonly unknown: readonly Gap[];
  readonly offers: ReadonlyMap<Sku, readonly OfferSpan[]>;
};

export function stageOf(show: Show, course: Course, until: Instant): Stage {
  const { startsAt, plannedEndsAt, at } = show;
  const minutes = Math.max(1, Math.ceil((until - startsAt) / MINUTE));
  const past = Math.min(minutes, Math.max(1, Math.ceil((at - startsAt) / MINUTE)));
  const viewers = viewersBy(show, course, minutes);
  const length = Math.max(MINUTE, plannedEndsAt - startsAt);
  const bins = course.shape.length;
  const shape = (minute: number) => course.shape[Math.min(bins - 1, Math.floor(((minute * MINUTE) / length) * bins))] ?? 1;
  const even = (minute: number) => viewers[minute] ?? 1;
  const worth = (minute: number) => even(minute) * shape(minute);
  return {
    show,
    course,
    until,
    worth: worthOf(startsAt, minutes, worth),
    even: worthOf(startsAt, minutes, even),
    fresh: FRESH.map((halfLife) => {
      const by = Array.from({ length: past + 1 }, (_, ago) => freshness(ago * MINUTE, halfLife));
      const age = (minute: number) => at - startsAt - minute * MINUTE;
      return { by, worth: worthOf(startsAt, past, (minute) => worth(minute) * freshness(age(minute), halfLife)) };
    }),
    spans: spansBySku({ ...show, at: seenTo(show) }),
    planned: show.rundown.length > 0,
    unknown: unknownIn(show),
    offers: offersBySku(show.offers),
  };
}

const seenTo = ({ at, seenTo = at }: Show): Instant => seenTo;

/** Without a rundown nobody knows what will be presented, nor what was while nobody saw it. */
function unknownIn(show: Show): readonly Gap[] {
  const { startsAt, rundown, pins, unseen = [] } = show;
  if (rundown.length > 0) return [];
  const rest = { from: pins.length > 0 ? seenTo(show) : startsAt, to: Number.POSITIVE_INFINITY };
  return pins.length > 0 ? [...unseen, rest] : [rest];
}

/** How much of what is so old still counts. */
export const freshness = (age: number, halfLife: number): number => 0.5 ** (Math.max(0, age) / halfLife);

/** A SKU's time from one instant to another. */
export const pieces = (stage: Stage, sku: Sku, from: Instant, to: Instant, shut?: readonly Shut[]): readonly Piece[] =>
  piecesOf(from, to, stage.spans.get(sku), stage.offers.get(sku), shut, stage.unknown);

/** Exposure: minutes on air, each by what it is worth. `lift`: by how the SKU stands. */
export function exposureOf(of: readonly Piece[], worth: Worth, lift: (piece: Piece) => number): number {
  let exposure = 0;
  for (const piece of of) exposure += lift(piece) * worthBetween(worth, piece.from, piece.to);
  return exposure;
}

export type Lifts = Readonly<Record<Standing, number>>;
/** `own`: a SKU's against the line's; `unknown`: what a minute of it is worth that nobody recorded. */
export const liftsOf = ({ shown, after }: Course, own = 1, unknown = 1): Lifts => ({
  shown: shown * own,
  after: after * own,
  idle: 1,
  unknown,
});

/** What is given away uses stock; it says nothing of who would buy. */
const GIVEN = 'giveaway';
function offersBySku(offers: readonly OfferSpan[]): ReadonlyMap<Sku, readonly OfferSpan[]> {
  const by = new Map<Sku, OfferSpan[]>();
  for (const offer of offers) if (offer.kind !== GIVEN) by.set(offer.sku, [...(by.get(offer.sku) ?? []), offer]);
  return by;
}

const MOST_AUDIENCE = 4;
/** The audience against the usual, as the seller expects it: by viewers, else by what is spent on advertising. */
function audienceOf(expected: Show['expected'], { viewers, spend }: Course): number {
  const byViewers = expected?.viewers != null && viewers !== null && viewers > 0 ? expected.viewers / viewers : null;
  const bySpend =
    expected?.adSpend != null && expected.adSpend > 0 && spend.usual !== null
      ? (expected.adSpend / spend.usual) ** spend.pull
      : 1;
  return Math.min(MOST_AUDIENCE, Math.max(1 / MOST_AUDIENCE, byViewers ?? bySpend));
}

/** What was counted, and from then on what is left of it above or below what is usual at that time of a stream. */
function viewersBy({ startsAt, plannedEndsAt, viewers, expected }: Show, course: Course, minutes: number): readonly number[] {
  const usual = course.viewers;
  const audience = audienceOf(expected, course);
  if (usual === null || usual <= 0 || viewers.length === 0) return new Array<number>(minutes).fill(audience);
  const length = Math.max(1, (plannedEndsAt - startsAt) / MINUTE);
  const by: number[] = [];
  let [next, counted] = [0, false];
  let [level, now] = [audience, audience];
  for (let minute = 0; minute < minutes; minute += 1) {
    const at = startsAt + minute * MINUTE;
    const crowd = crowdAt(course.crowd, minute / length);
    const before = next;
    while (next < viewers.length && (viewers[next]?.at ?? 0) <= at) {
      now = (viewers[next]?.viewers ?? 0) / usual / crowd;
      counted = true;
      next += 1;
    }
    if (next === viewers.length && next === before) {
      const above = (now - level) * CROWD_STAYS;
      level = audience + (level - audience) * LEVEL_STAYS;
      now = level + above;
    } else if (counted) level += (now - level) * Math.max(LEVEL_FOLLOWS, 1 / (minute + LEVEL_BEGINS));
    by.push(now * crowd);
  }
  return by;
}

/** Of twentieths, at any share: along the line between their middles, which goes on before the first: there most trickle in. */
function crowdAt(crowd: readonly number[], share: number): number {
  const at = Math.min(crowd.length - 1, share * crowd.length - 0.5);
  const below = Math.max(0, Math.floor(at));
  const [one, then] = [crowd[below] ?? 1, crowd[below + 1] ?? crowd[below] ?? 1];
  return Math.max(LEAST_CROWD * one, one + (at - below) * (then - one));
}
const LEAST_CROWD = 0.25;
