/**
 * `npm run demo`: the extension in a browser of its own, at the rehearsal console, stream running.
 * `npm run demo -- --headless --shots DIR` does the same without a screen and writes screenshots.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launch, panelFrame } from '../e2e/extension.ts';
import { build } from './build.ts';

const { values } = parseArgs({
  options: { headless: { type: 'boolean', default: false }, shots: { type: 'string' }, lang: { type: 'string', default: 'en' } },
});

const LOOK = `
Stockcue is running at the rehearsal console: a practice stream with a simulated warehouse and channel. No account, no network.

Look at
  1. the panel on the right: each link with what is left, what is safe to promise, its pace, and whether it will last;
  2. the badges beside the console's own rows: units that the host may promise;
  3. the toolbar at the top: bring a raid, an outage, a late warehouse, a stock-out, a restock; run at 10x or 60x;
  4. "Pause" on a row: it arms; the strip at the bottom says what will happen; confirm it and see it confirmed;
  5. the toolbar icon of Stockcue: the popup with alerts, streams and the health of each source.
Close the window to end.
`;

async function shoot(page: Page, folder: string, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(`  ${file}`);
}

async function screenshots(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, locale] of [
    ['en', 'en-US'],
    ['zh', 'zh-CN'],
  ] as const) {
    const extension = await launch({ build: release, locale });
    try {
      const page = await extension.open('rehearsal.html');
      const panel = await panelFrame(page, extension.id);
      await panel.locator('[role=row][data-key]').first().waitFor({ timeout: 30_000 });
      // A quarter of an hour of the stream, at sixty times its speed: numbers that say something.
      await page.getByRole('button', { name: '60×' }).click();
      await page.waitForTimeout(15_000);
      await shoot(page, folder, `rehearsal-${name}`);
      await panel.locator('[role=row][data-key] .arm.is-pause').first().click();
      await page.waitForTimeout(1_000);
      await shoot(page, folder, `pause-${name}`);
      const popup = await extension.open('popup.html');
      await popup.setViewportSize({ width: 400, height: 600 });
      await popup.waitForLoadState('networkidle');
      await shoot(popup, folder, `popup-${name}`);
      const options = await extension.open('options.html');
      await options.waitForLoadState('networkidle');
      await shoot(options, folder, `options-${name}`);
    } finally {
      await extension.close();
    }
  }
}

const release = build('release');
if (values.headless || values.shots !== undefined) {
  console.log('Screenshots:');
  await screenshots(resolve(values.shots ?? 'shots'));
} else {
  const locale = values.lang === 'zh' ? 'zh-CN' : 'en-US';
  const extension = await launch({ build: release, headless: false, locale });
  await extension.open('rehearsal.html');
  console.log(LOOK);
  await extension.context.waitForEvent('close', { timeout: 0 });
}
