import { describe, expect, it } from 'vitest';
import type { OrdersAsk, OrdersLook } from '../../domain/orders-file.ts';
import { NO_FACTS } from '../../domain/settings.ts';
import { parseCsv } from './csv.ts';
import { lookAtOrders, readOrders } from './order-csv.ts';

const NEW_YORK = 'America/New_York';
const none = { skus: {}, listings: {} };
const ask = (over: Partial<OrdersAsk> = {}): OrdersAsk => ({
  zone: NEW_YORK,
  market: NEW_YORK,
  released: [],
  order: 'mdy',
  today: '2026-11-23',
  ...over,
});
const look = (text: string): OrdersLook => {
  const looked = lookAtOrders(parseCsv(text));
  if ('problems' in looked) throw new Error(looked.problems[0]?.say.key);
  return looked;
};
const usually = (text: string) =>
  look(text)
    .statuses.filter(({ released }) => released)
    .map(({ status }) => status);

const TIKTOK = [
  'Order ID\tOrder Status\tOrder Substatus\tCancelation/Return Type\tSeller SKU\tQuantity\tSku Quantity of return\tCreated Time\tPaid Time',
  'Platform unique order ID.\tCurrent order status.\t\t\tSeller sku input by the seller in the product system.\tSKU sold quantity in the order.\tSKU returned quantity in the order.\tThe time of order creation.\tThe time of payment.',
  '576461413038785752\tCompleted\tCompleted\t\tTEE-M\t2\t1\t11/20/2026 7:12:30 PM\t11/20/2026 7:13:00 PM',
  '576461413038785753\tCanceled\tCanceled\tCancel\tTEE-M\t5\t0\t11/20/2026 8:00:00 PM\t',
  '576461413038785754\tUnpaid\t\t\tTEE-L\t1\t0\t11/21/2026 12:10:00 AM\t',
  '576461413038785755\tTo ship\tAwaiting shipment\t\tTEE-M\t1\t0\t11/21/2026 12:10:00 AM\t11/21/2026 12:11:00 AM',
].join('\n');
const SHOPIFY = [
  'Name,Email,Financial Status,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Cancelled at',
  '#1001,a@x,paid,fulfilled,2026-11-20 23:30:00 -0500,2,Tee,TEE-M,',
  '#1001,a@x,,,2026-11-20 23:30:00 -0500,1,Tee,TEE-L,',
  '#1002,b@x,refunded,,2026-11-21 09:00:00 -0500,4,Tee,TEE-M,2026-11-21 09:30:00 -0500',
  '#1002,b@x,,,2026-11-21 09:00:00 -0500,4,Tee,TEE-L,',
].join('\n');
const AMAZON = [
  'amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\tsku\titem-status\tquantity',
  '111-1\t\t2026-11-21T02:12:30+00:00\tShipped\tTEE-M\tShipped\t2',
  '111-2\t\t2026-11-21T02:12:30+00:00\tCancelled\tTEE-M\tCancelled\t0',
].join('\n');
const DOUYIN = [
  '主订单编号,子订单编号,选购商品,商家编码,商品数量,订单提交时间,支付完成时间,订单状态,售后状态',
  '6921,6921A,开衫,TEE-M,1,2026-11-20 22:10:00,2026-11-20 22:10:30,已完成,-',
  '6922,6922A,开衫,TEE-M,3,2026-11-20 22:12:00,,已关闭,-',
  '6923,6923A,开衫,TEE-M,2,2026-11-20 22:15:00,2026-11-20 22:16:00,已发货,退款成功',
].join('\n');

describe('what there is to be asked', () => {
  it.each([
    ['TikTok Shop', TIKTOK, 'tiktok', ['Canceled', 'Unpaid'], 4],
    ['Shopify', SHOPIFY, 'shopify', ['refunded · cancelled'], 0],
    ['Amazon', AMAZON, 'amazon', ['Cancelled'], 0],
    ['抖店', DOUYIN, 'douyin', ['已关闭'], 3],
    ['somebody', 'sku,quantity,created,status\nA,1,2026-11-20,ok', null, [], 1],
  ] as const)('%s', (_, text, platform, released, naive) => {
    expect(look(text)).toMatchObject({ platform, naive, unclearDates: false });
    expect(usually(text)).toEqual(released);
  });

  it('counts lines by status, an order’s further lines with its first', () => {
    expect(look(SHOPIFY).statuses.map(({ status, lines }) => [status, lines])).toEqual([
      ['paid', 2],
      ['refunded · cancelled', 2],
    ]);
  });

  it('says that nobody can tell the month', () => {
    expect(look('sku,quantity,created\nA,1,05/11/2026 10:00').unclearDates).toBe(true);
  });

  it('names the columns that are missing', () => {
    const looked = lookAtOrders(parseCsv('order,sku\n1,A'));
    expect(looked).toMatchObject({
      problems: [{ say: { key: 'options:csv.noColumn', values: { missing: 'quantity, created' } } }],
    });
  });
});

describe('net units by day of the market', () => {
  const days = (text: string, over: Partial<OrdersAsk> = {}) =>
    readOrders(parseCsv(text), ask({ released: usually(text), ...over }), none).rows.map(
      ({ sku, day, net }) => `${day} ${sku} ${net}`,
    );

  it.each([
    ['TikTok Shop', TIKTOK, ['2026-11-20 TEE-M 2', '2026-11-21 TEE-M 1']],
    ['Shopify', SHOPIFY, ['2026-11-20 TEE-L 1', '2026-11-20 TEE-M 2']],
    ['Amazon', AMAZON, ['2026-11-20 TEE-M 2']],
    ['抖店', DOUYIN, ['2026-11-20 TEE-M 3']],
  ])('%s', (_, text, wanted) => {
    expect(days(text)).toEqual(wanted);
  });

  it('counts a day as the market’s, by the zone that was asked for', () => {
    expect(days(DOUYIN, { zone: 'Asia/Shanghai' })).toEqual(['2026-11-20 TEE-M 3']);
    expect(days(DOUYIN, { zone: 'Asia/Shanghai', market: 'Pacific/Auckland' })).toEqual(['2026-11-21 TEE-M 3']);
  });

  it.each([
    // The night in which clocks go back has 25 hours, the one in which they go forward 23.
    ['2026-11-01T03:30:00Z', '2026-10-31'],
    ['2026-11-01T04:30:00Z', '2026-11-01'],
    ['2026-11-02T04:30:00Z', '2026-11-01'],
    ['2026-03-08T04:59:00Z', '2026-03-07'],
    ['2026-03-09T03:59:00Z', '2026-03-08'],
  ])('%s is sold on %s in New York', (created, day) => {
    expect(days(`sku,quantity,created\nA,1,${created}`)).toEqual([`${day} A 1`]);
  });

  it('leaves out a day that is not over, and says so', () => {
    const read = readOrders(parseCsv('sku,quantity,created\nA,1,2026-11-22 10:00\nA,9,2026-11-23 10:00'), ask(), none);
    expect(read).toMatchObject({ from: '2026-11-22', to: '2026-11-22', unfinished: 1, rows: [{ net: 1 }] });
  });

  it('leaves out what is older than 90 days, and says how much', () => {
    const lines = ['2026-08-24', '2026-08-25', '2026-11-22'].map((day) => `A,1,${day}`);
    const read = readOrders(parseCsv(['sku,quantity,created', ...lines].join('\n')), ask(), none);
    expect(read).toMatchObject({ from: '2026-08-25', to: '2026-11-22', older: 1, lines: 2 });
    expect(read.rows.map(({ day }) => day)).toEqual(['2026-08-25', '2026-11-22']);
  });

  it('counts a bundle by what it uses up', () => {
    const components = [
      { sku: 'CUP', unitsPerSale: 2 },
      { sku: 'BOX', unitsPerSale: 1 },
    ];
    const listings = { x: { account: 'us', key: 'GIFT', title: '', variants: [{ id: 'GIFT-S', title: '', components }] } };
    const skus = { TEE: { sku: 'TEE', ...NO_FACTS } };
    const read = readOrders(parseCsv('sku,quantity,created\nGIFT-S,3,2026-11-20\nTEE,1,2026-11-20'), ask(), { skus, listings });
    expect(read.rows.map(({ sku, net }) => [sku, net])).toEqual([
      ['BOX', 3],
      ['CUP', 6],
      ['TEE', 1],
    ]);
  });

  it('keeps the day of a status that counts as no sale: nothing was sold on it', () => {
    const read = readOrders(
      parseCsv('sku,quantity,created,status\nA,1,2026-11-20,Cancelled'),
      ask({ released: ['Cancelled'] }),
      none,
    );
    expect(read).toMatchObject({ rows: [], from: '2026-11-20', to: '2026-11-20', released: 1 });
  });
});

it.each([
  ['A,one,2026-11-20', 'quantity', 'options:csv.notWhole'],
  ['A,-2,2026-11-20', 'quantity', 'options:csv.notWhole'],
  ['A,,2026-11-20', 'quantity', 'options:csv.empty'],
  ['A,1,sometime', 'created', 'options:csv.notDate'],
  ['A,1,', 'created', 'options:csv.empty'],
  [',1,2026-11-20', 'sku', 'options:orders.noSku'],
])('says by row and column what cannot be read: %s', (line, column, key) => {
  const { rows, problems } = readOrders(parseCsv(`sku,quantity,created\nGOOD,1,2026-11-20\n\n${line}`), ask(), none);
  expect(rows).toHaveLength(1);
  expect(problems).toMatchObject([{ row: 4, column, say: { key } }]);
});

it.each([
  ['A,1,2026-11-21,"live\nB,1,2026-11-21,live', 'channel', 'options:csv.quote'],
  ['A,1,000,2026-11-21,live', 'channel', 'options:csv.moreCells'],
])('counts nothing of a row that is broken, and says so: %s', (lines, column, key) => {
  const { rows, problems } = readOrders(parseCsv(`sku,quantity,created,channel\nGOOD,1,2026-11-20,live\n${lines}`), ask(), none);
  expect(rows).toHaveLength(1);
  expect(problems).toMatchObject([{ row: 3, column, say: { key } }]);
});

it('says of a header that a quote swallowed what is to be mended in it', () => {
  const { problems } = readOrders(parseCsv('"sku,quantity,created\nA,1,2026-11-20\n'), ask(), none);
  expect(problems[0]).toMatchObject({ row: 1, say: { key: 'options:csv.quote' } });
});

it('reads a date by what the other dates of the file tell, whatever was guessed', () => {
  const table = parseCsv('sku,quantity,created\nA,1,05/11/2026 10:00\nA,1,25/11/2026 10:00');
  const ask = { zone: 'UTC', market: 'UTC', released: [], order: 'mdy', today: '2026-12-01' } as const;
  expect(readOrders(table, ask, { skus: {}, listings: {} })).toMatchObject({ from: '2026-11-05', to: '2026-11-25' });
});
