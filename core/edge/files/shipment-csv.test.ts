import { describe, expect, it } from 'vitest';
import type { Shipment } from '../../domain/shipping.ts';
import { parseCsv } from './csv.ts';
import { readShipments, writeShipmentCsv } from './shipment-csv.ts';

const ZONE = 'America/Los_Angeles';
const places = [
  { place: { source: 'nj', location: 'NJ-1' }, name: 'Warehouse NJ: NJ-1' },
  { place: { source: 'la', location: 'LA-2' }, name: '洛杉矶仓: LA-2' },
];
const read = (text: string, over: Partial<Parameters<typeof readShipments>[1]> = {}) => {
  let ids = 0;
  return readShipments(parseCsv(text), { places, zone: ZONE, known: {}, newId: () => `new${++ids}`, order: 'mdy', ...over });
};

it('makes one shipment of the lines of one name, in either language', () => {
  const { rows, problems } = read(
    '货件\t货号\t数量\t目的仓\t状态\t预计到仓\t预计上架\t概率\nFBA15\tA\t100\tLA-2\t海运中\t2026-12-10 14:00\t2026-12-16\t80%\nFBA15\tB\t50\t洛杉矶仓\t海运中\t2026-12-10 14:00\t2026-12-16\t80%',
  );
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    {
      id: 'new1',
      name: 'FBA15',
      to: { source: 'la', location: 'LA-2' },
      lines: [
        { sku: 'A', units: 100 },
        { sku: 'B', units: 50 },
      ],
      stage: 'shipped',
      expectedAt: Date.UTC(2026, 11, 10, 22),
      // A day without a time is over before it counts.
      putAwayAt: Date.UTC(2026, 11, 17, 7, 59),
      chance: 0.8,
    },
  ]);
});

it('replaces the shipment of the same name when the file comes again', () => {
  const known = { s1: { ...read('shipment,sku,units,to\nX,A,5,NJ-1').rows[0], id: 's1' } as Shipment };
  expect(read('shipment,sku,units,to\nX,A,7,NJ-1', { known }).rows).toMatchObject([
    { id: 's1', lines: [{ sku: 'A', units: 7 }] },
  ]);
});

it('needs no warehouse where there is one place only, and leaves dates unknown that nobody says', () => {
  expect(read('shipment,sku,units\nX,A,5', { places: places.slice(0, 1) }).rows).toMatchObject([
    { to: { source: 'nj', location: 'NJ-1' }, expectedAt: null, putAwayAt: null, chance: null, stage: 'shipped' },
  ]);
});

describe('what cannot be read is said by row and column', () => {
  it.each([
    ['X,A,0,NJ-1,,', 'units', 'options:csv.notUnits'],
    ['X,,5,NJ-1,,', 'sku', 'options:csv.empty'],
    [',A,5,NJ-1,,', 'shipment', 'options:csv.empty'],
    ['X,A,5,Mars,,', 'to', 'options:shipments.whichPlace'],
    ['X,A,5,,,', 'to', 'options:shipments.whichPlace'],
    ['X,A,5,NJ-1,next week,', 'eta', 'options:csv.notDate'],
    ['X,A,5,NJ-1,2026-12-10,2026-12-01', '上架时间', 'options:shipments.badOrder'],
  ])('%s', (line, column, key) => {
    const { rows, problems } = read(`shipment,sku,units,to,eta,上架时间\nGOOD,A,1,NJ-1,,\n${line}`);
    expect(rows.map(({ name }) => name)).toEqual(['GOOD']);
    expect(problems).toMatchObject([{ row: 3, column, say: { key } }]);
  });

  it('refuses lines of one shipment that contradict each other', () => {
    const { rows, problems } = read('shipment,sku,units,to\nX,A,5,NJ-1\nX,B,5,LA-2');
    expect(rows).toMatchObject([{ lines: [{ sku: 'A', units: 5 }] }]);
    expect(problems).toMatchObject([{ row: 3, say: { key: 'options:shipments.differs' } }]);
  });
});

it('reads back what it wrote', () => {
  const { rows } = read(
    'shipment,sku,units,to,stage,eta,available at,chance\nX,A,5,NJ-1,customs,2026-12-10 09:30,2026-12-12 10:00,62.5%',
  );
  expect(read(writeShipmentCsv(rows, places, ZONE)).rows).toEqual(rows);
});

describe('a date such as 05/12/2026', () => {
  const file = (...dates: readonly string[]) =>
    `shipment,sku,units,to,eta\n${dates.map((one, at) => `X${at},A,5,NJ-1,${one}`).join('\n')}`;
  const days = (text: string, order: 'mdy' | 'dmy') =>
    read(text, { order, zone: 'UTC' }).rows.map(({ expectedAt }) => new Date(expectedAt ?? 0).toISOString().slice(0, 10));
  it('is asked about where no date of the file tells, and read as somebody says', () => {
    expect(read(file('05/12/2026')).unclearDates).toBe(true);
    expect(days(file('05/12/2026'), 'mdy')).toEqual(['2026-05-12']);
    expect(days(file('05/12/2026'), 'dmy')).toEqual(['2026-12-05']);
  });
  it('is read as another date of the same file tells', () => {
    expect(read(file('05/12/2026', '25/12/2026')).unclearDates).toBe(false);
    expect(days(file('05/12/2026', '25/12/2026'), 'mdy')).toEqual(['2026-12-05', '2026-12-25']);
  });
});
