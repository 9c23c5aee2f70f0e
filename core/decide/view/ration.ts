import type { Ration } from '../../domain/advice.ts';
import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';

const EVERY_MINUTES = 10;
/** From one batch to the next, ms. */
export const RATION_MS = EVERY_MINUTES * MINUTE;

/**
 * What makes stock last. `left` and `wanted` are units of sale: what is there, and what would sell until the planned end;
 * `perOrder` is how many a buyer takes, usually. Null where it lasts anyway, or where nothing is left to be shared out.
 */
export function rationOf(given: {
  readonly left: number;
  readonly wanted: number;
  readonly minutesLeft: number;
  readonly perOrder: number | null;
}): Ration | null {
  const { left, wanted, minutesLeft, perOrder } = given;
  if (left <= 0 || wanted <= left || minutesLeft <= 0) return null;
  const batches = Math.max(1, Math.ceil(minutesLeft / EVERY_MINUTES));
  const units = Math.max(1, Math.floor(left / batches));
  // A limit of one is the least there is; where a buyer takes one anyway it makes nothing last.
  const fair = perOrder === null ? null : Math.floor((perOrder * left) / wanted);
  const perBuyer = perOrder === null || perOrder < 1.5 || fair === null ? null : Math.max(1, fair);
  const values = { units, minutes: EVERY_MINUTES, left, wanted: Math.round(wanted) };
  const say = perBuyer === null ? phrase('core:ration.batch', values) : phrase('core:ration.perBuyer', { ...values, perBuyer });
  return { perBuyer, batch: { units, everyMinutes: EVERY_MINUTES }, say };
}
