import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { findChromium } from '../chromium.ts';
import { PAGE_SHOTS, PANEL_SHOTS, type Shot } from './shots.ts';

/** Photographs every surface with made-up amounts of data, in both languages and themes: `node test/tools/gallery/shoot.ts DIR [NAME…]`. */
const directory = process.argv[2] ?? '.output/gallery';
const wanted = process.argv.slice(3);
mkdirSync(directory, { recursive: true });
const server = await createServer({
  root: process.cwd(),
  configFile: false,
  logLevel: 'error',
  server: { port: 0 },
  appType: 'mpa',
  optimizeDeps: { entries: ['test/tools/gallery/index.html', 'test/tools/gallery/pages.html'] },
});
await server.listen();
const address = server.resolvedUrls?.local[0];
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });

async function shoot(html: string, { name, at, width, height = 800, dark = false, cut, act }: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  await page.goto(`${address}test/tools/gallery/${html}?${at}`);
  await page.waitForSelector('.panel, .popup, .desk main, .options section');
  await act?.(page);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage: html === 'pages.html' && cut !== true });
  await page.close();
}
const isWanted = ({ name }: Shot): boolean => wanted.length === 0 || wanted.some((part) => name.startsWith(part));
for (const shot of PANEL_SHOTS.filter(isWanted)) await shoot('index.html', shot);
for (const shot of PAGE_SHOTS.filter(isWanted)) await shoot('pages.html', shot);
await browser.close();
await server.close();
