import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Profile } from '../../core/domain/profile.ts';
import { DEFAULT_PREFERENCES } from '../../core/domain/settings.ts';
import { practice } from '../../core/edge/console/profiles/practice.ts';
import { aStream } from '../builders/events.ts';
import { launch } from '../e2e/extension.ts';
import { HOUR, panelOver, startLife } from '../e2e/life.ts';
import { build, ROOT } from '../tools/build.ts';
import type { PageApi, PageAsk, PageFrames } from './console/page.tsx';
import { startProfile } from './console/profile.ts';
import { recordVideo, startBenchPage } from './console/server.ts';
import { median } from './figures.ts';

/**
 * What the extension takes from a console page: `npm run bench:console -- [--rounds 4] [--seconds 6] [--where]`. The same page, with a list and a
 * playing video, in a browser without the extension and in one with it, by turns, so that a busy machine slows both. Overlay open, a badge
 * beside each row, stock that changes at each poll. Whose script it was is told by a CPU profile of the main thread, in rounds of their own.
 */
const number = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const ROUNDS = number('rounds', 4);
const MS = 1_000 * number('seconds', 6);
const SETTLE_MS = 2_000;
const ROWS = 2_000;
const KEYS = Array.from({ length: ROWS }, (_, at) => `L-${1_001 + at}`);
const SCENARIOS: Readonly<Record<string, PageAsk>> = {
  '2,000 rows, virtualised, 20 changes a second': { rows: ROWS, virtual: true, changes: 20 },
  '2,000 rows, virtualised, 1,000 changes a second': { rows: ROWS, virtual: true, changes: 1_000 },
  '400 rows, all drawn, 20 changes a second': { rows: 400, virtual: false, changes: 20 },
};
/** The main thread's time by what it did, ms a second. */
type Spent = { readonly script: number; readonly layout: number; readonly task: number };
type Taken = Spent & PageFrames;

const taught: Profile = {
  ...practice,
  id: 'taught:bench',
  origin: 'taught',
  rows: practice.rows === null ? null : { ...practice.rows, complete: false },
  data: [],
};

build('test');
const bare = await launch({ build: join(ROOT, 'test/bench/echo') });
const site = await startBenchPage(await recordVideo(bare.context));
const life = await startLife(KEYS, { liveMs: DEFAULT_PREFERENCES.intervals.liveMs });
await setUp();
for (const [name, ask] of Object.entries(SCENARIOS)) await compare(name, ask);
await life.close();
await bare.close();
await site.close();

async function setUp(): Promise<void> {
  const now = Date.now();
  const account = { id: 'acc', name: 'Shop', profile: taught.id, site: site.origin, channel: 'wms', pool: null };
  const variants = (key: string) => [{ id: key, title: '', components: [{ sku: key, unitsPerSale: 1 }] }];
  await life.call('settings.change', {
    shop: 'main',
    change: {
      profiles: [taught],
      accounts: [account],
      streams: [aStream('acc', now - 60_000, now + 3 * HOUR, { id: 'stream', title: 'Bench' })],
      listings: KEYS.map((key) => ({ account: 'acc', key, title: key, variants: variants(key) })),
    },
  });
  await life.call('sites.reconcile', {});
}

async function compare(name: string, ask: PageAsk): Promise<void> {
  const without: Taken[] = [];
  const withUs: Taken[] = [];
  const profiles: Awaited<ReturnType<typeof profiled>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    without.push(await onPage(bare.context, ask, false, taken));
    withUs.push(await onPage(life.extension.context, ask, true, taken));
    profiles.push(await onPage(life.extension.context, ask, true, profiled));
  }
  const of = (all: readonly Taken[], what: keyof Taken): number => median(all.map((one) => one[what]));
  const pair = (what: keyof Taken, digits = 1): string =>
    `${of(without, what).toFixed(digits)} without, ${of(withUs, what).toFixed(digits)} with`;
  const share = median(profiles.map(({ ours, page }) => ours / page));
  console.log(`\n${name} (medians of ${ROUNDS} rounds of ${MS / 1_000} s)`);
  console.log(
    `  our script, as a share of the page's own:     ${(100 * share).toFixed(1)} % (${median(profiles.map(({ ours }) => ours)).toFixed(1)} of ${median(profiles.map(({ page }) => page)).toFixed(1)} ms a second)`,
  );
  console.log(`  script on the main thread, ms a second:       ${pair('script')}`);
  console.log(`  layout and style, ms a second:                ${pair('layout')}`);
  console.log(`  all tasks on the main thread, ms a second:    ${pair('task')}`);
  console.log(`  frames late, a minute:                        ${pair('late', 0)}`);
  console.log(
    `  video frames dropped, a minute:               ${pair('videoDropped', 0)} (of ${of(withUs, 'videoShown').toFixed(0)})`,
  );
  if (process.argv.includes('--where')) console.log(whereOf(profiles));
}

/** A fresh page, measured once it has settled. */
async function onPage<T>(
  context: BrowserContext,
  ask: PageAsk,
  laid: boolean,
  measure: (page: Page, cdp: CDPSession) => Promise<T>,
): Promise<T> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(site.url(ask));
  if (laid) {
    await panelOver(life, page, 'L-1001');
    await page.locator('[data-stockcue=badge]').first().waitFor();
  }
  await page.waitForTimeout(SETTLE_MS);
  const found = await measure(page, cdp);
  await page.close();
  return found;
}

/** Stock is sold meanwhile: badges are drawn anew. */
async function sell(page: Page): Promise<void> {
  for (let second = 0; second < MS / 1_000; second += 1) {
    for (let n = 0; n < 5; n += 1) life.warehouse.change(KEYS[(second * 3 + n) % ROWS] ?? '', 'LAX', 50 - (second % 30));
    await page.waitForTimeout(1_000);
  }
}

async function taken(page: Page, cdp: CDPSession): Promise<Taken> {
  const metrics = async (): Promise<Spent> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const ms = (name: string): number => 1_000 * (metrics.find((one) => one.name === name)?.value ?? Number.NaN);
    return { script: ms('ScriptDuration'), layout: ms('LayoutDuration') + ms('RecalcStyleDuration'), task: ms('TaskDuration') };
  };
  await cdp.send('Performance.enable');
  await page.evaluate(() => (globalThis as unknown as { bench: PageApi }).bench.start());
  const [began, before] = [Date.now(), await metrics()];
  await sell(page);
  const after = await metrics();
  const frames = await page.evaluate(() => (globalThis as unknown as { bench: PageApi }).bench.frames());
  const seconds = (Date.now() - began) / 1_000;
  return {
    script: (after.script - before.script) / seconds,
    layout: (after.layout - before.layout) / seconds,
    task: (after.task - before.task) / seconds,
    late: (60 * frames.late) / seconds,
    videoDropped: (60 * frames.videoDropped) / seconds,
    videoShown: (60 * frames.videoShown) / seconds,
  };
}

async function profiled(page: Page, cdp: CDPSession) {
  const began = Date.now();
  const stop = await startProfile(cdp);
  await sell(page);
  const { ours, page: theirs, byFunction } = await stop();
  const seconds = (Date.now() - began) / 1_000;
  return { ours: ours / seconds, page: theirs / seconds, byFunction };
}

/** The functions of ours that took most, for whoever looks for the reason. */
function whereOf(profiles: readonly { readonly byFunction: ReadonlyMap<string, number> }[]): string {
  const sums = new Map<string, number>();
  for (const { byFunction } of profiles) for (const [name, ms] of byFunction) sums.set(name, (sums.get(name) ?? 0) + ms);
  const most = [...sums].sort(([, a], [, b]) => b - a).slice(0, 25);
  return most.map(([name, ms]) => `    ${name} ${(ms / profiles.length).toFixed(1)} ms`).join('\n');
}
