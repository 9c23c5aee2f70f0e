import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStream } from '../builders/events.ts';
import { type DataServer, startDataConsole } from '../sandbox/console/data-server.ts';
import { HOUR, type Life, startLife, visit } from './life.ts';
import { rowOf } from './panel.ts';

const SKU = 'A-1';
type Own = {
  readonly calls: string[];
  readonly answers: number[];
  readonly errors: string[];
  readonly name: string;
  readonly text: string;
};

/** A page under a strict policy that wraps `fetch` itself, draws abbreviated numbers and has exact ones in its JSON. */
describe('a page’s own data', () => {
  let life: Life;
  let site: DataServer;
  let page: Page;
  let panel: Frame;
  const own = () => page.evaluate(() => (globalThis as unknown as { own: Own }).own);
  const figures = async () =>
    (await panel.locator('.page-figures dd').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());

  beforeAll(async () => {
    life = await startLife([SKU]);
    site = await startDataConsole(SKU);
    const account = { id: 'acc', name: 'Shop', profile: 'practice', site: site.url, channel: 'wms', pool: null };
    const start = Date.now() - HOUR;
    const stream = aStream('acc', start, start + 12 * HOUR, { id: 'stream-acc' });
    await life.call('settings.change', { shop: 'main', change: { accounts: [account], streams: [stream] } });
    await life.call('sites.reconcile', {});
    ({ page, panel } = await visit(life, site.url, SKU));
  });
  afterAll(async () => {
    await life.close();
    await site.close();
  });

  it('is shown as such, from the page’s very first answer, and what is only abbreviated as about so much', async () => {
    await rowOf(panel, SKU).getByText(`Listing ${SKU}`).click();
    await expect.poll(figures).toEqual(['120,400 page data', '18,812 page data', '≈ 2,100', '63 page data']);
  });

  it('is followed as the page asks for it, by whatever way', async () => {
    site.say({ sold: 64, clicks: 18_900, shown: 121_000 });
    await page.locator('#again').click();
    await expect.poll(figures).toContain('64 page data');
  });

  it('is never asked for by us, and nothing of it reaches the page', async () => {
    expect(site.asked()).toBe(2);
    const { calls, answers, errors, name, text } = await own();
    expect(calls).toEqual(['/listings.json', '/missing.json']);
    expect(answers.toSorted((a, b) => a - b)).toEqual([404, 18_812, 18_900]);
    expect(errors).toEqual([]);
    expect(name).toBe('fetch');
    expect(text).toContain('[native code]');
    expect(life.extension.console.filter((line) => /stockcue|uncaught/i.test(line))).toEqual([]);
  });

  it('is not what a forged message says that no profile declares, or that no page can mean', async () => {
    await page.evaluate((key) => {
      const rows = [[key, { cart: 9_999 }]];
      const forged = [
        { stockcueData: { id: 'other', rows, page: {} } },
        { stockcueData: { id: 'practice', rows: [[key, { cart: 9_999, state: 'paused' }]], page: {} } },
        { stockcueData: { id: 'practice', rows: [[key, { cart: 9e12 }]], page: {} } },
        { stockcueData: { id: 'practice', rows: Array.from({ length: 3_000 }, () => rows[0]), page: {} } },
      ];
      for (const message of forged) window.postMessage(message, '*');
    }, SKU);
    site.say({ sold: 70, clicks: 19_000, shown: 122_000 });
    await page.locator('#again').click();
    await expect.poll(figures).toEqual(['122,000 page data', '19,000 page data', '≈ 2,100', '70 page data']);
  });
});
