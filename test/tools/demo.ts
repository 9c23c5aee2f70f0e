/**
 * `npm run demo`: the extension in a browser of its own, at the rehearsal console, stream running.
 * `npm run demo -- --headless --shots DIR` does the same without a screen and writes screenshots.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import { launch, panelFrame } from '../e2e/extension.ts';
import { confirm, confirmed, firstSingle, openForm, rowOf } from '../e2e/panel.ts';
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
  4. "Pause" on a row: it arms; the strip at the bottom says what will happen; confirm it and see it confirmed, then undo it
     (a link with several variants is held down, for it stops them all);
  5. limit and release: select a row and press L, confirm a number; then + (or R) and +10: one press gives back what is withheld;
     D sells in batches, X selects several links, every outcome offers its undo;
  6. the pin on a row: the practice page is guided, as any page at first: row and button are outlined, you click, we check it;
  7. Options: console pages and what each takes, guards, the audit log. They are of your own shop, and empty until you set it up;
  8. the toolbar icon of Stockcue: the popup with alerts, streams and the health of each source.
Close the window to end.
`;

async function shoot(page: Page, folder: string, name: string): Promise<void> {
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(`  ${file}`);
}

/** What a controller does on air, as it stands before each click and after it. */
async function act(page: Page, panel: Frame, shot: (what: string) => Promise<void>): Promise<void> {
  // Enough of it that a preset fits into what a limit withholds.
  const key = await firstSingle(panel, 60);
  const armed = panel.locator('[role=alertdialog] .confirm[aria-disabled=false]');
  await rowOf(panel, key).locator('.arm.is-pause').click();
  await armed.waitFor();
  await shot('pause');
  await confirm(panel);
  await confirmed(panel);
  await shot('paused');
  await panel.locator('.strip.outcome button').first().click();
  await confirm(panel);
  await confirmed(panel);

  await openForm(page, panel, key, 'l', 20);
  await armed.waitFor();
  await shot('limit');
  await confirm(panel);
  await confirmed(panel);
  await rowOf(panel, key).locator('.plus').click();
  await panel.locator('.strip .preset[aria-disabled=false]').first().waitFor();
  await shot('release');
  await panel.locator('.strip .preset[aria-disabled=false]').first().click();
  await confirmed(panel);
  await shot('released');

  await rowOf(panel, key).locator('.pinner').click();
  await confirm(panel);
  await panel.locator('.wait').first().waitFor();
  await shot('pin');
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
      await page.getByRole('button', { name: '1×', exact: true }).click();
      await shoot(page, folder, `rehearsal-${name}`);
      await act(page, panel, (what) => shoot(page, folder, `${what}-${name}`));
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
