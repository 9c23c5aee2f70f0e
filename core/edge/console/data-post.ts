import type { PageData } from '../../domain/profile.ts';

/**
 * What the script in a page's own world says to the reader, by a message that the page, too, can post. `rows`: key and
 * fields of each. `ageMs`: how long ago the page asked for it; what it says was so then at the earliest.
 */
export type DataPost = { readonly stockcueData: DataSaid };
export type DataSaid = {
  readonly id: string;
  readonly rows: readonly (readonly [string, DataFields])[];
  readonly page: DataFields;
  readonly ageMs: number;
};
export type DataValue = string | number | boolean;
export type DataFields = Readonly<Record<string, DataValue>>;

/** Tells that script which answers to read, and asks for what it has seen before anybody listened. `frames`: in those within, too. */
export type DataAsk = typeof ASK_DATA & { readonly table: readonly PageData[]; readonly frames: boolean };
export const ASK_DATA = { stockcueAsks: 'data' } as const;

/** Sources of one page, rows of one answer, the longest text, the largest count. */
export const MOST_SOURCES = 10;
export const MOST_ROWS = 2_000;
export const LONGEST = 300;
export const MOST_COUNT = 1e9;
