import type { Instant } from '../../domain/instant.ts';
import type { Money } from '../../domain/money.ts';
import { amountText } from '../../domain/money-text.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { Lot, RestockPlan } from '../../domain/restock.ts';
import { writeCsv } from './csv.ts';

const PLAN = [
  'sku',
  'title',
  'quantity',
  'need',
  'base',
  'scheduled_streams',
  'usual_streams',
  'safety_stock',
  'safety_stock_from',
  'sellable',
  'unseen',
  'inbound',
  'until',
  'days_of_cover',
  'out_at',
  'demand',
  'too_late',
  'units_not_in_time',
  'currency',
  'goods',
  'freight',
  'duty',
  'cost',
  'cash_tied_up',
  'cash_days',
  'week_of_delay_units',
  'week_of_delay_value',
] as const;
const LOT = [
  'mode',
  'from',
  'units',
  'cartons',
  'charged_by',
  'charged',
  'freight_currency',
  'lot_freight',
  'consignment_skus',
  'consignment_freight',
  'order_by',
  'cut_off',
  'arrives_at',
  'put_away_at',
  'needed_at',
  'in_time',
] as const;

/**
 * Plans for a spreadsheet: a row a consignment, the plan's own figures in the first of its rows only, so that columns add up. A consignment's own freight stands at each SKU in it: there `lot_freight` adds up. Times are ISO 8601 in
 * UTC, money in major units beside its currency; what is not known is empty. `say` puts what is to be noted into words.
 */
export const restockCsv = (plans: readonly RestockPlan[], say: (phrase: Phrase) => string): string =>
  writeCsv(
    [...PLAN, ...LOT, 'notes'],
    plans.flatMap((plan) => rowsOf(plan, say)),
  );

type Cell = string | number | null;

function rowsOf(plan: RestockPlan, say: (phrase: Phrase) => string): readonly (readonly Cell[])[] {
  const notes = [...(plan.capped === null ? [] : [plan.capped]), ...plan.warnings].map(say).join(' ');
  const [first, ...others] = plan.lots;
  const own = [...planCells(plan), ...(first === undefined ? LOT.map(() => null) : lotCells(first)), notes];
  const blank = PLAN.map((_, column): Cell => (column === 0 ? plan.sku : column === 1 ? plan.title : null));
  return [own, ...others.map((lot) => [...blank, ...lotCells(lot), null])];
}

/** Parts as they go into the sum: what is there is negative. */
function planCells({ parts, cost, delay, ...plan }: RestockPlan): readonly Cell[] {
  const currency = [cost.all, cost.goods, cost.freight, cost.duty, delay.value].find((one) => one !== null)?.currency ?? null;
  return [
    plan.sku,
    plan.title,
    plan.quantity,
    plan.need,
    parts.base,
    parts.scheduled,
    parts.cadence,
    parts.safety,
    plan.safety.by,
    parts.sellable,
    parts.unseen,
    parts.inbound,
    iso(plan.until),
    plan.coverDays === null ? null : Math.round(plan.coverDays * 10) / 10,
    iso(plan.outAt),
    plan.demand.cause,
    plan.tooLate,
    plan.gapUnits,
    currency,
    amount(cost.goods),
    amount(cost.freight),
    amount(cost.duty),
    amount(cost.all),
    amount(plan.cash.amount),
    plan.cash.days,
    delay.units,
    amount(delay.value),
  ];
}

const lotCells = ({ name, from, units, cartons, charged, freight, ...lot }: Lot): readonly Cell[] => [
  name,
  from === null ? null : `${from.source}/${from.location}`,
  units,
  cartons,
  charged?.by ?? null,
  charged?.amount ?? null,
  freight?.currency ?? null,
  amount(freight),
  lot.consignment?.skus ?? 1,
  amount(lot.consignment?.freight ?? freight),
  iso(lot.orderBy),
  iso(lot.cutOff),
  iso(lot.arrivesAt),
  iso(lot.putAwayAt),
  iso(lot.neededAt),
  lot.inTime ? 'yes' : 'no',
];

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
/** A number, so that a spreadsheet adds it up. */
const amount = (sum: Money | null): number | null => (sum === null ? null : Number(amountText(sum)));
