import * as v from 'valibot';
import type { Refusal, Trouble } from './form.ts';

const NOT_OURS: Refusal = { why: 'malformed', code: '?' };

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** An answer with a number for what happened, 0 where all is well, even with HTTP 200. */
export function refusalBy(
  schema: v.GenericSchema<unknown, number>,
  answer: string,
  codes: Readonly<Record<number, Trouble>>,
): Refusal | null {
  const code = v.safeParse(schema, parsedJson(answer));
  if (!code.success) return NOT_OURS;
  return code.output === 0 ? null : { why: codes[code.output] ?? 'refused', code: String(code.output) };
}
