import type { RowSeen } from '../../../domain/console.ts';
import { whole } from './labels.ts';

/** What a row says of itself that a label may bear: `Pin {title}`. */
export type Own = Pick<RowSeen, 'key' | 'title' | 'link'>;

const PLACE = /\{(title|link|key)\}/gu;

/** The label as this very row bears it, whole, its own words in their places; null where the row does not say one of them. */
export function filled(label: string, own: Own): string | null {
  let isWhole = true;
  const text = label.replace(PLACE, (_, name: keyof Own) => {
    const said = whole(own[name] === null ? null : String(own[name]));
    if (said === '') isWhole = false;
    return said;
  });
  return isWhole ? whole(text) : null;
}

/** What the label says in every row. */
export const literalsOf = (label: string): readonly string[] =>
  label
    .replace(PLACE, '\n')
    .split('\n')
    .map(whole)
    .filter((part) => part !== '');
