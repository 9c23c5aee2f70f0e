import type { Phrase } from './phrase.ts';

/** One reason why nobody can buy, and the one step that mends it. */
export type WhyNot = { readonly say: Phrase; readonly mend: Phrase };
