import { type Phrase, phrase } from '../../core/domain/phrase.ts';
import type { SkuFacts } from '../../core/domain/settings.ts';

/** What can be typed of a SKU, in the order of the table. */
export const COLUMNS = ['title', 'safetyStock', 'dailySales', 'plannedUnits', 'buffer', 'setAside', 'group'] as const;
export type Column = (typeof COLUMNS)[number];
const WHOLE: ReadonlySet<Column> = new Set(['safetyStock', 'buffer', 'setAside']);
const MOST = 1_000_000_000;

export type CellRead = { readonly ok: true; readonly change: Partial<SkuFacts> } | { readonly ok: false; readonly say: Phrase };

/** Nothing where it is not set; 0 for what is 0 until it is set. */
export const shownIn = (facts: SkuFacts, column: Column): string => String(facts[column] ?? '');

/** What a cell's text says, or what is wrong with it. An empty cell says "not set". */
export function readCell(column: Column, typed: string): CellRead {
  const text = typed.normalize('NFKC').trim();
  if (column === 'title') return { ok: true, change: { title: typed.trim().slice(0, 2_000) } };
  if (column === 'group') return { ok: true, change: { group: typed.trim().slice(0, 2_000) || null } };
  if (text === '') return { ok: true, change: { [column]: column === 'buffer' || column === 'setAside' ? 0 : null } };
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const right = value <= MOST && (!WHOLE.has(column) || Number.isInteger(value));
  if (right) return { ok: true, change: { [column]: value } };
  return { ok: false, say: phrase(WHOLE.has(column) ? 'options:csv.notWhole' : 'options:csv.notNumber', { value: typed }) };
}
