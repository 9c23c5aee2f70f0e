import type { Sku } from '../../domain/ids.ts';

/** Rows by their SKU, in their order. */
export function bySku<T extends { readonly sku: Sku }>(rows: readonly T[]): ReadonlyMap<Sku, readonly T[]> {
  const groups = new Map<Sku, T[]>();
  for (const row of rows) {
    const group = groups.get(row.sku);
    if (group === undefined) groups.set(row.sku, [row]);
    else group.push(row);
  }
  return groups;
}
