import * as v from 'valibot';
import { phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import type { RowProblem } from '../../domain/problem.ts';
import { isPlainLevel, isPlainRow, type Level, level, page, type Row, row } from './vendure-schema.ts';

export type VendurePage = {
  readonly total: number;
  /** Rows of the answer, good or bad: what the next page skips. */
  readonly rows: number;
  readonly positions: readonly Position[];
  readonly problems: readonly RowProblem[];
  /** Some row or level gave no position. */
  readonly missed: boolean;
};

/** One page of `productVariants`; null where it is no such page. A row or level that cannot be read is named; the rest is used. */
export function parseVendurePage(json: unknown): VendurePage | null {
  const whole = v.safeParse(page, json);
  if (!whole.success) return null;
  const { totalItems: total, items } = whole.output.data.productVariants;
  const found: Found = { positions: [], problems: [], missed: false };
  for (const [index, item] of items.entries()) {
    if (isPlainRow(item)) addLevels(item, found);
    else {
      const read = v.safeParse(row, item);
      if (read.success) addLevels(read.output, found);
      else miss(found, rowName(item, index), v.getDotPath(read.issues[0]) ?? '');
    }
  }
  return { total, rows: items.length, ...found };
}

type Found = { readonly positions: Position[]; readonly problems: RowProblem[]; missed: boolean };

function addLevels(variant: Row, found: Found): void {
  for (const raw of variant.stockLevels) {
    if (isPlainLevel(raw)) found.positions.push(positionOf(variant, raw, raw.stockOnHand, raw.stockAllocated));
    else addByLaw(variant, raw, found);
  }
}

function addByLaw(variant: Row, raw: unknown, found: Found): void {
  const read = v.safeParse(level, raw);
  if (!read.success) {
    miss(found, variant.sku, `stockLevels.${v.getDotPath(read.issues[0]) ?? ''}`);
    return;
  }
  const { stockOnHand, stockAllocated } = read.output;
  if (stockOnHand === null || stockAllocated === null) {
    miss(found, variant.sku, stockOnHand === null ? 'stockOnHand' : 'stockAllocated');
    return;
  }
  // Kept as it is, shown floored, and said.
  for (const [field, value] of Object.entries({ stockOnHand, stockAllocated }))
    if (!Number.isInteger(value))
      found.problems.push({ row: variant.sku, field, say: phrase('source:row.fraction', { row: variant.sku, field, value }) });
  found.positions.push(positionOf(variant, read.output, stockOnHand, stockAllocated));
}

function miss(found: Found, row: string, field: string): void {
  found.missed = true;
  found.problems.push({ row, field, say: phrase('source:row.unread', { row, field }) });
}

function positionOf(variant: Row, { stockLocation }: Level, onHand: number, reserved: number): Position {
  // A variant whose stock is not tracked sells without end: its figures mean nothing.
  const untracked = variant.trackInventory === 'FALSE';
  return {
    sku: variant.sku,
    location: locationOf(stockLocation),
    sellable: null,
    onHand: untracked ? null : onHand,
    reserved: untracked ? null : reserved,
    unsellable: null,
    locked: null,
    awaitingPutaway: null,
    inbound: NO_INBOUND,
    onSale: isOnSale(variant),
    ref: String(variant.id),
    title: variant.name ?? null,
  };
}
const NO_INBOUND: Position['inbound'] = [];

export const isOnSale = ({ enabled, product }: Row): boolean => enabled && (product?.enabled ?? true);

/**
 * `US-LAX-01 #2`: the name to be read, the id because two locations may bear one name. A location that is renamed
 * counts as a new place (the old one is gone, and unknown): no unit is sold or found by it.
 */
export function locationOf({ id, name }: Level['stockLocation']): string {
  const known = written.get(id);
  if (known?.name === name) return known.text;
  const text = name === '' ? `#${id}` : `${name} #${id}`;
  if (written.size > MOST_LOCATIONS) written.clear();
  written.set(id, { name, text });
  return text;
}
/** A shop has few locations, and each stands in every row: the very same text is compared quickest. */
const written = new Map<string | number, { readonly name: string; readonly text: string }>();
const MOST_LOCATIONS = 1_000;

function rowName(item: unknown, index: number): string {
  if (typeof item === 'object' && item !== null) {
    const { sku, id } = item as { sku?: unknown; id?: unknown };
    if (typeof sku === 'string' && sku.trim() !== '') return sku;
    if (typeof id === 'string' || typeof id === 'number') return `#${id}`;
  }
  return `${index + 1}`;
}
