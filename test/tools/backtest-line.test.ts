import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BacktestReport } from '../../core/domain/backtest.ts';
import { exportFiles } from '../../core/edge/files/export-template.ts';
import { backtestFrom } from './backtest-line.ts';

const root = mkdtempSync(join(tmpdir(), 'backtest-'));
afterAll(() => rmSync(root, { recursive: true }));
let [folder, count] = ['', 0];
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
  mkdirSync(folder);
});
const write = (files: Readonly<Record<string, string | Uint8Array>>) => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
};
const run = (...args: string[]) => backtestFrom(args, folder);

const day = (n: number) => `2026-11-${String(n + 10).padStart(2, '0')}`;
const streams = (days: number) =>
  ['stream_id,starts_at,ends_at', ...each(days).map((n) => `S${n},${day(n)}T12:00:00Z,${day(n)}T14:00:00Z`)].join('\n');
const each = (n: number) => Array.from({ length: n }, (_, index) => index);
/** A unit each four minutes, every fifth with this status. */
const orders = (days: number, status = 'cancelled') =>
  [
    'order_id,created_at,sku,quantity,status',
    ...each(days).flatMap((n) =>
      each(30).map((unit) => {
        const at = `${day(n)}T${12 + Math.floor(unit / 15)}:${String((unit % 15) * 4).padStart(2, '0')}:00Z`;
        return `O${n}-${unit},${at},TEE,1,${unit % 5 === 0 ? status : 'paid'}`;
      }),
    ),
  ].join('\n');
const good = (days = 4, status?: string) => ({ 'streams.csv': streams(days), 'orders.csv': orders(days, status) });

const SCORE = ['wape', 'bias'];
const reportIn = (out: readonly string[]) => JSON.parse(out[0] ?? '') as BacktestReport;

describe('npm run backtest', () => {
  it('prints exactly one line of JSON, keys and their order as promised', async () => {
    write(good());
    const { code, out, err } = await run('.', '--json');
    expect([code, out.length, err]).toEqual([0, 1, []]);
    const report = reportIn(out);
    expect(Object.keys(report)).toEqual(['streams', 'skus', 'points']);
    expect([report.streams, report.skus]).toEqual([4, 1]);
    expect(report.points.map(({ elapsed }) => elapsed)).toEqual([0.1, 0.25, 0.5, 0.75]);
    for (const point of report.points) {
      expect(Object.keys(point)).toEqual(['elapsed', 'n', 'units', 'unlisted', 'methods']);
      expect([point.n, point.units, point.unlisted]).toEqual([4, 96, 0]);
      expect(Object.entries(point.methods).map(([name, score]) => [name, Object.keys(score as object)])).toEqual([
        ['stockcue', [...SCORE, 'pinball', 'coverage80', 'width80']],
        ['runRate', SCORE],
        ['lastHalfHour', SCORE],
        ['historyMean', SCORE],
        ['pickup', SCORE],
      ]);
    }
  });

  it('scores the last streams where it is asked to, in any order of arguments', async () => {
    write(good());
    const [last, all] = [await run('--json', '--test', '2', folder), await run('--test=99', '.', '--json')];
    expect([reportIn(last.out).streams, reportIn(last.out).points[0]?.n]).toEqual([2, 2]);
    expect(reportIn(all.out).streams).toBe(4);
  });

  it('says the figures in lines without --json, and a dash where nothing was sold', async () => {
    write(good());
    const { code, out } = await run('.');
    expect(code).toBe(0);
    expect(out[0]).toMatch(/^4 streams, 1 SKUs\./);
    expect(out.filter((line) => /^at (10|25|50|75) % of the stream: 4 forecasts of 96 units$/.test(line))).toHaveLength(4);
    expect(out.filter((line) => /^ {2}stockcue .*wape \d\.\d{3} .*width80 \d\.\d{3}$/.test(line))).toHaveLength(4);
    write(good(4, 'paid'));
    write({
      'streams.csv': `${streams(4).replaceAll('ends_at', 'ends_at,planned_ends_at').replaceAll('14:00:00Z', '14:00:00Z,2026-11-15T12:00:00Z')}`,
    });
    const late = await run('.', '--test', '1');
    expect(late.out.join('\n')).not.toMatch(/NaN|Infinity/);
    expect(late.out.at(-1)).toMatch(/wape – {2}bias –$/);
    expect(reportIn((await run('.', '--test', '1', '--json')).out).points[3]?.methods.pickup).toEqual({ wape: null, bias: null });
  });

  it('scores one stream alone, from guesses', async () => {
    write(good(1));
    const { code, out } = await run('.', '--json');
    const { points } = reportIn(out);
    expect([code, points[0]?.n, points[0]?.units]).toEqual([0, 1, 24]);
    expect(points[2]?.methods.stockcue.wape).toBeLessThan(1);
  });

  it.each([
    ['no folder', [], /^Which folder\?/],
    ['a folder that is none', ['nowhere'], /nowhere is no folder\./],
    ['an unknown option', ['.', '--fast'], /^Unknown option '--fast'\./],
    ['two folders', ['.', 'other'], /^One folder, not 2: \. other\./],
    ['no number of streams', ['.', '--test'], /^Option '--test <value>' argument missing\./],
    ['half a stream', ['.', '--test', '1.5'], /^--test takes a whole number of streams, 1 or more, not '1\.5'\./],
    ['no stream at all', ['.', '--test', '0'], /not '0'\./],
    ['a flag with a value', ['.', '--json=yes'], /^Option '--json' does not take an argument\./],
  ])('ends with 2 and one clear line: %s', async (_what, args, words) => {
    const { code, out, err } = await run(...args);
    expect([code, out, err.length]).toEqual([2, [], 1]);
    expect(err[0]).toMatch(words);
    expect(err[0]).toMatch(/Use: npm run backtest -- DIR \[--test N\] \[--json\]$/);
  });

  it('says by row and column what is wrong in the files, ends with 1 and prints no report', async () => {
    const lines = orders(2).split('\n');
    write({
      ...good(2),
      'orders.csv': [...lines.slice(0, 3), 'X,yesterday,TEE,2.5,paid', 'Y,,TEE,1,paid', ...lines.slice(3)].join('\n'),
    });
    expect(await run('.', '--json')).toEqual({
      code: 1,
      out: [],
      err: [
        "orders.csv, row 4, column created_at: expected a time as ISO 8601 with its offset, like 2026-11-23T19:00:00-05:00, found 'yesterday'",
        "orders.csv, row 4, column quantity: expected a whole number of 0 or more, found '2.5'",
        'orders.csv, row 5, column created_at: expected a time as ISO 8601 with its offset, like 2026-11-23T19:00:00-05:00, found nothing',
      ],
    });
  });

  it('shows the first problems and counts the rest', async () => {
    write({
      ...good(2),
      'orders.csv': ['order_id,created_at,sku,quantity', ...each(33).map((n) => `${n},never,TEE,1`)].join('\n'),
    });
    const { err } = await run('.');
    expect([err.length, err.at(-1)]).toEqual([21, 'and 13 more']);
  });

  it.each([
    ['orders.csv is missing', { 'streams.csv': streams(2) }, 'orders.csv: this file is missing'],
    ['orders.csv is empty', { 'streams.csv': streams(2), 'orders.csv': '' }, 'orders.csv: this file is empty'],
    [
      'a column is missing',
      { 'streams.csv': streams(2), 'orders.csv': 'order_id,sku\n1,TEE\n' },
      "orders.csv, row 1, column created_at: expected a column of this name in the first row, found 'order_id,sku'",
    ],
    [
      'a stray quote',
      { 'streams.csv': streams(2), 'orders.csv': `${orders(2)}\nZ,2026-11-10T12:00:00Z,TEE,1,"paid\n` },
      `orders.csv, row 62, column status: expected a quotation mark that is closed where its cell ends (or none): what follows it was taken for one cell, found '"paid '`,
    ],
    ['a workbook', { 'streams.csv': 'PK\u0003\u0004', 'orders.csv': orders(2) }, 'streams.csv: this is an Excel workbook.'],
    [
      'no order in any stream',
      { 'streams.csv': streams(2), 'orders.csv': orders(2).replaceAll('2026', '2025') },
      'orders.csv: no order was created',
    ],
  ])('ends with 1 and says so: %s', async (_what, files, words) => {
    write(files);
    const { code, err } = await run('.');
    expect(code).toBe(1);
    expect(err.slice(0, 1)).toEqual([expect.stringContaining(words)]);
  });

  it('reads what the options page reads: names in any case, UTF-16, GB18030, empty optional files', async () => {
    write(good(3));
    const plain = await run('.', '--json');
    folder = join(root, 'other');
    mkdirSync(folder);
    const utf16 = Buffer.from(`\uFEFF${streams(3)}`, 'utf16le');
    // 已取消 as a Chinese spreadsheet writes it.
    const [first = '', ...parts] = orders(3, '#').split('#');
    const gb18030 = Buffer.concat(
      [first, ...parts].flatMap((part, n) => (n === 0 ? [Buffer.from(part)] : [CANCELLED, Buffer.from(part)])),
    );
    write({ 'Streams.CSV': utf16, 'ORDERS.csv': gb18030, 'pins.csv': '', 'notes.txt': 'x' });
    mkdirSync(join(folder, 'stock.csv'));
    expect(await run('.', '--json')).toEqual(plain);
  });

  it('tells on stderr what it counted although it is doubtful', async () => {
    write(good(2, 'pending'));
    const { code, out, err } = await run('.', '--json');
    expect([code, reportIn(out).points[0]?.units]).toEqual([0, 60]);
    expect(err).toEqual(["orders.csv: status 'pending' is not known here. It counts as sold; rows: 12."]);
  });

  it('knows SKUs by any name', async () => {
    const named = (name: string) => ({ ...good(3), 'orders.csv': orders(3).replaceAll(',TEE,', `,${name},`) });
    write(named('TEE'));
    const plain = await run('.', '--json');
    for (const name of ['constructor', '__proto__', 'toString']) {
      write(named(name));
      expect(await run('.', '--json')).toEqual(plain);
    }
  });

  it('is that command: stdout holds the JSON alone, and the shell is told how it ended', () => {
    write(good(2, 'pending'));
    const begin = (...args: string[]) =>
      spawnSync(process.execPath, [fileURLToPath(new URL('./backtest.ts', import.meta.url)), ...args], {
        cwd: root,
        env: { ...process.env, INIT_CWD: folder },
        encoding: 'utf8',
      });
    const told = begin('.', '--json');
    expect([told.status, Object.keys(JSON.parse(told.stdout))]).toEqual([0, ['streams', 'skus', 'points']]);
    expect(told.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(told.stderr).toContain("status 'pending'");
    const refused = begin('--fast');
    expect([refused.status, refused.stdout]).toEqual([2, '']);
  }, 60_000);
});

it('docs/backtest.md names every file and column', () => {
  const text = readFileSync(new URL('../../docs/backtest.md', import.meta.url), 'utf8');
  const told = text.split('\n').filter((line) => line.startsWith('| `'));
  for (const { name, needs, may } of exportFiles) {
    const row = told.find((line) => line.startsWith(`| \`${name}\``));
    expect(row).toContain(`| ${needs.join(', ')} |`);
    expect(row).toContain(may.join(', '));
  }
});

const CANCELLED = Buffer.from([0xd2, 0xd1, 0xc8, 0xa1, 0xcf, 0xfb]);
