import { type Phrase, phrase } from '../../core/domain/phrase.ts';

export type Bounds = { readonly least: number; readonly most: number | null };
export type Amount = { readonly n: number; readonly problem: null } | { readonly n: null; readonly problem: Phrase };

const no = (why: string, values: Record<string, string | number> = {}): Amount => ({
  n: null,
  problem: phrase(`panel:amount.${why}`, values),
});

/** A number that a person typed, as far as it may be acted on. Full-width digits are digits. `most` null: no upper bound. */
export function amountOf(typed: string, { least, most }: Bounds): Amount {
  const text = typed.normalize('NFKC').replace(/^\+/, '').trim();
  if (text === '') return no('needed');
  if (/^\d{10,}$/.test(text) && most !== null && most >= least) return no('most', { most });
  if (!/^\d{1,9}$/.test(text)) return no('notWhole', { value: typed.trim().slice(0, 20) });
  const n = Number(text);
  if (most !== null && most < least) return no('none');
  if (n < least) return no('least', { least });
  if (most !== null && n > most) return no('most', { most });
  return { n, problem: null };
}
