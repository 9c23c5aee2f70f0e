import type { DataWitness, Gate } from '../../../domain/page-act.ts';

/** A gate that did not hold, and what was found there instead. */
export type Refused = { readonly gate: Gate; readonly found: string | null; readonly data?: DataWitness };

const LONGEST = 200;
export const refused = (gate: Gate, found: string | null, data?: DataWitness): Refused => ({
  gate,
  found: found?.slice(0, LONGEST) ?? null,
  ...(data === undefined ? {} : { data }),
});
