import type { BeforeView, WarehouseNotice } from '../../domain/desk.ts';
import type { Phrase } from '../../domain/phrase.ts';
import { writeCsv } from './csv.ts';

type SayPhrase = (phrase: Phrase) => string;
const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

/** The check list of a stream, a row a SKU; instants in UTC, as other programs read them. */
export function checkCsv({ rows }: BeforeView, say: SayPhrase): string {
  const header = [
    'sku',
    'title',
    'wants',
    'forecast_mean',
    'forecast_p10',
    'forecast_p90',
    'available',
    'goes_before',
    'inbound_in_time',
    'set_aside',
    'gap',
    'action',
    'act_by',
  ];
  return writeCsv(
    header,
    rows.map((row) => [
      row.sku,
      row.title,
      row.wants,
      row.forecast === null ? null : Math.round(row.forecast.mean * 10) / 10,
      row.forecast?.p10 ?? null,
      row.forecast?.p90 ?? null,
      row.available,
      row.before,
      row.inboundInTime,
      row.setAside,
      row.gap,
      row.actions.map((one) => say(one.say)).join('; '),
      iso(row.actions.length === 0 ? null : Math.min(...row.actions.map(({ by }) => by))),
    ]),
  );
}

/** What the warehouse is to expect or to ship, a row a SKU and day of its own. What a stream sells goes first: `priority` says so to programs that sort by it. */
export const noticeCsv = ({ days, zone, rows, unitsPerOrder }: WarehouseNotice): string =>
  writeCsv(
    ['day', 'zone', 'sku', 'title', 'units', 'orders', 'units_per_order', 'priority'],
    days.flatMap((day, index) =>
      rows
        .filter(({ units }) => (units[index] ?? 0) > 0)
        .map(({ sku, title, units, orders }) => [
          day,
          zone,
          sku,
          title,
          units[index] ?? 0,
          orders[index] ?? 0,
          unitsPerOrder ?? 1,
          'stream orders first',
        ]),
    ),
  );
