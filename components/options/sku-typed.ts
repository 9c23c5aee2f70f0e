import type { RoleInStream } from '../../core/domain/expected.ts';
import { amountText } from '../../core/domain/money-text.ts';
import type { SkuFacts } from '../../core/domain/settings.ts';
import { type DemandCause, NO_SUPPLY, type PackSize, type SupplyFacts } from '../../core/domain/supply.ts';
import type { SkuTriggers } from '../../core/domain/trigger-settings.ts';
import type { Say } from '../i18n/use-phrase.tsx';
import { type readFields, typedNumber, typedPercent } from './reading.ts';
import { SKU_FIELDS, triggerTyped, typedTrigger } from './trigger-fields.tsx';

/** What is known of a SKU, as it is typed. */
export function typedSku({ supply = NO_SUPPLY, triggers = {} }: SkuFacts, home: string) {
  return {
    price: supply.price === null ? '' : amountText(supply.price),
    priceIn: supply.price?.currency ?? home,
    unitCost: supply.unitCost === null ? '' : amountText(supply.unitCost),
    unitCostIn: supply.unitCost?.currency ?? home,
    dutyRate: typedPercent(supply.dutyRate),
    unitsPerCarton: typedNumber(supply.unitsPerCarton),
    length: typedNumber(supply.size?.length),
    width: typedNumber(supply.size?.width),
    height: typedNumber(supply.size?.height),
    kg: typedNumber(supply.kg),
    moq: typedNumber(supply.moq),
    multiple: typedNumber(supply.multiple),
    battery: supply.battery,
    liquid: supply.liquid,
    supplier: supply.supplier ?? '',
    secondSupplier: supply.secondSupplier ?? '',
    productionDays: typedNumber(supply.productionDays),
    labellingDays: typedNumber(supply.labellingDays),
    role: supply.role ?? '',
    season: supply.season ?? '',
    key: supply.key,
    cause: supply.cause ?? '',
    own: Object.fromEntries(
      SKU_FIELDS.map((field) => {
        const value = typedTrigger(field, triggers[field]);
        return [field, typeof value === 'boolean' ? (value ? 'yes' : 'no') : value];
      }),
    ) as Record<keyof SkuTriggers, string>,
  };
}
export type TypedSku = ReturnType<typeof typedSku>;
type Reads = ReturnType<typeof readFields>;
export function supplyTyped(typed: TypedSku, read: Reads, say: Say): SupplyFacts {
  const label = (name: string) => say(`options:sku.${name}`);
  const number = (name: 'kg' | 'productionDays' | 'labellingDays') =>
    read.number(label(name), typed[name], name === 'kg' ? { least: 0.0001 } : { most: 1_000 });
  const whole = (name: 'unitsPerCarton' | 'moq' | 'multiple') => read.number(label(name), typed[name], { whole: true, least: 1 });
  return {
    price: read.money(label('price'), typed.price, typed.priceIn),
    unitCost: read.money(label('unitCost'), typed.unitCost, typed.unitCostIn),
    unitsPerCarton: whole('unitsPerCarton'),
    size: sizeTyped(typed, read, say),
    kg: number('kg'),
    moq: whole('moq'),
    multiple: whole('multiple'),
    battery: typed.battery,
    liquid: typed.liquid,
    dutyRate: read.percent(label('dutyRate'), typed.dutyRate, { most: 10_000 }),
    supplier: typed.supplier.trim() || null,
    secondSupplier: typed.secondSupplier.trim() || null,
    productionDays: number('productionDays'),
    labellingDays: number('labellingDays'),
    role: (typed.role || null) as RoleInStream | null,
    season: (typed.season || null) as 'new' | 'seasonal' | null,
    key: typed.key,
    cause: (typed.cause || null) as DemandCause | null,
  };
}

function sizeTyped(typed: TypedSku, read: Reads, say: Say): PackSize | null {
  const sides = (['length', 'width', 'height'] as const).map((side) =>
    read.number(say(`options:sku.${side}`), typed[side], { least: 0.01 }),
  );
  const [length = null, width = null, height = null] = sides;
  if (length === null && width === null && height === null) return null;
  if (length !== null && width !== null && height !== null) return { length, width, height };
  read.wrong(say('options:sku.threeSides'));
  return null;
}

export function triggersTyped(own: TypedSku['own'], read: Reads, say: Say): SkuTriggers {
  const set: Record<string, number | boolean | null> = {};
  for (const field of SKU_FIELDS) {
    const typed = own[field].trim();
    if (typed === '') continue;
    set[field] = field === 'scheduleStockAlone' ? typed === 'yes' : triggerTyped(read, say, field, typed, true);
  }
  return set as SkuTriggers;
}
