import type { ConsoleRow } from '../../../components/practice/console-world.ts';

/** Names as hostile as a page can give: they must only ever be shown as text. */
export const HOSTILE: readonly string[] = [
  '<img src=x onerror="document.documentElement.dataset.hacked=1">',
  `${'很长的标题 very long title '.repeat(24)}end`.slice(0, 500),
  'قميص قطني \u202Egnirts desrever\u202C שמלה',
  '👗✨🔥 裙子 👩‍👩‍👧‍👦 🇺🇸 e\u0301',
  '</script><script>document.documentElement.dataset.hacked=1</script>',
  '{{title}} $t(common:close) %s',
  '__proto__',
  '   ',
];

/** One row; what is not given is plain and on sale. */
export function consoleRow(index: number, given: Partial<ConsoleRow> = {}): ConsoleRow {
  return {
    key: `K-${1001 + index}`,
    link: index + 1,
    title: `Listing ${index + 1}`,
    price: 9.9 + (index % 30),
    state: 'onSale',
    sellable: 100,
    pinned: index === 0,
    offer: null,
    sold: 0,
    clicks: 0,
    impressions: 0,
    cart: 0,
    ...given,
  };
}
