import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

/** Photographs the panel in light and dark, both languages and two widths: `node test/tools/gallery/shoot.ts DIR`. */
const directory = process.argv[2] ?? '.output/gallery';
mkdirSync(directory, { recursive: true });
const server = await createServer({
  root: process.cwd(),
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
  appType: 'mpa',
  optimizeDeps: { entries: ['test/tools/gallery/index.html'] },
});
await server.listen();
const address = server.resolvedUrls?.local[0];
const args = ['--no-sandbox', '--disable-gpu'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
const shots = [
  [420, 'light', 'en', ''],
  [420, 'dark', 'zh', 'open'],
  [420, 'light', 'zh', 'armed'],
  [420, 'dark', 'en', 'detail'],
  [1100, 'light', 'en', 'detail'],
  [1100, 'dark', 'zh', 'armed'],
  [420, 'light', 'en', 'lost'],
] as const;
for (const [width, colorScheme, lang, show] of shots) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
  page.on('pageerror', (error) => console.error(`${lang} ${show}: ${error.message}`));
  await page.goto(`${address}test/tools/gallery/index.html?lang=${lang}&show=${show}`);
  await page.waitForSelector('.panel');
  await page.waitForTimeout(1_200);
  await page.screenshot({ path: `${directory}/${width}-${colorScheme}-${lang}-${show || 'plain'}.png` });
  await page.close();
}
await browser.close();
await server.close();
