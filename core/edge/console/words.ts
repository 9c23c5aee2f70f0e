/** The few words that are drawn on the page itself: too few to carry a translation library onto every page. */
const en = {
  promise: 'Stockcue: units that may be promised',
  stale: 'Stockcue: this number is old',
  old: 'old',
  unknown: 'Stockcue: not known',
  move: 'Move the panel',
  left: 'Dock left',
  right: 'Dock right',
  collapse: 'Collapse to a strip',
  expand: 'Open the panel',
  resize: 'Resize',
  ended: 'Stockcue was updated: reload this page to see current numbers.',
};
export type Word = keyof typeof en;
const zh: Readonly<Record<Word, string>> = {
  promise: 'Stockcue：可报库存',
  stale: 'Stockcue：这个数字已过时',
  old: '过时',
  unknown: 'Stockcue：未知',
  move: '移动面板',
  left: '停靠左侧',
  right: '停靠右侧',
  collapse: '收起',
  expand: '展开面板',
  resize: '调整宽度',
  ended: 'Stockcue 已更新：刷新本页以查看最新数字。',
};

export const wordsIn = (language: string): ((word: Word) => string) => {
  const words = language.toLowerCase().startsWith('zh') ? zh : en;
  return (word) => words[word];
};
