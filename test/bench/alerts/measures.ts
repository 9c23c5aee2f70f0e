import type { Evening, Run } from './evening.ts';
import type { Raised } from './rules.ts';

/** Alerts after which the SKU ran out or ended under this part of what it had were right. */
const NEARLY_OUT = 0.1;
/** A warning is one so many minutes ahead; a burst of so many times within as many minutes before it cannot be warned of. */
const AHEAD = 5;
const BURST = 5;
/** What a minute is held against: the mean of so many before. */
const BEFORE = 10;

export type Tally = {
  readonly alerts: number;
  readonly right: number;
  readonly outs: number;
  readonly warned: number;
  /** Newly raised, and the minutes in which any was. */
  readonly interruptions: number;
  readonly moments: number;
  readonly hours: number;
  readonly skus: number;
  readonly ranOut: number;
};
export const NOTHING: Tally = {
  alerts: 0,
  right: 0,
  outs: 0,
  warned: 0,
  interruptions: 0,
  moments: 0,
  hours: 0,
  skus: 0,
  ranOut: 0,
};

/** `raised`: stock-out alerts; `interrupting`: minutes of all that a live controller was newly shown. */
export function tally(evening: Evening, raised: readonly Raised[], interrupting: readonly number[]): Tally {
  const bySku = new Map(evening.runs.map((run) => [run.sku, run]));
  const outs = evening.runs.filter(
    (run) => run.outAt !== null && run.outAt < evening.minutes && !isBurst(evening, run, run.outAt),
  );
  const warned = outs.filter(({ sku, outAt }) => raised.some((one) => one.sku === sku && one.minute <= (outAt ?? 0) - AHEAD));
  return {
    alerts: raised.length,
    right: raised.filter((one) => isRight(bySku.get(one.sku), one.minute)).length,
    outs: outs.length,
    warned: warned.length,
    interruptions: interrupting.length,
    moments: new Set(interrupting).size,
    hours: evening.minutes / 60,
    skus: evening.runs.length,
    ranOut: evening.runs.filter(({ outAt }) => outAt !== null).length,
  };
}

/** Said before it ran out, or of one that ended with nearly nothing. */
const isRight = (run: Run | undefined, minute: number): boolean => {
  if (run === undefined) return false;
  if (run.outAt !== null) return minute <= run.outAt;
  const left = run.had - run.sold.reduce((sum, units) => sum + units, 0);
  return left < NEARLY_OUT * run.had;
};

/** Within minutes of a jump of the true rate of what no slot of the plan announced, however late the show runs. */
export function isBurst({ made }: Evening, { sku, rates }: Run, outAt: number): boolean {
  if (made.recording.rundown.some((slot) => slot.sku === sku)) return false;
  for (let minute = Math.max(1, outAt - AHEAD); minute <= outAt; minute += 1) {
    const before = rates.slice(Math.max(0, minute - BEFORE), minute);
    const usual = before.reduce((sum, rate) => sum + rate, 0) / Math.max(1, before.length);
    if ((rates[minute] ?? 0) > BURST * usual) return true;
  }
  return false;
}

export const sumOf = (all: readonly Tally[]): Tally =>
  all.reduce(
    (sum, one) =>
      Object.fromEntries(Object.keys(NOTHING).map((key) => [key, sum[key as keyof Tally] + one[key as keyof Tally]])) as Tally,
    NOTHING,
  );

export type Figures = {
  readonly precision: number;
  readonly recall: number;
  readonly interruptionsAnHour: number;
  readonly momentsAnHour: number;
  readonly alerts: number;
  readonly stockOuts: number;
  readonly shareOut: number;
};
export const figuresOf = ({ alerts, right, outs, warned, interruptions, moments, hours, skus, ranOut }: Tally): Figures => ({
  precision: right / alerts,
  recall: warned / outs,
  interruptionsAnHour: interruptions / hours,
  momentsAnHour: moments / hours,
  alerts,
  stockOuts: outs,
  shareOut: ranOut / skus,
});
