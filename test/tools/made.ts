/**
 * `npm run backtest:made -- [--report | --ablate] [--seeds 1,2,3,4] [--streams N] [--test N]`: the forecast on streams of our
 * own making, beside the text-book methods, a simple model, an informed one and an oracle. `closes` is how far of the way from
 * the run rate's miss to the oracle's ours gets, and `at least` the lower bound of that. `--report`: on the first day, after
 * five recorded streams and after thirty; `--ablate`: without one kind of reading, or one part of the model, at a time;
 * `--without discounting` (or turns): without one that holds for the whole run.
 */
import { parseArgs } from 'node:util';
import { atLeast, closes, coverage, type Judged, judge, METHODS, type Method, wape } from '../generator/judged.ts';
import { LISTS, PARTS } from '../generator/parts.ts';
import { type Cut, ordersOnly, RECORDED, type Situation } from '../generator/situations.ts';

const NAMES: Readonly<Record<Method, string>> = {
  ours: 'Stockcue',
  runRate: 'run rate',
  lastHalfHour: 'last half hour',
  historyMean: 'history mean',
  pickup: 'pickup',
  conjugate: 'simple model',
  informed: 'informed',
  oracle: 'oracle',
};

const { values } = parseArgs({
  options: {
    report: { type: 'boolean' },
    ablate: { type: 'boolean' },
    without: { type: 'string' },
    seeds: { type: 'string' },
    streams: { type: 'string' },
    test: { type: 'string' },
  },
});
const seeds = (values.seeds ?? '1,2,3,4').split(',').map(Number);
const [streams, test] = [Number(values.streams ?? 50), Number(values.test ?? 20)];

const without = (part: 'pins' | 'rundown' | 'viewers' | 'offers' | 'stock'): readonly [string, Situation] => {
  const told: Cut = (recording) => ({ ...recording, [part]: [] });
  return [`without ${part}`, { ...RECORDED, told, tonight: told }];
};
const ALL: readonly [string, Situation] = ['everything recorded', RECORDED];
const REPORT: readonly (readonly [string, Situation])[] = [
  ['day one, orders and times alone', { recorded: 0, told: ordersOnly, tonight: ordersOnly }],
  ['day one, this stream recorded', { ...RECORDED, recorded: 0 }],
  ['after 5 recorded streams', { ...RECORDED, recorded: 5 }],
  [`after ${streams - test} recorded streams and more`, RECORDED],
];
const ABLATED = [
  ALL,
  ...(['pins', 'rundown', 'viewers', 'offers', 'stock'] as const).map(without),
  ...Object.entries(PARTS).map(([name, as]): readonly [string, Situation] => [`without ${name}`, { ...RECORDED, as }]),
];
if (values.without !== undefined) {
  const take = LISTS[values.without];
  if (take === undefined) throw new Error(`--without takes one of: ${Object.keys(LISTS).join(', ')}.`);
  take();
}

console.log(`seeds ${seeds.join(', ')}; the last ${test} of ${streams} streams each\n`);
console.log(`| known | at | ${METHODS.map((method) => NAMES[method]).join(' | ')} | closes | at least | coverage |`);
console.log(`|---|--:|${METHODS.map(() => '--:|').join('')}--:|--:|--:|`);
for (const [name, situation] of values.report ? REPORT : values.ablate ? ABLATED : [ALL]) {
  const judged = seeds.flatMap((seed) => judge(seed, streams, test, situation));
  for (const share of new Set(judged.map((one) => one.share))) {
    const at = judged.filter((one) => one.share === share);
    console.log(`| ${name} | ${inHundred(share)} | ${figuresOf(at).join(' | ')} |`);
  }
}

function figuresOf(at: readonly Judged[]): readonly string[] {
  const missed = METHODS.map((method) => told(wape(at, method), 3));
  return [...missed, told(closes(at, 'ours'), 2), told(atLeast(at, 'ours'), 2), told(coverage(at), 2)];
}

/** Before anything is sold the run rate says nothing. */
function told(figure: number, digits: number): string {
  return Number.isFinite(figure) ? figure.toFixed(digits) : '–';
}
function inHundred(share: number): string {
  return `${Math.round(100 * share)} %`;
}
