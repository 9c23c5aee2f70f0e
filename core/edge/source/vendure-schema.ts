import * as v from 'valibot';
import { readNumber } from './number.ts';

const id = v.union([v.string(), v.number()]);
const quantity = v.pipe(v.unknown(), v.transform(readNumber));
/** A stock level of a variant. Figures that cannot be read come out as null. */
export const level = v.object({
  stockOnHand: quantity,
  stockAllocated: quantity,
  stockLocation: v.object({ id, name: v.nullish(v.string(), '') }),
});
/** A variant; its levels are read one by one. */
export const row = v.object({
  id,
  sku: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  name: v.nullish(v.string()),
  enabled: v.boolean(),
  trackInventory: v.nullish(v.string()),
  stockLevels: v.array(v.unknown()),
  product: v.nullish(v.object({ enabled: v.boolean() })),
});
/** One page of `productVariants`; its items are read one by one. */
export const page = v.object({
  data: v.object({ productVariants: v.object({ totalItems: v.number(), items: v.array(v.unknown()) }) }),
});
/** Beside a page: what holds for variants that inherit it. */
export const inherited = v.object({
  data: v.object({ globalSettings: v.nullish(v.object({ trackInventory: v.boolean() })) }),
});
export type Row = v.InferOutput<typeof row>;
export type Level = v.InferOutput<typeof level>;

/*
 * The schema is the law, but it takes longer than JSON.parse did, and nearly every row is plainly right. What these two
 * recognise, the schema accepts as it stands (a property in the test); all else is asked of the schema.
 */
type Plain<T> = { readonly [K in keyof T]?: unknown };
type PlainLevel = Level & { readonly stockOnHand: number; readonly stockAllocated: number };

export function isPlainRow(item: unknown): item is Row {
  if (typeof item !== 'object' || item === null) return false;
  const { id, sku, name, enabled, trackInventory, stockLevels, product }: Plain<Row> = item;
  return (
    typeof id === 'string' &&
    typeof sku === 'string' &&
    sku !== '' &&
    sku.trim() === sku &&
    typeof name === 'string' &&
    typeof enabled === 'boolean' &&
    typeof trackInventory === 'string' &&
    Array.isArray(stockLevels) &&
    typeof product === 'object' &&
    product !== null &&
    typeof (product as Plain<NonNullable<Row['product']>>).enabled === 'boolean'
  );
}

export function isPlainLevel(raw: unknown): raw is PlainLevel {
  if (typeof raw !== 'object' || raw === null) return false;
  const { stockOnHand, stockAllocated, stockLocation }: Plain<Level> = raw;
  if (!Number.isInteger(stockOnHand) || !Number.isInteger(stockAllocated)) return false;
  if (typeof stockLocation !== 'object' || stockLocation === null) return false;
  const { id, name }: Plain<Level['stockLocation']> = stockLocation;
  return typeof id === 'string' && typeof name === 'string';
}
