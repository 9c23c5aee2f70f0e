/**
 * Which names of a page are likely to outlive its next build. What a build tool makes up is rejected: CSS modules and
 * styled components (`goodsItem-KBGOY5`, `_3Qe6w8`, `css-1x2y3z`, `sc-bdVaJa`), measures (`mb-8`), and how an element stands at
 * the moment (`active`, `is-open`). What a person has named is kept: `rpa_lc__live-goods__goods-item`, `pc-row`, `lvc2-btn`.
 */

/** Parts of a name that say how something stands, not what it is: another row, or a later moment, has them not. */
const STANDING = new Set(
  'active,selected,select,hover,hovered,focus,focused,current,checked,open,opened,closed,pinned,unpin,unpinned,pin,disabled,enabled,first,last,odd,even,loading,loaded,visible,hidden,show,on,off,dragging,playing,paused,ended,new'.split(
    ',',
  ),
);
/** Words of a camelCase part. */
const wordsOf = (part: string): readonly string[] => part.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];

function isMadeUp(part: string): boolean {
  if (!/^[a-z]+\d{0,2}$/i.test(part)) return true;
  if (/[A-Z]{4,}/.test(part) || /[A-Z]\d/.test(part)) return true;
  const words = wordsOf(part.replace(/\d+$/, ''));
  const mean = part.length / Math.max(1, words.length);
  if (words.length > 1 && mean < 3) return true;
  return part.length > 4 && !/[aeiouy]/i.test(part);
}

/** A class name or an id that a person gave. Each part between dashes and underscores has to be a word. */
export function isWord(name: string): boolean {
  const parts = name.split(/[-_]+/).filter((part) => part !== '');
  return parts.length > 0 && name.length > 2 && name.length <= 80 && !parts.some(isMadeUp);
}
export const isStanding = (name: string): boolean => name.split(/[-_]+/).some((part) => STANDING.has(part.toLowerCase()));
export const isStableClass = (name: string): boolean => isWord(name) && !isStanding(name);

/** Attributes that a framework writes for itself, or that say how an element stands. */
const NOISE =
  /^(?:data-v-|data-react|data-radix|data-headlessui|data-emotion|data-styled|data-stockcue|data-(?:state|pinned|active|selected|index|offset|size|known-size|item-index|row-index|highlighted|disabled|loading)$)/;
/** An attribute that says what an element is: `data-…`, `role`, `name`, `itemprop`, `type`. */
export const isStableAttribute = (name: string): boolean =>
  (name.startsWith('data-') && !NOISE.test(name)) || ['role', 'name', 'itemprop', 'type'].includes(name);
