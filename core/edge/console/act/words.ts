import { inLanguage } from '../in-language.ts';

/** What is drawn on the page while a person is guided. */
const en = {
  click: 'Click “{label}” here',
  type: 'Set it to {number} here, and save it on the page',
  wrong: 'That is another number. Set it to {number} here, and save it on the page',
  remove: 'Take the limit per buyer off here, and save it on the page',
  scroll: 'Scroll until this one shows: {title}',
  wait: 'Checking…',
  other: 'That was another one: {title}',
};
export type ActWord = keyof typeof en;
const zh: Readonly<Record<ActWord, string>> = {
  click: '请点这里的“{label}”',
  type: '请在这里改为 {number}，并在页面上保存',
  wrong: '这个数不对，请在这里改为 {number}，并在页面上保存',
  remove: '请在这里取消限购，并在页面上保存',
  scroll: '请滚动到这个链接：{title}',
  wait: '正在确认…',
  other: '刚才点的是另一个链接：{title}',
};

export type Say = (word: ActWord, values?: Readonly<Record<string, string>>) => string;

/** In the page's language where we speak it, else in the person's. */
export const actWordsIn = (page: string, person: string): Say => inLanguage(en, zh, [page, person]);
