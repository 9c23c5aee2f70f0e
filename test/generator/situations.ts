import { listedIn } from '../../core/app/backtest/listed.ts';
import type { Moment } from '../../core/app/backtest/replay.ts';
import { livedThrough } from '../../core/app/lived.ts';
import { type Learned, learn, NOTHING_LEARNED } from '../../core/decide/forecast/stream/learned.ts';
import { type Model, modelOf } from '../../core/decide/forecast/stream/model.ts';
import type { Recording } from '../../core/domain/recording.ts';

/** What is told of a stream. */
export type Cut = (recording: Recording) => Recording;
export const everything: Cut = (recording) => recording;
/** What most sellers have on their first day: orders, and when the streams were. */
export const ordersOnly: Cut = (recording) => ({ ...recording, rundown: [], pins: [], viewers: [], stock: [], offers: [] });

export type Situation = {
  /** Of the earlier streams the last so many were recorded, the others tell orders and times alone. */
  readonly recorded: number;
  /** What a recording tells of an earlier stream, and of this one. */
  readonly told: Cut;
  readonly tonight: Cut;
  /** The model with one of its parts taken out. */
  readonly as?: (model: Model) => Model;
};
const whole = (model: Model): Model => model;
export const RECORDED: Situation = { recorded: Number.POSITIVE_INFINITY, told: everything, tonight: everything };

/**
 * The streams from `first` on, each forecast in this situation: what it was taught by is made anew for each. Only what was over when
 * it began teaches, in the order of the ends.
 */
export function* livedIn(
  recordings: readonly Recording[],
  first: number,
  { recorded, told, tonight, as = whole }: Situation,
): Generator<{ readonly index: number; readonly moments: readonly Moment[] }> {
  const all = Number.isFinite(recorded) ? ordersOnly : told;
  const byEnd = recordings.toSorted((a, b) => a.endsAt - b.endsAt);
  let learned = NOTHING_LEARNED;
  let taught = 0;
  for (let index = first; index < recordings.length; index += 1) {
    const stream = recordings[index] as Recording;
    const over = overBy(byEnd, stream.startsAt);
    const history = over.map((one, at) => (over.length - at <= recorded ? told(one) : all(one)));
    const shared = Number.isFinite(recorded) ? Math.max(0, over.length - recorded) : over.length;
    for (; taught < shared; taught += 1) learned = taughtBy(learned, history, taught, as);
    let now = learned;
    for (let at = shared; at < over.length; at += 1) now = taughtBy(now, history, at, as);
    const model = as(modelOf(now));
    const { moments } = livedThrough(
      () => model,
      tonight(stream),
      (known) => listedIn(known, history),
    );
    yield { index, moments: moments.map((moment) => ({ ...moment, history })) };
  }
}

const overBy = (history: readonly Recording[], at: number): readonly Recording[] => history.filter((one) => one.endsAt <= at);

function taughtBy(learned: Learned, history: readonly Recording[], index: number, as: (model: Model) => Model): Learned {
  const before = history.slice(0, index);
  const model = as(modelOf(learned));
  const { lesson } = livedThrough(
    () => model,
    history[index] as Recording,
    (known) => listedIn(known, overBy(before, known.at)),
  );
  return learn(learned, lesson);
}
