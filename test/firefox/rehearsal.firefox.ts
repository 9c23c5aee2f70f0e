import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../tools/build.ts';
import { findFirefox } from '../tools/chromium.ts';

const ID = 'stockcue@stockcue.example';
const UUID = '6f1c9d1e-0f5e-4b3a-9d53-1f2a3b4c5d6e';

/** An extension page in Firefox is there although its navigation never reports an end over BiDi. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`moz-extension://${UUID}/${path}`, { timeout: 5_000 }).catch((why: Error) => {
    if (!/timeout/i.test(why.message)) throw why;
  });
}

describe('in Firefox', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const folder = build('firefox');
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: findFirefox(),
      headless: true,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }) },
    });
    await browser.installExtension(folder);
    page = await browser.newPage();
    await visit(page, 'rehearsal.html');
  });
  afterAll(() => browser.close());

  it('installs, and the rehearsal runs', async () => {
    await expect
      .poll(() => page.evaluate(() => document.querySelectorAll('[data-console-list] [data-key]').length), { timeout: 30_000 })
      .toBeGreaterThan(20);
  });

  it('promises beside a row no more than the console still sells, and a real number', async () => {
    const read = () =>
      page.evaluate(() => {
        const badge = document.querySelector('[data-stockcue=badge]');
        const row = badge?.closest('[data-key]');
        const digits = (text: string | null | undefined) => Number((text ?? '').replace(/\D/g, '') || 'NaN');
        return {
          promised: digits(badge?.textContent),
          sellable: digits(row?.querySelector('[data-field=sellable]')?.textContent),
        };
      });
    await expect.poll(async () => (await read()).promised, { timeout: 30_000 }).toBeGreaterThan(0);
    const { promised, sellable } = await read();
    expect(promised).toBeLessThanOrEqual(sellable);
  });
});
