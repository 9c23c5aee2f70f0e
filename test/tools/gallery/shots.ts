import type { Page } from 'playwright-core';

/** One photograph: what to show, how large, and what to press first. */
export type Shot = {
  readonly name: string;
  readonly at: string;
  readonly width: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly act?: (page: Page) => Promise<unknown>;
};
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

async function backtested(page: Page): Promise<void> {
  const file = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('x') });
  await page.locator('input[type=file]').setInputFiles(['streams.csv', 'orders.csv', 'notes.txt'].map(file));
  await page.locator('.backtest button[type=submit]').click();
}

export const PANEL_SHOTS: readonly Shot[] = [
  { name: 'panel-en', at: 'lang=en', width: 420 },
  { name: 'panel-zh-dark-open', at: 'lang=zh&show=open', width: 420, dark: true },
  { name: 'panel-zh-armed', at: 'lang=zh&show=armed', width: 420 },
  { name: 'panel-en-dark-detail', at: 'lang=en&show=detail', width: 420, dark: true },
  { name: 'panel-wide-en-detail', at: 'lang=en&show=detail', width: 1100 },
  { name: 'panel-wide-zh-dark-armed', at: 'lang=zh&show=armed', width: 1100, dark: true },
  { name: 'panel-en-lost', at: 'lang=en&show=lost', width: 420 },
];

export const PAGE_SHOTS: readonly Shot[] = [
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
  { name: 'backtest-en', at: '#backtest', width: 1280 },
  { name: 'backtest-report-zh-dark', at: 'lang=zh#backtest', width: 1280, dark: true, act: backtested },
  { name: 'browser-en', at: '#browser', width: 1280, dark: true },
  { name: 'data-zh', at: 'lang=zh#data', width: 1280 },
];
