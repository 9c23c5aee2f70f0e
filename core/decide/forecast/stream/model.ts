import type { Sku } from '../../../domain/ids.ts';
import { courseOf } from './course.ts';
import type { Learned } from './learned.ts';
import { presenceIn, presenceOf } from './presence.ts';
import { type Line, lineOf, meanLift, type Usual, usualOf } from './rates.ts';
import type { Course } from './stage.ts';

/** What is usual in a shop, from the streams that are over. */
export type Model = {
  readonly learned: Learned;
  readonly course: Course;
  /** Of ordered units, the share that is not given back. */
  readonly kept: number;
  /** Units that a buyer takes at once. */
  readonly batch: number;
  /** How the last evenings ran against what is usual over all. */
  readonly level: number;
  /** What is usual of a SKU, starting from its group's and the line's gamma, or from another that the seller planned. */
  readonly usual: (sku: Sku, planned?: Line) => Usual;
  /** The chance that a SKU is in a stream at all, before the stream tells; `leftOut`: there is a rundown, without it. */
  readonly presence: (sku: Sku, leftOut: boolean) => number;
};

/** Of one SKU that a rundown left out so much was there, to begin with. */
const UNPLANNED = 0.3;
/** Evenings as usual that a first guess of the level is worth. */
const LATELY_WORTH = 5;
/** Ordered units of which none was given back, that a first guess is worth. */
const KEPT_WORTH = 20;
/** SKUs of which one unit is taken at a time, that a first guess is worth. */
const TOGETHER_WORTH = 10;

/** `groupOf`: the group that the seller put a SKU in, or null. */
export function modelOf(learned: Learned, groupOf: (sku: Sku) => string | null = () => null): Model {
  const course = courseOf(learned);
  const mean = meanLift(learned, course);
  const line = lineOf(learned, course, mean);
  const groups = new Map<string, Line>();
  const lineFor = (sku: Sku): Line => {
    const group = groupOf(sku);
    if (group === null) return line;
    const known = groups.get(group) ?? lineOf(learned, course, mean, (one) => groupOf(one) === group, line);
    groups.set(group, known);
    return known;
  };
  const shown = presenceIn(learned);
  const unplanned = (learned.unplanned.present + UNPLANNED) / (learned.unplanned.all + 1);
  const level = Math.exp(learned.lately.sum / (learned.lately.weight + LATELY_WORTH));
  const atLevel = (usual: Usual): Usual => ({ ...usual, rate: usual.rate * level });
  const usuals = new Map<Sku, Usual>();
  return {
    learned,
    course,
    kept: 1 - learned.released / (learned.ordered + KEPT_WORTH),
    batch: (learned.together.units + TOGETHER_WORTH) / (learned.together.worth + TOGETHER_WORTH),
    level,
    presence: (sku, leftOut) => (leftOut ? unplanned : presenceOf(learned.skus[sku], shown)),
    usual(sku, planned) {
      if (planned !== undefined) return usualOf(learned, course, planned, mean, sku);
      const known = usuals.get(sku) ?? atLevel(usualOf(learned, course, lineFor(sku), mean, sku));
      usuals.set(sku, known);
      return known;
    },
  };
}
