import { atMost } from '../../../core/decide/forecast/negative-binomial.ts';
import type { Evening, Run } from './evening.ts';

/** An alert of one SKU at a minute. */
export type Raised = { readonly sku: string; readonly minute: number };
type Rule = (run: Run, minute: number, left: number, was: boolean, evening: Evening) => boolean;

/** The trigger's own numbers, for an oracle under the same rule. */
export type Numbers = {
  readonly chance: number;
  readonly minutes: number;
  readonly chanceStays: number;
  readonly minutesMargin: number;
};

/** Somebody who knows every rate to come: only chance is left. A buyer takes 1.1 units; what is Poisson in buyers is nearly so in units. */
export const oracle =
  (numbers: Numbers): Rule =>
  ({ rates }, minute, left, was, { planned, minutes }) => {
    const rest = rates.slice(minute, Math.max(planned, minutes)).reduce((sum, rate) => sum + rate, 0) * 1.1;
    const chance = left <= 0 ? 1 : 1 - atMost({ size: 1e6, mean: rest }, left - 1);
    const now = rates.slice(Math.max(0, minute - 1), minute + 1);
    const pace = (now.reduce((sum, rate) => sum + rate, 0) * 1.1) / now.length;
    const lasts = pace <= 0 ? Number.POSITIVE_INFINITY : left / pace;
    const line = Math.min(numbers.minutes * (was ? numbers.minutesMargin : 1), planned - minute);
    return chance >= numbers.chance * (was ? numbers.chanceStays : 1) || lasts < line;
  };

/** Stock at ten or under; cleared above twelve. */
export const fixed: Rule = (_run, _minute, left, was) => left <= (was ? 12 : 10);

/** What was sold in this stream so far goes on as it did: less than the rest of the stream is left. */
export const runRate: Rule = ({ sold }, minute, left, was, { planned }) => {
  if (minute < 5) return false;
  const pace = sold.slice(0, minute).reduce((sum, units) => sum + units, 0) / minute;
  return pace > 0 && left / pace < (planned - minute) * (was ? 1.2 : 1);
};

/** When a rule would have spoken, SKU by SKU. */
export function raisedBy(rule: Rule, evening: Evening): readonly Raised[] {
  return evening.runs.flatMap((run) => {
    const raised: Raised[] = [];
    let [left, was] = [run.had, false];
    for (let minute = 0; minute < Math.min(evening.minutes, evening.planned); minute += 1) {
      const is = rule(run, minute, left, was, evening);
      if (is && !was) raised.push({ sku: run.sku, minute });
      was = is;
      left -= run.sold[minute] ?? 0;
    }
    return raised;
  });
}
