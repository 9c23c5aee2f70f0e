/** The files of an export, by name; only streams and orders must be there. Unknown files and columns are ignored. */
export const EXPORT_FILES = {
  'streams.csv': { needs: ['stream_id', 'starts_at', 'ends_at'], may: ['planned_ends_at'] },
  'orders.csv': { needs: ['order_id', 'created_at', 'sku', 'quantity'], may: ['status', 'paid_at', 'channel'] },
  'rundown.csv': { needs: ['stream_id', 'sku', 'starts_at', 'ends_at'], may: [] },
  'pins.csv': { needs: ['stream_id', 'sku', 'starts_at', 'ends_at'], may: [] },
  'viewers.csv': { needs: ['stream_id', 'at', 'viewers'], may: [] },
  'stock.csv': { needs: ['stream_id', 'sku', 'at', 'available'], may: [] },
  'offers.csv': { needs: ['stream_id', 'sku', 'kind', 'starts_at', 'ends_at'], may: [] },
} as const;
export type ExportFile = keyof typeof EXPORT_FILES;
export const NEEDED: ReadonlySet<ExportFile> = new Set(['streams.csv', 'orders.csv']);

/** What stands where in which file, and what was expected there. `row` counts as a spreadsheet does. */
export type ExportProblem = {
  readonly file: ExportFile;
  readonly row: number;
  readonly column: string;
  readonly found: string;
  readonly expected:
    | 'file'
    | 'column'
    | 'quote'
    | 'cells'
    | 'text'
    | 'time'
    | 'later'
    | 'week'
    | 'whole'
    | 'number'
    | 'stream'
    | 'once';
};

/** What was read although it is doubtful: rows of a status that nobody knows, and rows that stand there twice. */
export type ExportNote =
  | { readonly say: 'status'; readonly status: string; readonly n: number }
  | { readonly say: 'statuses'; readonly statuses: number; readonly n: number }
  | { readonly say: 'twice'; readonly n: number };
