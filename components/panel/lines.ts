import type { ListingRow, PanelView, VariantRow } from '../../core/domain/view.ts';

/** A line of the list: a listing, or one of its variants below it. */
export type Line =
  | { readonly kind: 'listing'; readonly id: string; readonly row: ListingRow }
  | { readonly kind: 'variant'; readonly id: string; readonly row: ListingRow; readonly variant: VariantRow };

export const variantLine = (row: string, variant: string): string => `${row}\u001f${variant}`;

const fold = (text: string): string => text.toLocaleLowerCase();
function found(row: ListingRow, query: string): boolean {
  const texts = [row.title, row.key, ...row.variants.flatMap(({ title, skus }) => [title, ...skus.map(({ sku }) => sku)])];
  return String(row.link ?? '') === query || texts.some((text) => fold(text).includes(query));
}

/** Listing ids as they would stand now: page order or most urgent first, and only what the search finds. */
export function orderOf(view: PanelView, sort: 'page' | 'urgency', search: string): readonly string[] {
  const query = fold(search.trim());
  const ids = view.order.filter((id) => {
    const row = view.rows[id];
    return row !== undefined && (query === '' || found(row, query));
  });
  if (sort === 'page') return ids;
  return ids.toSorted((a, b) => (view.rows[b]?.urgency ?? 0) - (view.rows[a]?.urgency ?? 0));
}

/** While pointer or focus is in the list nothing moves: what is gone leaves, what is new stands at the end. */
export function frozenOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  const there = new Set(now);
  const kept = before.filter((id) => there.has(id));
  const known = new Set(kept);
  return [...kept, ...now.filter((id) => !known.has(id))];
}

export function linesOf(order: readonly string[], rows: PanelView['rows'], open: ReadonlySet<string>): readonly Line[] {
  return order.flatMap((id): readonly Line[] => {
    const row = rows[id];
    if (row === undefined) return [];
    const line: Line = { kind: 'listing', id, row };
    if (!open.has(id)) return [line];
    return [line, ...row.variants.map((variant): Line => ({ kind: 'variant', id: variantLine(id, variant.id), row, variant }))];
  });
}

/** The row that a link number stands for now, wherever it is in the list. */
export const rowOfLink = (view: PanelView, link: number): ListingRow | null =>
  view.order.map((id) => view.rows[id]).find((row) => row?.link === link) ?? null;
