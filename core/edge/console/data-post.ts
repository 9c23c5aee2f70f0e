/**
 * What the script in a page's own world says to the reader, by a message that the page, too, can post. `rows`: key and
 * fields of each.
 */
export type DataPost = { readonly stockcueData: DataSaid };
export type DataSaid = {
  readonly id: string;
  readonly rows: readonly (readonly [string, DataFields])[];
  readonly page: DataFields;
};
export type DataValue = string | number | boolean;
export type DataFields = Readonly<Record<string, DataValue>>;

/** Asks that script for what it has seen before anybody listened. */
export const ASK_DATA = { stockcueAsks: 'data' } as const;

/** Rows of one answer, the longest text, the largest count. */
export const MOST_ROWS = 2_000;
export const LONGEST = 300;
export const MOST_COUNT = 1e9;
