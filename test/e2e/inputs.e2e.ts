import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serial, workbook } from '../builders/workbook.ts';
import { type Extension, launch } from './extension.ts';
import { openOptions } from './set-up.ts';

const bringTo = (page: Page, name: string, content: ArrayBuffer | string) =>
  page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as string) });

describe('an empty extension', () => {
  let extension: Extension;
  let page: Page;

  beforeAll(async () => {
    extension = await launch();
    page = await openOptions(extension);
  });
  afterAll(() => extension.close());

  it('is warned within five minutes of one file, with nothing else set up', async () => {
    await page.getByRole('button', { name: 'Start with a stock file…' }).click();
    const waits = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Five-minute template' }).click();
    const template = await readFile(await (await waits).path(), 'utf8');
    await bringTo(page, 'stock.csv', `${template.trim()}\nTEE-BLK-M,18,20,4\nCAP-RED,200,20,4\n`);
    await page.getByRole('button', { name: 'Take over (rows: 2)' }).click();
    await page.getByRole('heading', { name: 'Stock file', exact: true }).waitFor();
    await page.getByText(/as of .* · SKUs: 2/).waitFor();
    const popup = await extension.open('popup.html');
    await popup.getByText('TEE-BLK-M: 18 available, safety stock is 20').waitFor();
    expect(await popup.locator('[data-source]').textContent()).toMatch(/Stock file.* ago/);
    expect(await popup.locator('[data-alert]').count()).toBe(1);
    await popup.close();
    await page.getByRole('button', { name: 'Take in a newer file…' }).click();
    await bringTo(page, 'stock.csv', 'sku,available\nTEE-BLK-M,300\nCAP-RED,200\n');
    await page.getByRole('button', { name: 'Take over (rows: 2)' }).click();
    const again = await extension.open('popup.html');
    await again.getByText('Nothing needs you now.').waitFor();
    await again.close();
  });

  it('starts afresh by a held button, and its audit log still says what might act before', async () => {
    const go = (section: string) => page.getByRole('link', { name: section, exact: true }).click();
    await go('Guards');
    await page.getByLabel('TEE-BLK-M: Pause when this many or fewer are left', { exact: true }).click();
    await page.getByText('1 guard on').waitFor();
    await go('Data');
    await page.getByRole('button', { name: 'Reset settings…' }).click();
    const hold = page.getByRole('button', { name: 'Hold to reset all settings' });
    await hold.click();
    expect(await hold.isVisible()).toBe(true);
    await hold.click({ delay: 1_200 });
    await page.getByText('Settings are reset.').waitFor();
    await go('Sources');
    await page.getByRole('button', { name: 'Start with a stock file…' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Stock file', exact: true }).count()).toBe(0);
    await go('Audit log');
    await expect
      .poll(() => page.locator('.audit tbody tr').allTextContents())
      .toEqual([
        expect.stringMatching(/Settings.*reset$/),
        expect.stringMatching(/Guard: pause when few are left.*TEE-BLK-M.*turned off$/),
        expect.stringMatching(/Guard: pause at 5 or fewer left.*TEE-BLK-M.*turned on$/),
      ]);
  });
});

/** Under the extension's own content security policy, where no worker of a blob may start. */
describe('files that a person brings', () => {
  let extension: Extension;
  let page: Page;

  beforeAll(async () => {
    extension = await launch();
    page = await openOptions(extension);
  });
  afterAll(() => extension.close());

  const go = async (section: string) => {
    await page.getByRole('link', { name: section, exact: true }).click();
    await page.getByRole('heading', { name: section, exact: true, level: 2 }).waitFor();
  };
  const bring = (name: string, content: ArrayBuffer | string) => bringTo(page, name, content);

  it('reads a large workbook of SKUs, and keeps what it says', async () => {
    await go('SKUs');
    const rows = Array.from({ length: 12_000 }, (_, at) => [
      `SKU-${String(at).padStart(5, '0')}`,
      `Ribbed cardigan 罗纹针织开衫 ${at}`,
      { number: String(20 + at) },
      { number: '12.5' },
    ]);
    await bring('skus.xlsx', workbook({ SKU: [['sku', 'title', '安全库存', '售价(USD)'], ...rows] }));
    await page.getByRole('button', { name: 'Take over (rows: 12,000)' }).click();
    await page.getByText('12,000 of 12,000').waitFor();
    await page.getByRole('button', { name: 'Details of SKU-00000' }).click();
    expect(await page.getByLabel('Price', { exact: true }).inputValue()).toBe('12.50');
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('keeps the days of a file of orders, with its name and its age', async () => {
    await go('Past sales');
    const orders = Array.from({ length: 30 }, (_, at) => [
      'SKU-00001',
      { number: '2' },
      { date: serial(`2026-10-${String(1 + at).padStart(2, '0')}T20:15:00`) },
      at % 5 === 0 ? '已关闭' : '已完成',
    ]);
    await bring('抖店订单.xlsx', workbook({ 订单: [['商家编码', '商品数量', '订单提交时间', '订单状态'], ...orders] }));
    await page.getByLabel(/^已关闭/).waitFor();
    await page.getByLabel('Channel of these orders').fill('抖店');
    await page.getByRole('button', { name: 'Take these days over' }).click();
    await page.getByText('2026-10-01 to 2026-10-30: 48 units of 1 SKUs').waitFor();
    await page.reload();
    await page.getByText('抖店订单.xlsx').waitFor();
  });

  it('makes streams of a calendar, each at its own wall clock', async () => {
    await go('Console accounts');
    await page.getByRole('button', { name: 'Add a console account' }).click();
    await page.getByLabel('Name').fill('US');
    await page.getByLabel('Address of the console').fill('http://127.0.0.1:1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'US' }).waitFor();
    await page.getByRole('form', { name: 'Console account' }).waitFor({ state: 'detached' });
    await go('Streams');
    await page.getByRole('button', { name: 'Import a calendar…' }).click();
    const start = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:w',
      'SUMMARY:Weekly live',
      `DTSTART;TZID=America/New_York:${start}T190000`,
      'DURATION:PT3H',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    await bring('live.ics', lines.join('\r\n'));
    await page.getByRole('button', { name: 'Take over (changes: 3)' }).click();
    await expect.poll(() => page.getByRole('heading', { name: /^Weekly live/ }).count()).toBe(3);
    expect(await page.locator('li.card', { hasText: 'Weekly live' }).getByText(/19:00/).count()).toBe(3);
  });
});
