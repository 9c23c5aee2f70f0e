import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeServer } from '../sandbox/console/server.ts';
import { type Life, place, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

const SIZES = ['XS', 'S', 'M', 'L', 'XL'];
const LISTINGS = Array.from({ length: 400 }, (_, n) => `L-${1001 + n}`);
const SKUS = LISTINGS.flatMap((key) => SIZES.map((size) => `${key}-${size}`));
/** Every SKU has a level of its own, so that a row that shows another's is seen. */
const levelOf = (sku: string): number => 20 + SKUS.indexOf(sku);
/** What the panel shows of a closed listing: all of its variants. */
const totalOf = (key: string): number => SIZES.reduce((sum, size) => sum + levelOf(`${key}-${size}`), 0);
/** One SKU in a hundred. */
const SOLD = SKUS.filter((_, n) => n % 100 === 0);

/** A large catalogue: 2,000 SKUs in 400 listings, all of it read at every poll. */
describe('2,000 SKUs in 400 listings', () => {
  let life: Life;
  let site: PracticeServer;
  let page: Page;
  let panel: Frame;
  const drawn = (): Promise<number> => panel.locator('[role=row][data-line]').count();
  const find = (text: string): Promise<void> => panel.getByRole('searchbox').fill(text);

  beforeAll(async () => {
    life = await startLife(SKUS);
    life.warehouse.set(SKUS.map((sku) => place(sku, levelOf(sku))));
    site = await life.account('red', LISTINGS);
    const variants = (key: string) =>
      SIZES.map((size) => ({ id: size, title: size, components: [{ sku: `${key}-${size}`, unitsPerSale: 1 }] }));
    const listings = LISTINGS.map((key) => ({ account: 'red', key, title: `Listing ${key}`, variants: variants(key) }));
    await life.call('settings.change', { shop: 'main', change: { listings } });
    ({ page, panel } = await visit(life, site.url, 'L-1001'));
  });
  afterAll(() => life.close());

  it('shows what is left of the first, and knows of all 400', async () => {
    await expect.poll(() => figure(panel, 'L-1001', 'left')).toBe(totalOf('L-1001'));
    await expect.poll(() => panel.locator('[role=treegrid]').getAttribute('aria-rowcount')).toBe('400');
    expect(await figure(panel, 'L-1003', 'left')).toBe(totalOf('L-1003'));
  });

  it.each([
    ['the middle', 200],
    ['the end', 399],
    ['the beginning', 0],
  ])('shows the right numbers after scrolling to %s, and draws no more rows than are in sight', async (_where, at) => {
    const key = LISTINGS[at] ?? '';
    const list = panel.locator('[role=treegrid]');
    await list.evaluate((element, share) => {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight);
    }, at / 399);
    await rowOf(panel, key).waitFor();
    expect(await figure(panel, key, 'left')).toBe(totalOf(key));
    expect(await drawn()).toBeLessThan(40);
  });

  it('finds a listing by one of its SKUs, and opens it into the right numbers', async () => {
    await find('l-1234-xl');
    await expect.poll(drawn).toBe(1);
    expect(await figure(panel, 'L-1234', 'left')).toBe(totalOf('L-1234'));
    await rowOf(panel, 'L-1234').locator('.opener').click();
    await expect.poll(drawn).toBe(1 + SIZES.length);
    const lines = panel.locator('.row.is-variant .figure.left .num');
    expect(await lines.allTextContents()).toEqual(SIZES.map((size) => String(levelOf(`L-1234-${size}`))).map(inEnglish));
    await rowOf(panel, 'L-1234').locator('.opener').click();
    await find('');
  });

  it('shows a poll in which one SKU in a hundred has sold, near and far, and nothing else moved', async () => {
    for (const sku of SOLD) life.warehouse.change(sku, 'LAX', levelOf(sku) - 7);
    await expect.poll(() => figure(panel, 'L-1001', 'left')).toBe(totalOf('L-1001') - 7);
    for (const key of ['L-1021', 'L-1201', 'L-1381']) {
      await find(key);
      await expect.poll(() => figure(panel, key, 'left')).toBe(totalOf(key) - 7);
    }
    for (const key of ['L-1002', 'L-1200', 'L-1400']) {
      await find(key);
      await expect.poll(drawn).toBe(1);
      expect(await figure(panel, key, 'left')).toBe(totalOf(key));
    }
    await find('');
  });

  it('leaves the page and the panel usable meanwhile', async () => {
    await page.locator('[data-console-list] [data-key="L-1002"]').getByRole('button', { name: /pin/i }).first().click();
    await rowOf(panel, 'L-1002').locator('.mark.pinned').waitFor();
    await panel.locator('[role=treegrid]').focus();
    await page.keyboard.type('377');
    await rowOf(panel, 'L-1377').waitFor();
    expect(await figure(panel, 'L-1377', 'left')).toBe(totalOf('L-1377'));
    await expect
      .poll(() => page.locator('[data-key="L-1400"] [data-stockcue=badge]').first().textContent())
      .toBe(String(totalOf('L-1400')));
    expect(life.extension.console.filter((line) => /uncaught|error/i.test(line))).toEqual([]);
  });
});

const inEnglish = (digits: string): string => Number(digits).toLocaleString('en');
