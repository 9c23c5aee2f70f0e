import type { RoleInStream } from '../../domain/expected.ts';
import type { Money } from '../../domain/money.ts';
import { amountText } from '../../domain/money-text.ts';
import { phrase } from '../../domain/phrase.ts';
import { type DemandCause, NO_SUPPLY, type PackSize, type SupplyFacts } from '../../domain/supply.ts';
import type { SkuTriggers } from '../../domain/trigger-settings.ts';
import {
  anyNumber,
  type Cell,
  centimetres,
  currencyOf,
  kilograms,
  moneyIn,
  oneOf,
  oneOrMore,
  part,
  threeSides,
  yesNo,
} from './cells.ts';
import type { RowReader } from './rows.ts';

/** What it takes to buy and ship a SKU. The first name is what we write, all of them are read. */
export const SUPPLY_COLUMNS = {
  price: ['price', '售价', '单价', '销售价'],
  unitCost: ['unitCost', 'cost', '成本', '成本价', '采购价', '进货价'],
  currency: ['currency', '币种', '货币'],
  unitsPerCarton: ['unitsPerCarton', 'units per carton', 'carton qty', '每箱件数', '装箱数', '箱规'],
  size: ['size', 'carton size', 'dimensions', '尺寸', '外箱尺寸', '箱子尺寸', '长宽高'],
  length: ['length', '长', '箱长'],
  width: ['width', '宽', '箱宽'],
  height: ['height', '高', '箱高'],
  kg: ['kg', 'weight', 'gross weight', '重量', '毛重', '箱重'],
  moq: ['moq', '起订量', '最小起订量'],
  multiple: ['multiple', 'order multiple', '订货倍数', '倍数'],
  battery: ['battery', '带电', '含电池', '电池'],
  liquid: ['liquid', '液体', '含液体'],
  dutyRate: ['dutyRate', 'duty', '关税', '关税率'],
  supplier: ['supplier', '供应商', '主供应商'],
  secondSupplier: ['secondSupplier', 'second supplier', '备选供应商', '第二供应商'],
  productionDays: ['productionDays', '生产天数', '生产周期'],
  labellingDays: ['labellingDays', 'labeling days', '贴标天数'],
  role: ['role', '角色', '货盘角色', '款式角色'],
  season: ['season', '季节', '新品季节'],
  key: ['key', 'key sku', '重点', '重点sku', '核心sku'],
  cause: ['cause', '需求原因', '销量原因'],
} as const;
type SupplyField = keyof typeof SUPPLY_COLUMNS;

const ROLES: Readonly<Record<RoleInStream, readonly string[]>> = {
  traffic: ['福利款', '引流款'],
  hero: ['主推款', '爆款'],
  profit: ['利润款'],
  clearance: ['清仓', '清仓款'],
};
const SEASONS = { new: ['新品', '新款'], seasonal: ['季节款', '季节性', '应季'] } as const;
const CAUSES: Readonly<Record<DemandCause, readonly string[]>> = {
  burst: ['爆发', '达人带动', '短期'],
  sustained: ['持续', '长期'],
};

/** Lines of its own, where the shop's do not fit. */
export const TRIGGER_COLUMNS: Readonly<Record<keyof SkuTriggers, readonly string[]>> = {
  stockOutChance: ['stockOutChance', '断货概率线'],
  stockOutMinutes: ['stockOutMinutes', '断货分钟线'],
  pulseMultiple: ['pulseMultiple', '脉冲倍数'],
  pulseUnits: ['pulseUnits', '脉冲件数'],
  coverDays: ['coverDays', '可售天数线', '覆盖天数线'],
  scheduleMultiple: ['scheduleMultiple', '排期倍数'],
  scheduleDays: ['scheduleDays', '排期天数'],
  scheduleStockAlone: ['scheduleStockAlone', '排期只看现货'],
  breakoutRise: ['breakoutRise', '爆款升幅'],
  breakoutChance: ['breakoutChance', '爆款偶然概率'],
  stalledChance: ['stalledChance', '拍不了偶然概率'],
  overstockDays: ['overstockDays', '滞销天数线'],
};
const TRIGGER_FIELDS = Object.keys(TRIGGER_COLUMNS) as (keyof SkuTriggers)[];
const SHARES: ReadonlySet<keyof SkuTriggers> = new Set(['stockOutChance', 'breakoutRise', 'breakoutChance', 'stalledChance']);

/** A missing column changes nothing; an empty cell says "not set". Undefined: nothing is set at all. */
export function readSupply(row: RowReader<SupplyField>, before: SupplyFacts = NO_SUPPLY, home: string): SupplyFacts | undefined {
  const currency = currencyIn(row, home);
  const cell = <T>(field: SupplyField, parse: (text: string, unit: string | null) => Cell<T>, kept: T, empty: T): T =>
    row.has(field) ? row.read(field, parse, empty) : kept;
  const word = (field: SupplyField, kept: string | null) => (row.has(field) ? row.text(field) || null : kept);
  const supply: SupplyFacts = {
    price: cell<Money | null>('price', moneyIn(currency ?? before.price?.currency ?? home), before.price, null),
    unitCost: cell<Money | null>('unitCost', moneyIn(currency ?? before.unitCost?.currency ?? home), before.unitCost, null),
    unitsPerCarton: cell<number | null>('unitsPerCarton', oneOrMore, before.unitsPerCarton, null),
    size: sizeIn(row, before.size),
    kg: cell<number | null>('kg', kilograms, before.kg, null),
    moq: cell<number | null>('moq', oneOrMore, before.moq, null),
    multiple: cell<number | null>('multiple', oneOrMore, before.multiple, null),
    battery: cell('battery', yesNo, before.battery, false),
    liquid: cell('liquid', yesNo, before.liquid, false),
    dutyRate: cell<number | null>('dutyRate', part('percent'), before.dutyRate, null),
    supplier: word('supplier', before.supplier),
    secondSupplier: word('secondSupplier', before.secondSupplier),
    productionDays: cell<number | null>('productionDays', anyNumber, before.productionDays, null),
    labellingDays: cell<number | null>('labellingDays', anyNumber, before.labellingDays, null),
    role: cell<RoleInStream | null>('role', oneOf(ROLES), before.role, null),
    season: cell<'new' | 'seasonal' | null>('season', oneOf(SEASONS), before.season, null),
    key: cell('key', yesNo, before.key, false),
    cause: cell<DemandCause | null>('cause', oneOf(CAUSES), before.cause, null),
  };
  const isNothing = (Object.keys(NO_SUPPLY) as (keyof SupplyFacts)[]).every((field) => supply[field] === NO_SUPPLY[field]);
  return isNothing ? undefined : supply;
}

/** Of the whole row; null where it names none. */
function currencyIn(row: RowReader<SupplyField>, home: string): string | null {
  const said = row.text('currency');
  if (said === '') return null;
  const currency = currencyOf(said);
  if (currency === null) row.wrong('currency', phrase('options:csv.notCurrency', { value: said }));
  return currency ?? home;
}

function sizeIn(row: RowReader<SupplyField>, before: PackSize | null): PackSize | null {
  if (row.has('size') && row.text('size') !== '') return row.read<PackSize | null>('size', threeSides, null);
  const sides = (['length', 'width', 'height'] as const).filter((side) => row.has(side));
  if (sides.length === 0) return row.has('size') ? null : before;
  const typed = sides.filter((side) => row.text(side) !== '');
  if (typed.length === 0) return null;
  const [length, width, height] = (['length', 'width', 'height'] as const).map((side) => row.read(side, centimetres, 0));
  if (length && width && height) return { length, width, height };
  if (!row.isWrong) row.wrong(sides.find((side) => row.text(side) === '') ?? 'length', phrase('options:csv.sideMissing'));
  return null;
}

/** Undefined: the shop's own lines hold. */
export function readTriggers(row: RowReader<keyof SkuTriggers>, before: SkuTriggers = {}): SkuTriggers | undefined {
  const own: Record<string, number | boolean> = {};
  for (const field of TRIGGER_FIELDS) {
    const kept = before[field];
    if (!row.has(field)) {
      if (kept !== undefined) own[field] = kept;
    } else if (row.text(field) !== '') {
      const parse = field === 'scheduleStockAlone' ? yesNo : SHARES.has(field) ? part('whole') : anyNumber;
      own[field] = row.read<number | boolean>(field, parse, 0);
    }
  }
  return Object.keys(own).length === 0 ? undefined : (own as SkuTriggers);
}

const yes = (is: boolean): string => (is ? 'yes' : '');
const percent = (share: number): string => `${Number((share * 100).toPrecision(10))}%`;
const withCurrency = (money: Money | null): string | null => (money === null ? null : `${amountText(money)} ${money.currency}`);
/** As it is read back; the currency stands beside each amount, since a cost and a price may differ in it. */
export function supplyCells(supply: SupplyFacts | undefined): Readonly<Record<SupplyField, string | number | null>> {
  const { size, price, unitCost, battery, liquid, key, dutyRate, ...plain } = supply ?? NO_SUPPLY;
  return {
    ...plain,
    price: withCurrency(price),
    unitCost: withCurrency(unitCost),
    currency: null,
    size: size === null ? null : `${size.length}x${size.width}x${size.height}`,
    length: null,
    width: null,
    height: null,
    battery: yes(battery),
    liquid: yes(liquid),
    key: yes(key),
    dutyRate: dutyRate === null ? null : percent(dutyRate),
  };
}
export const triggerCells = (own: SkuTriggers = {}): readonly (string | number | null)[] =>
  TRIGGER_FIELDS.map((field) => {
    const value = own[field];
    if (value === undefined) return null;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return SHARES.has(field) ? percent(value) : value;
  });

/** Which column a place within a row of settings was read from. */
export const supplyColumn = (path: readonly unknown[]): SupplyField | keyof SkuTriggers | null => {
  const [first, second] = path;
  if (first === 'triggers') return TRIGGER_FIELDS.find((field) => field === second) ?? null;
  if (first !== 'supply') return null;
  return (Object.keys(SUPPLY_COLUMNS) as SupplyField[]).find((field) => field === second) ?? null;
};
