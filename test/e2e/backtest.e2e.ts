import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtest } from '../../core/app/backtest/backtest.ts';
import { HOUR, MINUTE } from '../../core/domain/instant.ts';
import { readExport } from '../../core/edge/files/recording-csv.ts';
import { EVENING } from '../builders/recordings.ts';
import { type Extension, launch } from './extension.ts';
import { openOptions } from './set-up.ts';

type Texts = { readonly 'streams.csv': string; readonly 'orders.csv': string };

/** Evenings of two hours, one a day: four SKUs, each at a pace of its own, livelier from day to day and back. */
function anExport(streams: number): Texts {
  const time = (at: number): string => new Date(at).toISOString();
  const days = Array.from({ length: streams }, (_, day) => ({ day, at: EVENING + day * 24 * HOUR }));
  const orders = days.flatMap(({ day, at }) =>
    [3, 7, 11, 40].flatMap((each, sku) =>
      Array.from({ length: Math.floor(120 / each) }, (_, n) => [
        `O${day}-${sku}-${n}`,
        time(at + n * each * MINUTE),
        `SKU-${sku}`,
        1 + ((day + n) % 3),
      ]),
    ),
  );
  return {
    'streams.csv': [
      'stream_id,starts_at,ends_at',
      ...days.map(({ day, at }) => `S${day},${time(at)},${time(at + 2 * HOUR)}`),
    ].join('\n'),
    'orders.csv': ['order_id,created_at,sku,quantity', ...orders].join('\n'),
  };
}

/** The very worker of the extension, under the extension's own content security policy. */
describe('a backtest of one’s own export', () => {
  let extension: Extension;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    extension = await launch();
    extension.context.on('request', (request) => asked.push(request.url()));
    page = await openOptions(extension);
    await page.getByRole('link', { name: 'Backtest' }).click();
    await page.getByRole('heading', { name: 'Backtest' }).waitFor();
  });
  afterAll(() => extension.close());

  const choose = (texts: Partial<Record<string, string>>): Promise<void> =>
    page
      .getByLabel('Choose CSV files…')
      .setInputFiles(
        Object.entries(texts).map(([name, text = '']) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })),
      );
  const run = (): Promise<void> => page.getByRole('button', { name: 'Run the backtest' }).click();

  it('says by file, row and column what is wrong with it', async () => {
    const texts = anExport(3);
    const orders = texts['orders.csv'].split('\n');
    orders[4] = orders[4]?.replace(/,\d+$/, ',two') ?? '';
    await choose({ 'Streams.csv': texts['streams.csv'], 'orders.csv': orders.join('\n'), 'readme.txt': 'x' });
    await page.getByText('Not used, because no file of an export is named like this: readme.txt').waitFor();
    await run();
    await page.getByText("orders.csv, row 5, column quantity: expected a whole number of 0 or more, found 'two'").waitFor();
    await choose({ 'orders.csv': 'PK\u0003\u0004\u0000' });
    await run();
    await page.getByText('orders.csv: this is an Excel workbook').waitFor();
  });

  it('says what the command line says, to the last digit, and asks the network for nothing', async () => {
    const texts = anExport(9);
    await choose(texts);
    asked.length = 0;
    await page.getByLabel('Judge the last … streams').fill('5');
    await page.keyboard.press('Enter');
    const half = page.getByRole('region', { name: 'After 50% of the stream' });
    await half.waitFor();
    expect(await half.getByRole('rowheader').allTextContents()).toEqual([
      'Stockcue',
      'Run rate',
      'Last half hour',
      'History mean',
      'Pickup',
    ]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the report (JSON)' }).click();
    const saved = await (await saving).path();
    const expected = backtest(readExport(texts).recordings, 5);
    expect(JSON.parse(readFileSync(saved, 'utf8'))).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(expected.points[2]?.n).toBeGreaterThan(10);
    expect(asked).toContain(`chrome-extension://${extension.id}/backtest.js`);
    expect(asked.filter((url) => !url.startsWith(`chrome-extension://${extension.id}/`) && !url.startsWith('blob:'))).toEqual([]);
    expect(page.workers()).toEqual([]);
  });

  it('says it in the other language at once, in dark and in light readable', async () => {
    await page.getByRole('combobox').first().selectOption('zh');
    await page.getByRole('region', { name: '进行到 50% 时' }).waitFor();
    const unreadable: string[] = [];
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      unreadable.push(...(await faint(page)));
    }
    await page.getByRole('combobox').first().selectOption('en');
    expect(unreadable).toEqual([]);
  });

  it('is stopped by one key, ends its worker, and can be run again', async () => {
    await choose(anExport(400));
    await page.getByLabel('Judge the last … streams').fill('');
    await run();
    await page.getByText(/Stream \d+ of 400/).waitFor();
    expect(page.workers()).toHaveLength(1);
    // The focus is on the button that stops it.
    await page.keyboard.press('Enter');
    await page.getByText('Stopped. Nothing was kept.').waitFor();
    await expect.poll(() => page.workers()).toEqual([]);
    await run();
    await page.getByText(/Stream \d+ of 400/).waitFor();
    await page.getByRole('link', { name: 'Sources' }).click();
    await expect.poll(() => page.workers()).toEqual([]);
  });

  it('wrote nothing to the console', () => {
    expect(extension.console).toEqual([]);
  });
});

/** Texts of the section whose contrast is below WCAG's 4.5 : 1. Source: WCAG 2.2, relative luminance and contrast ratio. */
function faint(page: Page): Promise<readonly string[]> {
  return page.locator('section.backtest').evaluate((section) => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string): number => {
      const [r = 0, g = 0, b = 0] = channels(color).map((one) => {
        const share = one / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return channels(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor;
    };
    const texts = [...section.querySelectorAll('*')].filter(
      (element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) && !element.matches(':disabled'),
    );
    return texts
      .filter((element) => {
        const [text, ground] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
        return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05) < 4.5;
      })
      .map((element) => element.textContent ?? '');
  });
}
