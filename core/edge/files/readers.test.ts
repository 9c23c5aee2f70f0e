import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileProblem, Table } from '../../domain/table.ts';
import { readCalendar } from './calendar.ts';
import { parseCsv } from './csv.ts';
import { readFunnels } from './funnel-csv.ts';
import { readListings } from './listing-csv.ts';
import { lookAtOrders, readOrders } from './order-csv.ts';
import { readRundown } from './rundown-csv.ts';
import { readSheet } from './sheet.ts';
import { readShipments } from './shipment-csv.ts';
import { readSkus } from './sku-csv.ts';
import { readStock } from './stock-csv.ts';

const zone = 'America/New_York';
const start = Date.UTC(2026, 10, 25);
const known = { skus: {}, listings: {} };
const orders = { zone, market: zone, released: [], order: 'mdy', today: '2026-11-23' } as const;
const readers: Readonly<Record<string, (table: Table) => { readonly problems: readonly FileProblem[] }>> = {
  SKUs: (table) => readSkus(table, {}),
  listings: (table) => readListings(table, 'us'),
  shipments: (table) => readShipments(table, { places: [], zone, known: {}, newId: () => 'x', order: 'mdy' }),
  counts: (table) => readFunnels(table, { account: 'us', stream: null, streams: {}, listings: {}, at: 1, order: 'mdy' }),
  rundown: (table) => readRundown(table, { account: 'us', zone, startsAt: start, endsAt: start + 7_200_000, ...known }),
  orders: (table) => readOrders(table, orders, known),
  stock: (table) => readStock(table, {}),
  'orders at first': (table) => {
    const looked = lookAtOrders(table);
    return 'problems' in looked ? looked : { problems: [] };
  },
};
const names = [
  'sku',
  'listing',
  'shipment',
  'units',
  'quantity',
  'created',
  'start',
  'minutes',
  'price',
  'size',
  'eta',
  'clicks',
  'stream',
  'day',
  '状态',
  'x',
];
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '2026-11-20',
    '20:15',
    '99:99',
    '25:00',
    '+5',
    '10%',
    '12.5 USD',
    '60x40x30',
    '31/12/2026',
    '__proto__',
    'constructor',
    '=1+1',
  ),
);
const table = fc
  .tuple(fc.array(fc.constantFrom(...names), { maxLength: 6 }), fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 8 }))
  .map(([header, rows]) =>
    parseCsv([header, ...rows].map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')),
  );

describe('whatever a table holds, it is read or said', () => {
  it.each(Object.keys(readers))('%s: nothing is thrown, and each problem names a row that is there', (name) => {
    fc.assert(
      fc.property(table, (one) => {
        const rows = new Set([0, 1, ...one.rows.map(({ row }) => row)]);
        for (const { row, say } of readers[name]?.(one).problems ?? []) {
          expect(rows.has(row)).toBe(true);
          expect(say.key).toMatch(/^options:/);
        }
      }),
    );
  });

  it('bytes of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isZip) => {
        const file = isZip ? Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
        const read = await readSheet(new Uint8Array(file).buffer);
        expect(read.ok || read.say.key.startsWith('options:sheet.')).toBe(true);
      }),
    );
  });

  it('calendars of any kind', async () => {
    const line = fc.constantFrom(
      'UID:a',
      'SUMMARY:x',
      'DTSTART:20261125T000000Z',
      'DTSTART;VALUE=DATE:20261125',
      'DTSTART:nonsense',
      'DTEND:20261125T020000Z',
      'DURATION:PT2H',
      'DURATION:-PT2H',
      'RRULE:FREQ=WEEKLY',
      'RRULE:FREQ=NEVER',
      'RRULE:COUNT=3',
      'EXDATE:x',
      'RECURRENCE-ID:20261125T000000Z',
      'STATUS:CANCELLED',
      'RECURRENCE-ID:x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 14 }), async (lines) => {
        const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
        const read = await readCalendar(text, { zone, from: start - 864e5, until: start + 30 * 864e5 });
        if (read.ok) for (const event of read.events) expect(event.endsAt).toBeGreaterThan(event.startsAt);
      }),
    );
  });
});
