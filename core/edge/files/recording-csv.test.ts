import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../domain/instant.ts';
import { readExport } from './recording-csv.ts';

const START = Date.UTC(2026, 10, 23, 0, 0);
const streams = 'stream_id,starts_at,ends_at\nS1,2026-11-22T19:00:00-05:00,2026-11-22T20:50:00-05:00\n';
const orders = `order_id,created_at,sku,quantity,status
1,2026-11-23T00:10:00Z,TEE,2,paid
2,2026-11-23T08:05:00+08:00,TEE,1,Cancelled
3,2026-11-23T01:50:00Z,TEE,9,paid
4,2026-11-22T23:59:59Z,TEE,9,paid
5,2026-11-23T00:20:00Z,CAP,3,
`;

describe('an export', () => {
  it('is read with its times as they are meant, and holds what was sold from the start until just before the end', () => {
    const { recordings, problems } = readExport({ 'streams.csv': streams, 'orders.csv': orders });
    expect(problems).toEqual([]);
    expect(recordings).toHaveLength(1);
    expect(recordings[0]).toMatchObject({ id: 'S1', startsAt: START, endsAt: START + 110 * MINUTE });
    expect(recordings[0]?.sales.TEE).toEqual([
      { at: START + 5 * MINUTE, units: 1, released: true },
      { at: START + 10 * MINUTE, units: 2, released: false },
    ]);
    expect(recordings[0]?.sales.CAP).toEqual([{ at: START + 20 * MINUTE, units: 3, released: false }]);
  });

  it('takes the planned end that is given, else the actual one rounded up to the quarter hour', () => {
    const planned = (text: string) => readExport({ 'streams.csv': text, 'orders.csv': orders }).recordings[0]?.plannedEndsAt;
    expect(planned(streams)).toBe(START + 120 * MINUTE);
    const given =
      'stream_id,starts_at,ends_at,planned_ends_at\nS1,2026-11-23T00:00:00Z,2026-11-23T02:50:00Z,2026-11-23T02:00:00Z\n';
    expect(planned(given)).toBe(START + 120 * MINUTE);
  });

  it('holds rundown, pins, viewers, stock and offers where there are any, and ignores what it does not know', () => {
    const spans = 'sku,stream_id,starts_at,ends_at,note\nTEE,S1,2026-11-23T00:30:00Z,2026-11-23T00:40:00Z,x\n';
    const { recordings, problems } = readExport({
      'streams.csv': streams,
      'orders.csv': orders,
      'rundown.csv': spans,
      'pins.csv': spans,
      'viewers.csv': 'stream_id,at,viewers\nS1,2026-11-23T00:30:00Z,1200\n',
      'stock.csv': 'stream_id,sku,at,available\nS1,TEE,2026-11-23T00:30:00Z,-2\n',
      'offers.csv': 'stream_id,sku,kind,starts_at,ends_at\nS1,TEE,coupon,2026-11-23T00:30:00Z,2026-11-23T00:40:00Z\n',
    });
    expect(problems).toEqual([]);
    const span = { sku: 'TEE', startsAt: START + 30 * MINUTE, endsAt: START + 40 * MINUTE };
    expect(recordings[0]).toMatchObject({
      rundown: [span],
      pins: [span],
      viewers: [{ at: START + 30 * MINUTE, viewers: 1200 }],
      stock: [{ sku: 'TEE', at: START + 30 * MINUTE, available: -2 }],
      offers: [{ ...span, kind: 'coupon' }],
    });
  });

  const withOrders = (...lines: string[]) =>
    readExport({ 'streams.csv': streams, 'orders.csv': ['order_id,created_at,sku,quantity,status', ...lines].join('\n') });

  it('counts a status that nobody knows as sold, and says each once with its rows', () => {
    const { recordings, notes } = withOrders(
      '1,2026-11-23T00:10:00Z,TEE,1,Refunded',
      '2,2026-11-23T00:10:00Z,TEE,1,交易关闭',
      '3,2026-11-23T00:10:00Z,TEE,1,Pending',
      '4,2026-11-23T00:10:00Z,TEE,1,Pending',
      '5,2026-11-23T09:10:00Z,TEE,1,of no stream',
    );
    expect(recordings[0]?.sales.TEE?.map(({ released }) => released)).toEqual([false, true, false, false]);
    expect(notes).toEqual([{ say: 'status', status: 'Pending', n: 2 }]);
  });

  it('counts a row that stands there again once, and says how many; two lines of an order are two', () => {
    const line = '1,2026-11-23T00:10:00Z,TEE,1,paid';
    const { recordings, notes } = withOrders(
      line,
      line,
      line,
      '1,2026-11-23T00:10:00Z,TEE,2,paid',
      '1,2026-11-23T00:10:00Z,CAP,1,paid',
      ',2026-11-23T00:10:00Z,CAP,1,paid',
      ',2026-11-23T00:10:00Z,CAP,1,paid',
    );
    const units = (sku: string) => recordings[0]?.sales[sku]?.reduce((sum, sale) => sum + sale.units, 0);
    expect([units('TEE'), units('CAP')]).toEqual([3, 3]);
    expect(notes).toEqual([{ say: 'twice', n: 2 }]);
  });

  it('reads whole numbers written with a point, and takes a row of no unit for no sale', () => {
    const { recordings, problems } = withOrders('1,2026-11-23T00:10:00Z,TEE,2.0,', '2,2026-11-23T00:10:00Z,CAP,0,');
    expect(problems).toEqual([]);
    expect(Object.keys(recordings[0]?.sales ?? {})).toEqual(['TEE']);
    expect(recordings[0]?.sales.TEE?.[0]?.units).toBe(2);
  });

  it('reads an optional file with nothing in it as if it were not there', () => {
    expect(readExport({ 'streams.csv': streams, 'orders.csv': orders, 'pins.csv': ' \n' }).problems).toEqual([]);
  });

  it.each([
    [
      'a stray quote in a column that nobody uses',
      ['1,2026-11-23T00:10:00Z,TEE,1,paid,"live', '2,2026-11-23T00:11:00Z,TEE,1,paid,live'],
      'note',
      'quote',
    ],
    ['a thousand without quotes', ['1,2026-11-23T00:10:00Z,TEE,1,000,paid,live'], 'note', 'cells'],
  ])('says row and column of %s, and reads nothing of it', (_name, lines, column, expected) => {
    const text = ['order_id,created_at,sku,quantity,status,note', '0,2026-11-23T00:09:00Z,CAP,1,paid,live', ...lines].join('\n');
    const { recordings, problems } = readExport({ 'streams.csv': streams, 'orders.csv': text });
    expect(problems).toMatchObject([{ file: 'orders.csv', row: 3, column, expected }]);
    expect(Object.keys(recordings[0]?.sales ?? {})).toEqual(['CAP']);
  });

  it.each([
    ['ends_at', 'S1,2026-11-22T19:00:00-05:00,2027-11-22T20:50:00-05:00,'],
    ['planned_ends_at', 'S1,2026-11-22T19:00:00-05:00,2026-11-22T20:50:00-05:00,2026-12-22T20:50:00-05:00'],
  ])('says of %s that it is a slip of the pen, and nothing more of what belongs to the stream', (column, line) => {
    const { problems } = readExport({
      'streams.csv': `stream_id,starts_at,ends_at,planned_ends_at\n${line}\n`,
      'orders.csv': orders,
      'viewers.csv': 'stream_id,at,viewers\nS1,2026-11-23T00:30:00Z,12\n',
    });
    expect(problems).toMatchObject([{ file: 'streams.csv', row: 2, column, expected: 'week' }]);
  });

  it.each([
    ['a file that is missing', { 'streams.csv': streams }, ['orders.csv', 0, '', 'file']],
    [
      'a column that is missing',
      { 'streams.csv': streams, 'orders.csv': 'order_id,sku,quantity\n' },
      ['orders.csv', 1, 'created_at', 'column'],
    ],
    [
      'a time without an offset',
      { 'streams.csv': streams, 'orders.csv': 'order_id,created_at,sku,quantity\n1,2026-11-23 00:10,TEE,1\n' },
      ['orders.csv', 2, 'created_at', 'time'],
    ],
    [
      'half a unit',
      { 'streams.csv': streams, 'orders.csv': 'order_id,created_at,sku,quantity\n1,2026-11-23T00:10:00Z,TEE,0.5\n' },
      ['orders.csv', 2, 'quantity', 'whole'],
    ],
    [
      'an order of nothing',
      { 'streams.csv': streams, 'orders.csv': 'order_id,created_at,sku,quantity\n\n1,2026-11-23T00:10:00Z,,1\n' },
      ['orders.csv', 3, 'sku', 'text'],
    ],
    [
      'a stream that ends before it starts',
      { 'streams.csv': 'stream_id,starts_at,ends_at\nS1,2026-11-23T02:00:00Z,2026-11-23T01:00:00Z\n', 'orders.csv': orders },
      ['streams.csv', 2, 'ends_at', 'later'],
    ],
    [
      'a stream that stands there twice',
      { 'streams.csv': `${streams}S1,2026-11-23T02:00:00Z,2026-11-23T03:00:00Z\n`, 'orders.csv': orders },
      ['streams.csv', 3, 'stream_id', 'once'],
    ],
    [
      'viewers of no stream',
      { 'streams.csv': streams, 'orders.csv': orders, 'viewers.csv': 'stream_id,at,viewers\nS9,2026-11-23T00:30:00Z,12\n' },
      ['viewers.csv', 2, 'stream_id', 'stream'],
    ],
  ])('says file, row and column of %s, and what was expected', (_name, files, [file, row, column, expected]) => {
    expect(readExport(files as Parameters<typeof readExport>[0]).problems).toMatchObject([{ file, row, column, expected }]);
  });
});
