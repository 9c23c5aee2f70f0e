/** What a page and its backtest's own Web Worker say to each other, checked at the receiver. */
import * as v from 'valibot';
import type { BacktestAnswer } from '../../domain/backtest.ts';
import { count, text } from './shapes.ts';

export type BacktestAsk = { readonly files: readonly File[]; readonly test: number | null };
export type FromBacktest =
  | BacktestAnswer
  | { readonly say: 'progress'; readonly done: number; readonly of: number }
  | { readonly say: 'failed' };

/** NaN and infinity are what nothing sold comes to. */
const figure = v.union([v.number(), v.nan()]);
const score = v.object({ wape: figure, bias: figure });
const point = v.object({
  elapsed: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  n: count,
  units: count,
  unlisted: count,
  methods: v.object({
    stockcue: v.object({ ...score.entries, pinball: figure, coverage80: figure, width80: figure }),
    runRate: score,
    lastHalfHour: score,
    historyMean: score,
    pickup: score,
  }),
});
const say = v.object({ key: text, values: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]))) });
const problem = v.object({ file: text, row: count, column: text, found: v.nullable(text), say });
const note = v.object({ file: text, say });
const fromBacktest = v.variant('say', [
  v.object({ say: v.literal('progress'), done: count, of: count }),
  v.object({
    say: v.literal('report'),
    report: v.object({ streams: count, skus: count, points: v.pipe(v.array(point), v.maxLength(100)) }),
    notes: v.pipe(v.array(note), v.maxLength(100)),
  }),
  v.object({ say: v.literal('problems'), problems: v.pipe(v.array(problem), v.maxLength(1_000)), total: count }),
  v.object({ say: v.literal('failed') }),
]) satisfies v.GenericSchema<unknown, FromBacktest>;

const ask = v.object({
  files: v.pipe(v.array(v.file()), v.maxLength(100)),
  test: v.nullable(v.pipe(count, v.minValue(1))),
}) satisfies v.GenericSchema<unknown, BacktestAsk>;

const parser =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (message: unknown): T | null => {
    const parsed = v.safeParse(schema, message);
    return parsed.success ? parsed.output : null;
  };
export const parseBacktestAsk = parser<BacktestAsk>(ask);
export const parseFromBacktest = parser<FromBacktest>(fromBacktest);
