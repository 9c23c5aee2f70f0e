/**
 * `npm run backtest -- DIR [--test N] [--json]`: forecasts every stream of an export from what was known then, beside the
 * text-book methods. DIR holds streams.csv and orders.csv, and rundown, pins, viewers, stock and offers where there are any.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backtest } from '../../core/app/backtest/backtest.ts';
import type { BacktestReport } from '../../core/domain/backtest.ts';
import { EXPORT_FILES, type ExportFile, type ExportProblem, readExport } from '../../core/edge/files/recording-csv.ts';

const USE = 'npm run backtest -- DIR [--test N] [--json]';
const MOST_SHOWN = 20;
const EXPECTED: Readonly<Record<ExportProblem['expected'], string>> = {
  file: 'this file',
  column: 'a column of this name in the first row',
  text: 'something',
  time: 'a time as ISO 8601 with its offset, like 2026-11-23T19:00:00-05:00',
  later: 'a time after the one it starts at',
  whole: 'a whole number of 0 or more',
  number: 'a number',
  stream: 'a stream of streams.csv',
  once: 'each stream once',
};

const inWords = ({ file, row, column, found, expected }: ExportProblem): string =>
  row === 0
    ? `${file}: not found`
    : `${file}, row ${row}, column ${column}: expected ${EXPECTED[expected]}, found ${JSON.stringify(found)}`;

function fail(...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { test: { type: 'string' }, json: { type: 'boolean' } },
});
// npm starts us in the project; a folder is meant from where it was called.
const folder = resolve(process.env.INIT_CWD ?? '.', positionals[0] ?? fail(USE));
const test =
  values.test === undefined
    ? undefined
    : /^[1-9]\d*$/.test(values.test)
      ? Number(values.test)
      : fail(USE, '--test is a whole number of streams.');

const files: Partial<Record<ExportFile, string>> = {};
for (const name of Object.keys(EXPORT_FILES) as ExportFile[])
  if (existsSync(join(folder, name))) files[name] = readFileSync(join(folder, name), 'utf8');
const { recordings, problems } = readExport(files);
if (problems.length > 0)
  fail(
    ...problems.slice(0, MOST_SHOWN).map(inWords),
    ...(problems.length > MOST_SHOWN ? [`and ${problems.length - MOST_SHOWN} more`] : []),
  );
if (recordings.length < 2) fail(`${folder}: a backtest needs two streams at least, one to learn from.`);
const report = backtest(recordings, test);
if (values.json) console.log(JSON.stringify(report));
else show(report);

function show({ streams, skus, points }: BacktestReport): void {
  console.log(`${streams} streams, ${skus} SKUs. wape: the sum of all misses over all units; bias: what was said too much.\n`);
  for (const { elapsed, n, units, unlisted, methods } of points) {
    console.log(
      `at ${100 * elapsed} % of the stream: ${n} forecasts of ${units} units${unlisted > 0 ? `, ${unlisted} units of SKUs that nobody expected` : ''}`,
    );
    for (const [name, score] of Object.entries(methods)) {
      const figures = Object.entries(score).map(([figure, value]) => `${figure} ${value.toFixed(3)}`);
      console.log(`  ${name.padEnd(14)} ${figures.join('  ')}`);
    }
  }
}
