import type { Money } from './money.ts';

/**
 * One sentence to be put into the reader's language by the surface that shows it:
 * a key of the translations (`public/locales`), and the figures that go into it.
 * Instants are passed as {instant}, so that the surface can print them in its zones; money as it is, to be printed by locale.
 */
export type Phrase = { readonly key: string; readonly values?: Readonly<Record<string, PhraseValue>> };
/** `day`: with its day, where it may be another one than today. */
export type PhraseValue = string | number | { readonly instant: number; readonly day?: true } | Money;

export function phrase(key: string, values?: Record<string, PhraseValue>): Phrase {
  return values === undefined ? { key } : { key, values };
}
