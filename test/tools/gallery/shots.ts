import type { Page } from 'playwright-core';

/** One photograph: what to show, how large, and what to press first. */
export type Shot = {
  readonly name: string;
  readonly at: string;
  readonly width: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** What is in sight only, not the whole page. */
  readonly cut?: true;
  readonly act?: (page: Page) => Promise<unknown>;
};
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

async function backtested(page: Page): Promise<void> {
  const file = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('x') });
  await page.locator('input[type=file]').setInputFiles(['streams.csv', 'orders.csv', 'notes.txt'].map(file));
  await page.locator('.backtest button[type=submit]').click();
}

/** Chooses a file where one can be chosen, after `before` has been pressed. */
const file =
  (name: string, text: string, before: string | null = null) =>
  async (page: Page) => {
    if (before !== null) await press(before)(page);
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  };
const ORDERS = [
  'Order ID,Order Status,Cancelation/Return Type,Seller SKU,Quantity,Created Time',
  ...Array.from({ length: 600 }, (_, at) => {
    const day = String(1 + (at % 22)).padStart(2, '0');
    const status = at % 13 === 0 ? 'Canceled' : at % 17 === 0 ? 'Unpaid' : at % 3 === 0 ? 'Shipped' : 'Completed';
    return `5764${at},${status},,SKU-${String(1 + ((at * 7) % 60)).padStart(4, '0')},${1 + (at % 3)},11/${day}/2026 7:${10 + (at % 50)}:00 PM`;
  }),
  '57649999,Completed,,,1,11/20/2026 7:10:00 PM',
  '57649998,Completed,,SKU-0001,one,11/20/2026 7:10:00 PM',
].join('\n');
const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  ...[
    'BEGIN:VEVENT',
    'UID:weekly',
    'SUMMARY:周二晚场 Tuesday live',
    'DTSTART;TZID=America/New_York:20261124T190000',
    'DURATION:PT3H',
    'RRULE:FREQ=WEEKLY;COUNT=5',
    'END:VEVENT',
  ],
  ...['BEGIN:VEVENT', 'UID:day', 'SUMMARY:Black Friday', 'DTSTART;VALUE=DATE:20261127', 'END:VEVENT'],
  'END:VCALENDAR',
].join('\r\n');
const RUNDOWN = ['listing\tstart\tminutes', 'GIFT-SET\t00:05\t15', 'Tumbler\t+20\t10', 'SKU-0007\t\t12', 'Teapot\t\t5'].join(
  '\n',
);
async function rundown(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Rundown|排品表)/ })
    .nth(1)
    .click();
  await page.getByRole('button', { name: /^(Paste|粘贴)/ }).click();
  await page.locator('textarea').fill(RUNDOWN);
  await page.getByRole('button', { name: /^(Read|读取)$/ }).click();
}

export const PANEL_SHOTS: readonly Shot[] = [
  { name: 'panel-en', at: 'lang=en', width: 420 },
  { name: 'panel-zh-dark-open', at: 'lang=zh&show=open', width: 420, dark: true },
  { name: 'panel-zh-armed', at: 'lang=zh&show=armed', width: 420 },
  { name: 'panel-en-dark-detail', at: 'lang=en&show=detail', width: 420, dark: true },
  { name: 'panel-wide-en-detail', at: 'lang=en&show=detail', width: 1100 },
  { name: 'panel-wide-zh-dark-armed', at: 'lang=zh&show=armed', width: 1100, dark: true },
  { name: 'panel-zh-why', at: 'lang=zh&show=why', width: 420 },
  { name: 'panel-en-lost', at: 'lang=en&show=lost', width: 420 },
  ...[
    'single',
    'paused',
    'release',
    'choose',
    'limit',
    'drip',
    'selected',
    'several',
    'severalSent',
    'released',
    'unknown',
    'takeBack',
    'wait',
    'page',
    'waitPage',
  ].flatMap((show): Shot[] => [
    { name: `stock-${show}-en`, at: `lang=en&show=${show}`, width: 380 },
    { name: `stock-${show}-zh-dark`, at: `lang=zh&show=${show}`, width: 380, dark: true },
    { name: `stock-${show}-wide-zh`, at: `lang=zh&show=${show}`, width: 1_280 },
  ]),
  { name: 'panel-wide-en', at: 'lang=en&show=single', width: 1_000 },
  { name: 'panel-plain-en', at: 'lang=en&show=plain', width: 380 },
  { name: 'panel-plain-wide-zh', at: 'lang=zh&show=plain', width: 900 },
];

export const PAGE_SHOTS: readonly Shot[] = [
  ...['streams', 'before', 'during', 'after', 'restock', 'recordings'].flatMap((tab): Shot[] => [
    { name: `desk-${tab}-en`, at: `page=desk&tab=${tab}`, width: 1280 },
    { name: `desk-${tab}-zh-dark`, at: `page=desk&lang=zh&tab=${tab}`, width: 1280, dark: true },
  ]),
  { name: 'readme-desk-before-en', at: 'page=desk&tab=before', width: 1280, height: 760, cut: true },
  { name: 'readme-desk-plan-zh', at: 'page=desk&lang=zh&tab=restock&state=open', width: 1280, height: 760, cut: true },
  { name: 'readme-desk-after-en', at: 'page=desk&tab=after', width: 1280, height: 900, cut: true },
  { name: 'readme-desk-during-zh', at: 'page=desk&lang=zh&tab=during', width: 1280, height: 900, cut: true },
  { name: 'desk-guard-en', at: 'page=desk&tab=during&state=guard', width: 1280, height: 500, cut: true },
  { name: 'desk-guard-zh-dark', at: 'page=desk&lang=zh&tab=before&state=guard', width: 1280, height: 500, cut: true, dark: true },
  { name: 'desk-plan-en', at: 'page=desk&tab=restock&state=open', width: 1280 },
  { name: 'desk-plan-zh', at: 'page=desk&lang=zh&tab=restock&state=open', width: 1280 },
  { name: 'desk-before-narrow-zh', at: 'page=desk&lang=zh&tab=before', width: 760 },
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
  { name: 'streams-zh', at: 'lang=zh#streams', width: 1280 },
  { name: 'stream-form-en', at: '#streams', width: 1280, act: press('Edit') },
  { name: 'calendar-en', at: '#streams', width: 1280, act: file('live.ics', CALENDAR, 'Import a calendar…') },
  { name: 'calendar-zh-dark', at: 'lang=zh#streams', width: 1280, dark: true, act: file('live.ics', CALENDAR, '导入日历…') },
  { name: 'rundown-en', at: '#streams', width: 1280, act: rundown },
  { name: 'rundown-zh', at: 'lang=zh#streams', width: 1280, act: rundown },
  { name: 'sku-form-en', at: '#skus', width: 1280, act: press('Details of SKU-0001') },
  { name: 'sku-form-zh-dark', at: 'lang=zh#skus', width: 1280, dark: true, act: press('SKU-0001 详情') },
  { name: 'shipments-en', at: '#shipments', width: 1280 },
  { name: 'shipment-form-zh', at: 'lang=zh#shipments', width: 1280, act: press(/^编辑 FBA15/) },
  { name: 'modes-en', at: '#modes', width: 1280 },
  { name: 'mode-form-en', at: '#modes', width: 1280, act: press(/^Edit 普船/) },
  { name: 'mode-form-zh-dark', at: 'lang=zh#modes', width: 1280, dark: true, act: press('添加物流方式') },
  { name: 'capacities-en', at: '#capacities', width: 1280 },
  { name: 'capacities-zh', at: 'lang=zh#capacities', width: 1280 },
  { name: 'restock-en', at: '#restock', width: 1280 },
  { name: 'restock-zh-dark', at: 'lang=zh#restock', width: 1280, dark: true },
  { name: 'triggers-en', at: '#triggers', width: 1280 },
  { name: 'triggers-zh', at: 'lang=zh#triggers', width: 1280 },
  { name: 'robots-en', at: '#robots', width: 1280, act: press('Add a robot') },
  { name: 'history-en', at: '#history', width: 1280, act: file('orders.csv', ORDERS) },
  { name: 'history-zh-dark', at: 'lang=zh#history', width: 1280, dark: true, act: file('orders.csv', ORDERS) },
  { name: 'funnels-zh', at: 'lang=zh#funnels', width: 1280 },
  { name: 'modes-zh-narrow', at: 'lang=zh#modes', width: 700 },
  { name: 'skus-zh', at: 'lang=zh#skus', width: 1280 },
  { name: 'skus-en-narrow', at: '#skus', width: 700 },
  { name: 'listings-en', at: '#listings', width: 1280 },
  { name: 'listing-form-zh', at: 'lang=zh#listings', width: 1280, act: press('编辑') },
  { name: 'backtest-en', at: '#backtest', width: 1280 },
  { name: 'backtest-report-zh-dark', at: 'lang=zh#backtest', width: 1280, dark: true, act: backtested },
  { name: 'browser-en', at: '#browser', width: 1280, dark: true },
  { name: 'audit-zh', at: 'lang=zh#audit', width: 1280, height: 1_000, cut: true },
  { name: 'audit-en-dark', at: '#audit', width: 1280, height: 1_000, cut: true, dark: true },
  { name: 'audit-rehearsal-en', at: 'state=rehearsal#audit', width: 1280, height: 700, cut: true },
  { name: 'guards-rehearsal-zh-dark', at: 'lang=zh&state=rehearsal#guards', width: 1280, height: 700, cut: true, dark: true },
  { name: 'reset-en', at: '#data', width: 1280, act: press('Reset settings…') },
  { name: 'reset-zh-dark', at: 'lang=zh#data', width: 1280, dark: true, act: press('重置设置…') },
  { name: 'data-zh', at: 'lang=zh#data', width: 1280, height: 1_000, cut: true },
  { name: 'data-en-dark', at: '#data', width: 1280, height: 1_000, cut: true, dark: true },
];
