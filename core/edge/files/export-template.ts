import { writeCsv } from './csv.ts';
import { EXPORT_FILES } from './recording-csv.ts';

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
export type TemplateName = keyof typeof EXAMPLES;
export const TEMPLATES = Object.keys(EXAMPLES) as TemplateName[];

export function exportTemplate(name: TemplateName): string {
  const { needs, may } = EXPORT_FILES[name];
  return writeCsv([...needs, ...may], EXAMPLES[name]);
}
