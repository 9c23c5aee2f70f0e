import type { Coverage } from '../../domain/reading.ts';

/** `missed`: a row that was there gave no position, so that nothing may be concluded to be gone. */
export function coverageOf(complete: boolean, missed: boolean): Coverage {
  if (!complete) return { kind: 'partial', why: 'pages' };
  return missed ? { kind: 'partial', why: 'rows' } : { kind: 'full' };
}
