import { writeCsv } from './csv.ts';
import { EXPORT_FILES, type ExportFile, NEEDED } from './export-files.ts';

/** Every file of an export, with its columns. */
export const exportFiles = (Object.keys(EXPORT_FILES) as ExportFile[]).map((name) => ({
  name,
  needed: NEEDED.has(name),
  ...EXPORT_FILES[name],
}));

/** Two small streams of a made-up shop: what each column is to look like. */
const EXAMPLES = {
  'streams.csv': [
    ['S1', '2026-11-20T19:00:00-05:00', '2026-11-20T21:10:00-05:00', '2026-11-20T21:00:00-05:00'],
    ['S2', '2026-11-21T19:00:00-05:00', '2026-11-21T20:55:00-05:00', '2026-11-21T21:00:00-05:00'],
  ],
  'orders.csv': [
    ['1001', '2026-11-20T19:12:30-05:00', 'TEE-M', 2, 'paid', '2026-11-20T19:14:02-05:00', 'live'],
    ['1002', '2026-11-20T20:40:00-05:00', 'TEE-M', 1, 'cancelled', null, 'live'],
    ['1003', '2026-11-21T19:05:10-05:00', 'TEE-M', 1, 'paid', '2026-11-21T19:05:55-05:00', 'live'],
  ],
} as const;

export const exportTemplates = (Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((name) => ({
  name,
  text: (): string => writeCsv([...EXPORT_FILES[name].needs, ...EXPORT_FILES[name].may], EXAMPLES[name]),
}));
