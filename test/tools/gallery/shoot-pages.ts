import { mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';

/** Photographs popup and options in both languages and themes: `node test/tools/gallery/shoot-pages.ts DIR`. */
const directory = process.argv[2] ?? '.output/gallery';
mkdirSync(directory, { recursive: true });
const server = await createServer({
  root: process.cwd(),
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
  appType: 'mpa',
  optimizeDeps: { entries: ['test/tools/gallery/pages.html'] },
});
await server.listen();
const address = server.resolvedUrls?.local[0];
const args = ['--no-sandbox', '--disable-gpu'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });

type Shot = { name: string; at: string; width: number; height?: number; dark?: boolean; act?: (page: Page) => Promise<unknown> };
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const shots: readonly Shot[] = [
  { name: 'popup-en', at: 'page=popup', width: 380, height: 600 },
  { name: 'popup-zh-dark', at: 'page=popup&lang=zh', width: 380, height: 600, dark: true },
  { name: 'popup-first', at: 'page=popup&state=first', width: 380, height: 600 },
  { name: 'popup-empty-zh', at: 'page=popup&state=empty&lang=zh', width: 380, height: 300 },
  { name: 'sources-en', at: '#sources', width: 1280, act: press('Check') },
  { name: 'sources-zh-shut', at: 'lang=zh&state=shut#sources', width: 1280, dark: true },
  { name: 'source-form-en', at: '#sources', width: 1280, act: press('Edit') },
  { name: 'empty-zh', at: 'lang=zh&state=empty#sources', width: 1280 },
  { name: 'account-form-zh', at: 'lang=zh#accounts', width: 1280, act: press('编辑') },
  { name: 'streams-en', at: '#streams', width: 1280 },
  { name: 'stream-form-zh-dark', at: 'lang=zh#streams', width: 1280, dark: true, act: press('编辑') },
  { name: 'skus-zh', at: 'lang=zh#skus', width: 1280 },
  { name: 'skus-en-narrow', at: '#skus', width: 700 },
  { name: 'listings-en', at: '#listings', width: 1280 },
  { name: 'listing-form-zh', at: 'lang=zh#listings', width: 1280, act: press('编辑') },
  { name: 'browser-en', at: '#browser', width: 1280, dark: true },
  { name: 'data-zh', at: 'lang=zh#data', width: 1280 },
];
for (const { name, at, width, height = 800, dark = false, act } of shots) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  await page.goto(`${address}test/tools/gallery/pages.html?${at}`);
  await page.waitForSelector('.popup, .options section');
  await act?.(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
  await page.close();
}
await browser.close();
await server.close();
