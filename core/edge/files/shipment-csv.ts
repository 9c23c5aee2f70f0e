import * as v from 'valibot';
import type { Zone } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Place } from '../../domain/position.ts';
import type { Shipment } from '../../domain/shipping.ts';
import type { DatedRead, DateOrder, FileProblem, Table } from '../../domain/table.ts';
import { shipment as shipmentShape } from '../messages/supply-schemas.ts';
import { bad, type Cell, good, oneOf, oneOrMore, part } from './cells.ts';
import { writeCsv } from './csv.ts';
import { datesOf, endOfDay, instantOf, wallIn, writtenIn } from './moments.ts';
import { type RowReader, readRows } from './rows.ts';

const COLUMNS = {
  name: ['shipment', 'name', 'reference', '货件', '货件号', '货件名称', '批次', '单号', '柜号', 'shipment id', 'fba id'],
  sku: ['sku', '商品编码', '货号', 'sku编码', '商家编码', 'msku'],
  units: ['units', 'quantity', 'qty', '数量', '件数', '发货数量'],
  to: ['to', 'warehouse', 'destination', '目的仓', '仓库', '目的地', '库位'],
  stage: ['stage', 'status', '阶段', '状态', '物流状态'],
  expectedAt: ['expectedAt', 'expected at', 'eta', '预计到仓', '预计到达', '到仓时间'],
  putAwayAt: ['putAwayAt', 'put away at', 'available at', '预计上架', '上架时间', '可售时间'],
  chance: ['chance', 'probability', '概率', '准时概率'],
} as const;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];
const STAGES: Readonly<Record<Shipment['stage'], readonly string[]>> = {
  ordered: ['已下单', '备货', '生产中', '待发货', 'in production', 'ready to ship'],
  shipped: ['已发货', '运输中', '在途', 'in transit', 'on the way', '海运中', '已开船'],
  customs: ['清关', '清关中', '到港', 'at port', 'customs clearance'],
  receiving: ['到仓', '已到仓', '收货中', '入库中', '待上架', 'checked in', 'delivered'],
  done: ['已上架', '已完成', '完成', 'closed', 'completed'],
};
export type NamedPlace = { readonly place: Place; readonly name: string };
type Asked = {
  readonly places: readonly NamedPlace[];
  /** The zone of times without one. */
  readonly zone: Zone;
  readonly known: Readonly<Record<string, Shipment>>;
  readonly newId: () => string;
  /** Where the file's own dates do not tell. */
  readonly order: DateOrder;
};
type Line = Omit<Shipment, 'id' | 'lines'> & { readonly row: number; readonly sku: string; readonly units: number };

/** One line a SKU; lines of one name are one shipment. One whose name is known is replaced, so a file can be brought again. */
export function readShipments(table: Table, { places, zone, known, newId, order: asked }: Asked): DatedRead<Shipment> {
  const { order, unclearDates } = datesOf(table, COLUMNS, ['expectedAt', 'putAwayAt'], asked);
  const ids = new Map(Object.values(known).map(({ name, id }) => [name, id]));
  const { rows, problems, ignored } = readRows<Field, Line>(table, {
    names: COLUMNS,
    needed: ['name', 'sku', 'units'],
    read: (row) => lineIn(row, places, momentIn(zone, order)),
  });
  const all: FileProblem[] = [...problems];
  const shipments = new Map<string, Shipment>();
  for (const { row, sku, units, ...line } of rows) {
    const before = shipments.get(line.name);
    if (before !== undefined && differs(before, line)) {
      all.push({ row, column: 'shipment', say: phrase('options:shipments.differs', { name: line.name }) });
      continue;
    }
    const lines = before?.lines ?? [];
    const same = lines.find((one) => one.sku === sku);
    const next =
      same === undefined
        ? [...lines, { sku, units }]
        : lines.map((one) => (one === same ? { sku, units: one.units + units } : one));
    shipments.set(line.name, { ...line, id: before?.id ?? ids.get(line.name) ?? newId(), lines: next });
  }
  const good = [...shipments.values()].filter((one) => {
    const fits = v.is(shipmentShape, one);
    if (!fits) all.push({ row: 0, column: one.name, say: phrase('options:shipments.tooMuch', { name: one.name }) });
    return fits;
  });
  return { rows: good, problems: all.sort((a, b) => a.row - b.row), ignored, unclearDates };
}

const differs = (a: Shipment, b: Omit<Line, 'row' | 'sku' | 'units'>): boolean =>
  a.to.source !== b.to.source ||
  a.to.location !== b.to.location ||
  a.expectedAt !== b.expectedAt ||
  a.putAwayAt !== b.putAwayAt ||
  a.stage !== b.stage;

function lineIn(row: RowReader<Field>, places: readonly NamedPlace[], date: (text: string) => Cell<number>): Line | null {
  for (const field of ['name', 'sku', 'units'] as const)
    if (row.text(field) === '') row.wrong(field, phrase('options:csv.empty'));
  const to = row.text('to') === '' ? onlyOf(row, places) : row.read<Place | null>('to', placeIn(places), null);
  const moment = (field: 'expectedAt' | 'putAwayAt') => row.read<number | null>(field, date, null);
  const line = {
    row: row.row,
    name: row.text('name'),
    sku: row.text('sku'),
    units: row.read('units', oneOrMore, 0),
    stage: row.read<Shipment['stage']>('stage', oneOf(STAGES), 'shipped'),
    expectedAt: moment('expectedAt'),
    putAwayAt: moment('putAwayAt'),
    chance: row.read<number | null>('chance', part('whole'), null),
  };
  if (line.expectedAt !== null && line.putAwayAt !== null && line.putAwayAt < line.expectedAt) {
    row.wrong('putAwayAt', phrase('options:shipments.badOrder'));
  }
  return to === null ? null : { ...line, to };
}

/** A shop with one warehouse place need not name it. */
function onlyOf(row: RowReader<Field>, places: readonly NamedPlace[]): Place | null {
  const [only, second] = places;
  if (only !== undefined && second === undefined) return only.place;
  row.wrong('to', phrase('options:shipments.whichPlace', { places: places.map(({ name }) => name).join(', ') || '—' }));
  return null;
}

/** By its whole name, its place, or its warehouse where that has one place only. */
const placeIn =
  (places: readonly NamedPlace[]) =>
  (text: string): Cell<Place> => {
    const word = text.toLowerCase();
    const matches = [
      places.filter(({ name }) => name.toLowerCase() === word),
      places.filter(({ place }) => place.location.toLowerCase() === word),
      places.filter(({ name, place }) => place.source.toLowerCase() === word || name.toLowerCase().startsWith(`${word}:`)),
    ].find((found) => found.length > 0);
    const [only, second] = matches ?? [];
    if (only !== undefined && second === undefined) return good(only.place);
    const say = phrase('options:shipments.whichPlace', { places: (matches ?? places).map(({ name }) => name).join(', ') || '—' });
    return { ok: false, say };
  };

const momentIn =
  (zone: Zone, order: DateOrder) =>
  (text: string): Cell<number> => {
    const written = writtenIn(text, order);
    if (written === null) return bad('options:csv.notDate', text);
    return good(written.dateOnly ? endOfDay(written, zone) : instantOf(written, zone));
  };

export function writeShipmentCsv(shipments: readonly Shipment[], places: readonly NamedPlace[], zone: Zone): string {
  const nameOf = ({ source, location }: Place) =>
    places.find(({ place }) => place.source === source && place.location === location)?.name ?? location;
  const moment = (at: number | null) => (at === null ? null : wallIn(at, zone));
  return writeCsv(
    FIELDS.map((field) => COLUMNS[field][0]),
    shipments.flatMap(({ name, id, to, stage, lines, expectedAt, putAwayAt, chance }) =>
      lines.map(({ sku, units }) => [
        name || id,
        sku,
        units,
        nameOf(to),
        stage,
        moment(expectedAt),
        moment(putAwayAt),
        chance === null ? null : `${Number((chance * 100).toPrecision(10))}%`,
      ]),
    ),
  );
}
