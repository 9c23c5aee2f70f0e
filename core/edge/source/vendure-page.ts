import * as v from 'valibot';
import { phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import type { RowProblem } from '../../domain/problem.ts';
import { readNumber } from './number.ts';

export type VendurePage = {
  readonly total: number;
  /** Rows of the answer, good or bad: what the next page skips. */
  readonly rows: number;
  readonly positions: readonly Position[];
  readonly problems: readonly RowProblem[];
};

const id = v.union([v.string(), v.number()]);
const quantity = v.pipe(v.unknown(), v.transform(readNumber));
const level = v.object({
  stockOnHand: quantity,
  stockAllocated: quantity,
  stockLocation: v.object({ id, name: v.nullish(v.string(), '') }),
});
const row = v.object({
  id,
  sku: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  name: v.nullish(v.string()),
  enabled: v.boolean(),
  trackInventory: v.nullish(v.string()),
  stockLevels: v.array(v.unknown()),
  product: v.nullish(v.object({ enabled: v.boolean() })),
});
const page = v.object({
  data: v.object({ productVariants: v.object({ totalItems: v.number(), items: v.array(v.unknown()) }) }),
});
type Row = v.InferOutput<typeof row>;

/** One page of `productVariants`; null where it is no such page. A row or level that cannot be read is named; the rest is used. */
export function parseVendurePage(json: unknown): VendurePage | null {
  const whole = v.safeParse(page, json);
  if (!whole.success) return null;
  const { totalItems: total, items } = whole.output.data.productVariants;
  const positions: Position[] = [];
  const problems: RowProblem[] = [];
  for (const [index, item] of items.entries()) {
    const read = v.safeParse(row, item);
    if (read.success) addLevels(read.output, positions, problems);
    else problems.push(unread(rowName(item, index), v.getDotPath(read.issues[0]) ?? ''));
  }
  return { total, rows: items.length, positions, problems };
}

function addLevels(variant: Row, positions: Position[], problems: RowProblem[]): void {
  const untracked = variant.trackInventory === 'FALSE';
  for (const raw of variant.stockLevels) {
    const read = v.safeParse(level, raw);
    if (!read.success) {
      problems.push(unread(variant.sku, `stockLevels.${v.getDotPath(read.issues[0]) ?? ''}`));
      continue;
    }
    const { stockOnHand, stockAllocated, stockLocation } = read.output;
    if (stockOnHand === null || stockAllocated === null) {
      problems.push(unread(variant.sku, stockOnHand === null ? 'stockOnHand' : 'stockAllocated'));
      continue;
    }
    positions.push({
      sku: variant.sku,
      location: locationOf(stockLocation),
      sellable: null,
      // A variant whose stock is not tracked sells without end: its figures mean nothing.
      onHand: untracked ? null : stockOnHand,
      reserved: untracked ? null : stockAllocated,
      unsellable: null,
      locked: null,
      awaitingPutaway: null,
      inbound: [],
      onSale: variant.enabled && (variant.product?.enabled ?? true),
      ref: String(variant.id),
      title: variant.name ?? null,
    });
  }
}

/**
 * `US-LAX-01 #2`: the name to be read, the id because two locations may bear one name. A location that is renamed
 * counts as a new place (the old one is gone, and unknown): no unit is sold or found by it.
 */
const locationOf = ({ id, name }: { id: string | number; name: string }) => (name === '' ? `#${id}` : `${name} #${id}`);
const unread = (row: string, field: string): RowProblem => ({ row, field, say: phrase('source:row.unread', { row, field }) });

function rowName(item: unknown, index: number): string {
  if (typeof item === 'object' && item !== null) {
    const { sku, id } = item as { sku?: unknown; id?: unknown };
    if (typeof sku === 'string' && sku.trim() !== '') return sku;
    if (typeof id === 'string' || typeof id === 'number') return `#${id}`;
  }
  return `${index + 1}`;
}
