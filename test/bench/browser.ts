import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { BACK_OFF_MS } from '../../core/edge/messages/view-client.ts';
import { type Extension, launch } from '../e2e/extension.ts';
import { type Life, startLife, visit } from '../e2e/life.ts';
import { rowOf } from '../e2e/panel.ts';
import { build, ROOT } from '../tools/build.ts';
import { median, spread } from './figures.ts';
import { holdReconnect, letReconnect, paintedAt, reconnectIsHeld, watchPaint } from './painted.ts';

/**
 * What a user waits for, in a real Chromium beside a bare port echo: `npx node test/bench/browser.ts`. Rounds are interleaved
 * with the echo's, so that a busy machine slows both; times are of the machine's clock, to the millisecond.
 */
const ROUNDS = 200;
const LOADS = 40;
const SKUS = Array.from({ length: 400 }, (_, index) => `SKU-${String(index).padStart(3, '0')}`);
const [HOT = ''] = SKUS;
const LIVE_MS = 250;
/** After so long a reborn worker's next poll is due: the interval and its jitter. */
const DUE_MS = 1.1 * LIVE_MS + 5;

build('test');
const life = await startLife(SKUS, { liveMs: LIVE_MS });
const bare = await launch({ build: join(ROOT, 'test/bench/echo') });
const site = await life.account('acc', SKUS);

const echoes: number[] = [];
const echo = await echoPage(bare);
console.log(`From the server's last byte to the painted number:   ${spread(await warm())} (aim: p95 50)`);
console.log(`From the message that wakes a stopped worker to it:  ${spread(await fromStopped())} (aim: p95 120)`);
console.log(`A bare port echo between these rounds:               ${spread(echoes, 1)}`);
await pageLoads();
await bare.close();
await life.close();

/** The level changes at the warehouse; the next answer tells of it. */
async function warm(): Promise<readonly number[]> {
  const { page, panel } = await visit(life, site.url, HOT);
  await watchPaint(panel, HOT);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const level = 2_000 + round;
    life.warehouse.change(HOT, 'LAX', level);
    const before = life.warehouse.log.length;
    await life.warehouse.answered(1);
    const answered = life.warehouse.log[before]?.at ?? Number.NaN;
    waits.push((await paintedAt(panel, level.toLocaleString('en-US'))) - answered);
    echoes.push(await echo());
  }
  await page.close();
  return waits;
}

/** Nothing but one panel in a window holds on to the worker; it dies, and the panel's own message wakes it. */
async function fromStopped(): Promise<readonly number[]> {
  const panel = await life.extension.open('panel.html?surface=window');
  await rowOf(panel.mainFrame(), HOT).waitFor();
  await watchPaint(panel, HOT);
  await holdReconnect(panel, BACK_OFF_MS[0] ?? 0);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) waits.push(await wake(life, panel, 3_000 + round));
  await panel.close();
  return waits;
}

async function wake({ extension, warehouse }: Life, panel: Page, level: number): Promise<number> {
  await extension.killWorker();
  await reconnectIsHeld(panel);
  warehouse.change(HOT, 'LAX', level);
  const quietFor = Date.now() - (warehouse.log.at(-1)?.at ?? 0);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, DUE_MS - quietFor)));
  const before = warehouse.log.length;
  const woken = await letReconnect(panel);
  const painted = await paintedAt(panel, level.toLocaleString('en-US'));
  echoes.push(await echo());
  const asked = warehouse.log[before];
  return painted - woken - (asked === undefined ? 0 : asked.at - asked.askedAt);
}

/** One message there and back again, ms. */
async function echoPage(extension: Extension): Promise<() => Promise<number>> {
  const page = await extension.open('page.html');
  return () =>
    page.evaluate(async () => {
      type EchoPort = { postMessage(m: unknown): void; onMessage: { addListener(then: () => void): void } };
      const own = globalThis as unknown as { port?: EchoPort; chrome: { runtime: { connect(): EchoPort } } };
      own.port ??= own.chrome.runtime.connect();
      const { port } = own;
      const start = performance.now();
      await new Promise<void>((resolve) => {
        port.onMessage.addListener(resolve);
        port.postMessage('echo');
      });
      return performance.now() - start;
    });
}

/** The console page with the overlay over it, and the same page in a browser without. */
async function pageLoads(): Promise<void> {
  const load = async (context: BrowserContext): Promise<number> => {
    const page = await context.newPage();
    await page.goto(site.url, { waitUntil: 'load' });
    const ms = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return navigation === undefined ? Number.NaN : navigation.loadEventEnd;
    });
    await page.close();
    return ms;
  };
  const loads: { readonly plain: number; readonly laid: number }[] = [];
  for (let round = 0; round < LOADS; round += 1) {
    const plain = await load(bare.context);
    loads.push({ plain, laid: await load(life.extension.context) });
  }
  const ratio = median(loads.map(({ plain, laid }) => laid / plain));
  const [plain, laid] = [median(loads.map((one) => one.plain)), median(loads.map((one) => one.laid))];
  console.log(
    `Loading the console page of ${SKUS.length} rows: ${ratio.toFixed(2)} x with the extension (${plain.toFixed(0)} ms without, ${laid.toFixed(0)} ms with, medians of ${LOADS})`,
  );
}
