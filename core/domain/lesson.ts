import type { RoleInStream } from './expected.ts';
import type { Sku } from './ids.ts';

/** Units, and the exposure in which they came. */
export type Pace = { readonly units: number; readonly worth: number };

/** Of so many SKUs, those that were there. */
export type Presence = { readonly present: number; readonly all: number };

/** What one stream taught of one SKU. */
export type SkuLesson = {
  readonly net: number;
  /** Exposure (minutes by viewers, shape and offers) while it was not presented, while it was, and just after. */
  readonly idle: number;
  readonly shown: number;
  readonly after: number;
  /** The same while nobody recorded what was presented. */
  readonly unknown: number;
  /** Units ordered, and those of them while it was presented or just after. */
  readonly ordered: number;
  readonly orderedShown: number;
  /** The part of the stream in which it was presented, 0 to 1. */
  readonly pinned: number;
  /** What it cost, and what it was there for, where somebody said so. */
  readonly price?: number;
  readonly role?: RoleInStream;
};

/** What was said of the rest of a stream at some share of it, and what came. Units of one SKU, or (line) of all. */
export type Miss = {
  readonly share: number;
  readonly line: boolean;
  /** What each way to weigh the evidence said would come after the moment, and what came. */
  readonly said: readonly number[];
  readonly rest: number;
  /** What had come by the moment; what was expected by it and after it before this stream told anything of this SKU. */
  readonly seen: number;
  readonly seenPrior: number;
  readonly restPrior: number;
  /** How unsure the usual rate itself was, as a squared ratio. */
  readonly doubt: number;
  /** How unsure the stream's end made the time that was left, as a squared ratio. */
  readonly loose: number;
};

/** What one stream taught, once it is over: plain data, an event of the log. */
export type Lesson = {
  readonly skus: Readonly<Record<Sku, SkuLesson>>;
  readonly unplanned: Presence;
  /** Units against what was usual then. */
  readonly evening: number;
  /** Over all SKUs: units by how each stood, and what they would have been worth had it stood idle; the same for offers. */
  readonly stood: { readonly shown: Pace; readonly after: Pace; readonly idle: Pace; readonly unknown: Pace };
  readonly offer: Pace;
  /** Units by twentieths of the planned length, and what they would be worth if the course were even. */
  readonly units: readonly number[];
  readonly even: readonly number[];
  /** Mean viewers; null where nobody counted them. */
  readonly viewers: number | null;
  /** Of those, how many there were in each twentieth of the planned length, as a part of the mean; null where nobody counted. */
  readonly crowd: readonly (number | null)[];
  /** How much later than planned it ended, ms. */
  readonly late: number;
  /** What was spent on advertising, and the audience against the usual. */
  readonly adSpend: number | null;
  readonly audience: number;
  /** How units followed prices, over all SKUs that had one. */
  readonly prices: { readonly xx: number; readonly xy: number };
  readonly ordered: number;
  readonly released: number;
  /** Units that buyers took at once: each SKU's mean, summed over so many SKUs that sold. */
  readonly together: Pace;
  readonly misses: readonly Miss[];
};
