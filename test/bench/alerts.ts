/**
 * `npm run bench:alerts -- [--json] [--seeds 1,2,3,4] [--warm N] [--scored N] [--chance 0.5] [--minutes 15]`: generated streams through the
 * real fold; how often the stock-out alert was right, how often it came in time, and how often a live controller was interrupted. Beside it an
 * oracle that knows every rate to come, under the same rule; a fixed threshold; and the run rate (days of cover of an evening).
 */
import { parseArgs } from 'node:util';
import { DEFAULT_TRIGGERS } from '../../core/domain/trigger-settings.ts';
import { benchOf, type Rule } from './alerts/bench.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    seeds: { type: 'string' },
    warm: { type: 'string' },
    scored: { type: 'string' },
    chance: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const seeds = (values.seeds ?? '1,2,3,4').split(',').map(Number);
const [warm, scored] = [Number(values.warm ?? 8), Number(values.scored ?? 26)];
const numbers = {
  ...DEFAULT_TRIGGERS,
  stockOutChance: Number(values.chance ?? DEFAULT_TRIGGERS.stockOutChance),
  stockOutMinutes: Number(values.minutes ?? DEFAULT_TRIGGERS.stockOutMinutes),
};
const NAMES: Readonly<Record<Rule, string>> = {
  stockcue: 'Stockcue',
  oracle: 'oracle, same rule',
  fixed: 'stock <= 10',
  runRate: 'run rate lasts less than the stream',
};
const figures = benchOf(seeds, { warm, scored }, numbers);
if (values.json)
  console.log(
    JSON.stringify({
      streams: seeds.length * scored,
      chance: numbers.stockOutChance,
      minutes: numbers.stockOutMinutes,
      rules: figures,
    }),
  );
else {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  console.log(
    `${seeds.length * scored} streams; ${share(figures.stockcue.shareOut)} of the SKUs run out if nobody acts (${figures.stockcue.stockOuts} stock-outs).`,
  );
  console.log(`Raised at a chance of ${numbers.stockOutChance}, or with less than ${numbers.stockOutMinutes} minutes left.\n`);
  console.log(
    '| rule | precision | recall, 5 min ahead | alerts an hour to the controller | minutes an hour with any | alerts |',
  );
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const [rule, of] of Object.entries(figures))
    console.log(
      `| ${NAMES[rule as Rule]} | ${share(of.precision)} | ${share(of.recall)} | ${of.interruptionsAnHour.toFixed(1)} | ${of.momentsAnHour.toFixed(1)} | ${of.alerts} |`,
    );
}
