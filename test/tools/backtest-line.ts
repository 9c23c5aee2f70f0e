import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createInstance } from 'i18next';
import { backtest } from '../../core/app/backtest/backtest.ts';
import type { BacktestProblem, BacktestReport } from '../../core/domain/backtest.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { type ChosenFile, exportFileOf, readChosen } from '../../core/edge/files/export-bytes.ts';

/** What the command says and how it ends: 0 with a report, 1 where the files are wrong, 2 where the command itself is. */
export type Ended = { readonly code: 0 | 1 | 2; readonly out: readonly string[]; readonly err: readonly string[] };

const USE = 'Use: npm run backtest -- DIR [--test N] [--json]';
const MOST_SHOWN = 20;
const misused = (why: string): Ended => ({ code: 2, out: [], err: [`${why} ${USE}`] });

/** The whole command but for printing. `from`: the folder that it was called in. */
export async function backtestFrom(args: readonly string[], from: string): Promise<Ended> {
  const asked = askedIn(args);
  if (typeof asked === 'string') return misused(asked);
  if (asked.help) return { code: 0, out: [USE, 'docs/backtest.md says what DIR holds and what the figures mean.'], err: [] };
  const folder = resolve(from, asked.folder);
  const files = filesIn(folder);
  if (files === null) return misused(`${folder} is no folder.`);
  const { recordings, problems, notes } = await readChosen(files, Number.POSITIVE_INFINITY);
  const say = await speaker();
  if (problems.length > 0) {
    const more = problems.length > MOST_SHOWN ? [`and ${problems.length - MOST_SHOWN} more`] : [];
    return { code: 1, out: [], err: [...problems.slice(0, MOST_SHOWN).map((one) => inWords(say, one)), ...more] };
  }
  const report = backtest(recordings, asked.test);
  const err = notes.map((note) => `${note.file}: ${say(note.say)}`);
  return { code: 0, out: asked.json ? [JSON.stringify(report)] : inLines(report), err };
}

type Asked = { readonly folder: string; readonly test: number | undefined; readonly json: boolean; readonly help: boolean };

/** What was asked for, or in one line what is wrong with it. */
function askedIn(args: readonly string[]): Asked | string {
  let parsed: ReturnType<typeof parsedFrom>;
  try {
    parsed = parsedFrom(args);
  } catch (error) {
    return error instanceof Error ? `${error.message.split(/\. |\n/)[0]}.` : String(error);
  }
  const { values, positionals } = parsed;
  const [folder, ...others] = positionals;
  const { test, json = false, help = false } = values;
  if (folder === undefined && !help) return 'Which folder? It holds streams.csv and orders.csv.';
  if (others.length > 0) return `One folder, not ${positionals.length}: ${positionals.join(' ')}.`;
  if (test !== undefined && !/^[1-9]\d*$/.test(test)) return `--test takes a whole number of streams, 1 or more, not '${test}'.`;
  return { folder: folder ?? '', test: test === undefined ? undefined : Number(test), json, help };
}
const parsedFrom = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { test: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });

/** As a page gets them from a person who chose them. Null: there is no such folder. */
function filesIn(folder: string): readonly ChosenFile[] | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && exportFileOf(entry.name) !== null)
    .map(({ name }) => {
      const path = join(folder, name);
      return { name, size: statSync(path).size, arrayBuffer: async () => new Uint8Array(readFileSync(path)).buffer };
    });
}

type Speak = (of: Phrase) => string;
/** The very words of the options page. */
async function speaker(): Promise<Speak> {
  const texts: unknown = JSON.parse(readFileSync(new URL('../../components/i18n/en/backtest.json', import.meta.url), 'utf8'));
  const language = createInstance();
  await language.init({
    lng: 'en',
    resources: { en: { backtest: texts as Record<string, unknown> } },
    interpolation: { escapeValue: false },
  });
  return ({ key, values = {} }) => language.t(key, values);
}

function inWords(say: Speak, { file, row, column, found, say: why }: BacktestProblem): string {
  if (row === 0 || found === null) return `${file}: ${say(why)}`;
  const key = found === '' ? 'backtest:foundNothing' : 'backtest:found';
  return `${say({ key: 'backtest:cell', values: { file, row: String(row), column } })}: ${say({ key, values: { expected: say(why), found } })}`;
}

function inLines({ streams, skus, points }: BacktestReport): readonly string[] {
  const lines = [
    `${streams} streams, ${skus} SKUs. wape: the sum of all misses over all units; bias: what was said too much.`,
    '',
  ];
  for (const { elapsed, n, units, unlisted, methods } of points) {
    const others = unlisted > 0 ? `, ${unlisted} units of SKUs that nobody expected` : '';
    lines.push(`at ${100 * elapsed} % of the stream: ${n} forecasts of ${units} units${others}`);
    for (const [name, score] of Object.entries(methods)) {
      // Nothing was sold: there is nothing to be wrong by.
      const shown = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '–');
      const figures = Object.entries(score).map(([figure, value]) => `${figure} ${shown(value)}`);
      lines.push(`  ${name.padEnd(14)} ${figures.join('  ')}`);
    }
  }
  return lines;
}
