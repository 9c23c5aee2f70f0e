import type { Command, Write } from '../../domain/command.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

/** `idle`: nothing is to be written here, and why. */
export type Planned =
  | { readonly ok: true; readonly writes: readonly Write[]; readonly idle?: Phrase }
  | { readonly ok: false; readonly say: Phrase };

/** Why nothing is to be written, in the words of what was wanted. */
export function idle(kind: Command['kind'], skus: string, now: number): Planned {
  const reasons: Partial<Record<Command['kind'], string>> = {
    limit: 'alreadyLimited',
    drip: 'alreadyLimited',
    takeBack: 'allSold',
    resume: 'nothingWithheld',
    restore: 'nothingWithheld',
    pause: 'nothingOnSale',
  };
  return { ok: true, writes: [], idle: phrase(`command:refused.${reasons[kind] ?? 'nothingToChange'}`, { skus, now }) };
}

export const no = (reason: string, values?: Record<string, string | number>): Planned => ({
  ok: false,
  say: phrase(`command:refused.${reason}`, values),
});
