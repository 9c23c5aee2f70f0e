/** `node test/tools/plots.ts [DIR]`: draws the pictures of docs/forecast.md from streams of our own making, the same at each run. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';
import type { Picture } from './plots/chart.ts';
import { draw } from './plots/draw.ts';
import { evening } from './plots/evening.ts';
import { judgedPictures } from './plots/judged.ts';
import { taught } from './plots/taught.ts';

const folder = process.argv[2] ?? 'docs/pictures';
mkdirSync(folder, { recursive: true });
const pictures: readonly Picture[] = [evening(), taught(), ...judgedPictures()];
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
for (const { name, charts } of pictures) {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 }, deviceScaleFactor: 1.4 });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  await page.addStyleTag({ path: resolve('node_modules/uplot/dist/uPlot.min.css') });
  await page.addScriptTag({ path: resolve('node_modules/uplot/dist/uPlot.iife.min.js') });
  await page.evaluate(draw, charts);
  // uPlot draws in a microtask after it is made.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.locator('main').screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
